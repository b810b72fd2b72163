package dev.belay.cli

import dev.belay.database.Database
import dev.belay.drivers.packages.DebianWorld
import dev.belay.testing.Mariadb
import dev.belay.testing.Servers
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** The upgrades in {@code scripts/} of applications that were not written with Belay in mind, on sample sites of theirs. */
class OtherApplicationsSpec extends Specification {

    static final String ACCOUNT = System.getProperty('user.name')
    static final String CHECKSUM = "set sha256: '${'0' * 64}'"

    @TempDir
    Path folder

    Belay belay
    Database database

    def setup() {
        belay = new Belay(folder)
    }

    def "NetBox: from 3.5 over 3.7 to 4.0"() {
        given:
        belay.file('opt/netbox-3.5.9/netbox/netbox/settings.py', "VERSION = '3.5.9'\n")
        belay.file('opt/netbox-3.5.9/netbox/netbox/configuration.py', 'ALLOWED_HOSTS = []\n')
        belay.file('opt/netbox-3.5.9/gunicorn.py', 'workers = 5\n')
        ['media', 'reports', 'scripts'].each { belay.file("opt/netbox-3.5.9/netbox/$it/a", 'a') }
        Files.createSymbolicLink(folder.resolve('opt/netbox'), Path.of('netbox-3.5.9'))
        site('netbox', postgresql('NETBOX_DB_PASSWORD'), "set base: '$folder/opt', account: '$ACCOUNT'", CHECKSUM)

        expect:
        previewed('netbox', '4.0.11').startsWith('netbox 3.5.9 -> 3.7.8 -> 4.0.11')
    }

    def "Nextcloud: from 29 over 30 to 31, one major version at a time"() {
        given:
        belay.file('www/nextcloud/version.php', "<?php\n\$OC_VersionString = '29.0.4';\n")
        belay.file('www/nextcloud/config/config.php', '<?php\n')
        belay.file('data/admin/files/a', 'a')
        def php = program('php8.2', 'PHP 8.2.29 (cli)')
        site('nextcloud', mariadb('NEXTCLOUD_DB_PASSWORD'), service('cron'),
                "set home: '$folder/www/nextcloud', data: '$folder/data', backups: '$folder', account: '$ACCOUNT', php: '$php', programs: ['$Mariadb.programs']", CHECKSUM)

        expect:
        previewed('nextcloud', '31.0.4').startsWith('nextcloud 29.0.4 -> 30.0.10 -> 31.0.4')
    }

    def "PeerTube: from 6.3 to 7.0, which migrates its database at its start"() {
        given:
        belay.file('peertube/versions/peertube-v6.3.3/package.json', '{"name": "peertube", "version": "6.3.3"}')
        belay.file('peertube/config/default.yaml', 'a: 1\n')
        Files.createSymbolicLink(folder.resolve('peertube/peertube-latest'), Path.of('versions/peertube-v6.3.3'))
        program('node', 'v20.11.0')
        program('yarn', '1.22.22')
        program('ffmpeg', 'ffmpeg version 6.1')
        site('peertube', postgresql('PEERTUBE_DB_PASSWORD'), "set home: '$folder/peertube', account: '$ACCOUNT', programs: ['$folder/bin']", CHECKSUM)

        expect:
        previewed('peertube', '7.0.1').startsWith('peertube 6.3.3 -> 7.0.1')
    }

    def "Redmine: from 5.1 to 6.0"() {
        given:
        ['config/database.yml', 'config/configuration.yml', 'files/a'].each { belay.file("redmine/redmine-5.1.3/$it", 'a: 1\n') }
        Files.createSymbolicLink(folder.resolve('redmine/current'), Path.of('redmine-5.1.3'))
        program('ruby', 'ruby 3.2.2')
        program('bundle', 'Bundler version 2.4.20')
        site('redmine', postgresql('REDMINE_DB_PASSWORD'), "set base: '$folder/redmine', account: '$ACCOUNT', programs: ['$folder/bin']", CHECKSUM)

        expect:
        previewed('redmine', '6.0.4').startsWith('redmine -> 6.0.4')
    }

    @Requires({ DebianWorld.here() })
    def "GitLab: from 16.4 over its stops to 17.3"() {
        given:
        belay.file('opt/gitlab/version-manifest.txt', "gitlab-ce 16.4.2\n\nComponent  Version\n")
        belay.file('etc/gitlab/gitlab.rb', '')
        Files.createDirectory(folder.resolve('backups'))
        def debian = new DebianWorld(folder.resolve('debian')).prepare()
        ['16.4.2', '16.7.10', '16.11.10', '17.1.8', '17.3.7'].each { debian.deb('gitlab-ce', "$it-ce.0") }
        debian.lists().has('gitlab-ce=16.4.2-ce.0')
        def declared = postgresql('GITLAB_DB_PASSWORD')
        Servers.run(database, 'create table batched_background_migrations (status integer)')
        site('gitlab', declared, "set etc: '$folder/etc/gitlab', opt: '$folder/opt/gitlab', backups: '$folder/backups', ${debian.env.replaceFirst('env', 'variables')}")

        expect:
        previewed('gitlab', '17.3.7').startsWith('gitlab 16.4.2 -> 16.7.10 -> 16.11.10 -> 17.1.8 -> 17.3.7')
    }

    /** The preview of the way there; it has no errors, and what is required is met. */
    private String previewed(String application, String to) {
        int exit = belay.run('preview', application, '--to', to, '--scripts', Path.of('scripts').toAbsolutePath().toString(),
                '--site', folder.resolve('site.groovy').toString(), '--state', folder.resolve('state').toString())
        assert exit == 0: belay.out + belay.err
        belay.out
    }

    private void site(String application, String... lines) {
        belay.file('site.groovy', (["site 'sample', app: '$application'"] + lines.toList() + [service('web')]).join('\n') + '\n')
    }

    /** A service that this machine can have, in the place of one of systemd. */
    private String service(String name) {
        "service '$name', process: 'sleep 1000', pidfile: '$folder/${name}.pid', dir: '$folder'"
    }

    private String postgresql(String password) {
        database = Servers.freshDatabase()
        secret(password, 'postgres') + "\ndatabase 'main', postgresql: '${Servers.address(database)}', user: '${database.user()}', password: secret('$password')"
    }

    private String mariadb(String password) {
        secret(password, Mariadb.PASSWORD) + "\ndatabase 'main', mariadb: '${Mariadb.address(Mariadb.freshDatabase())}', user: '$Mariadb.ACCOUNT', password: secret('$password')"
    }

    private String secret(String name, String value) {
        Path file = belay.file("${name}.secret", value)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-------'))
        "secret '$name', file: '$file'"
    }

    private Path program(String name, String version) {
        Path file = belay.file("bin/$name", "#!/bin/sh\necho '$version'\n")
        file.toFile().setExecutable(true)
        file
    }
}
