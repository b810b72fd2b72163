package dev.belay.nextgis

import dev.belay.cli.Belay
import dev.belay.database.Database
import dev.belay.drivers.packages.PythonWorld
import dev.belay.drivers.service.UnitFiles
import dev.belay.testing.GitRepository
import dev.belay.testing.OtherAccount
import dev.belay.testing.Servers
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.util.concurrent.TimeUnit

/**
 * A server with NextGIS Web 3.6.0: a home folder of another account with a checkout, a virtual environment and a configuration, a
 * database, and units of systemd that serve. The program stands in for the real one, and does with this database what that does.
 * The scripts are those of {@code scripts/nextgisweb}; only a site file says what differs here.
 */
class NextgisWorld implements AutoCloseable {

    private static final Path PARTS = Path.of('src/test/resources/nextgisweb')
    private static final String PASSWORD = 'ngw-password'

    /** Root hands the work to an account without rights; anybody else does it himself. */
    static final String ACCOUNT = OtherAccount.there ? OtherAccount.NAME : System.getProperty('user.name')

    final Path home
    final Belay belay
    final Database database
    final UnitFiles units
    final int port = freePort()
    private final Path others = Files.createTempDirectory('belay-ngw')
    private final GitRepository origin = GitRepository.init(others.resolve('origin'))

    /** @param folder of the one who runs Belay */
    NextgisWorld(Path folder) {
        belay = new Belay(folder)
        home = others.resolve('home')
        units = new UnitFiles(folder)
        database = Servers.freshDatabase()
        release()
    }

    /** Installs 3.6.0 and starts it. */
    void begin() {
        owned("drop role if exists $role", "create role $role login createdb password '$PASSWORD'")
        Servers.run(Servers.database('postgres'), "alter database $database.name owner to $role".toString())
        others.toFile().setExecutable(true, false)
        others.toFile().setReadable(true, false)
        install()
        site()
        up()
    }

    /** What this machine lacks for it; empty where it can be made. */
    static String lacking() {
        def missing = ['psql', 'pg_dump', 'git'].findAll { ['bash', '-c', "command -v $it"].execute().waitFor() != 0 }
        missing ? "${missing.join(', ')} is not installed" : PythonWorld.here() ? '' : 'there is no python3 that makes virtual environments'
    }

    /** The database's owner; a role for each world. */
    String getRole() {
        database.name() + '_ngw'
    }

    /** Runs Belay. */
    int run(String... words) {
        belay.run(*words, '--state', belay.folder.resolve('state').toString())
    }

    /** What scripts and site say of this machine, for the commands that take them. */
    List<String> to(String version) {
        ['nextgisweb', '--to', version, '--scripts', Path.of('scripts').toAbsolutePath().toString(), '--site', belay.folder.resolve('gis.groovy').toString()]
    }

    /** What the server answers; empty where it does not. */
    String served() {
        try {
            new URI("http://localhost:$port/").toURL().getText(connectTimeout: 2000, readTimeout: 5000).strip()
        } catch (IOException down) {
            ''
        }
    }

    /** What {@link #served} is for a version that is whole: all that derives from the checkout belongs to it. */
    static String whole(String version, int resources) {
        "NextGIS Web $version, translations $version, node modules $version, build $version, $resources resources"
    }

    /** Runs statements as the owner of the tables. */
    void sql(String... statements) {
        Servers.run(database, "set role $role".toString(), *statements)
    }

    List<Object> ask(String query) {
        Servers.ask(database, query)
    }

    /** What the database holds, as an outsider sees it. */
    Map<String, List<Object>> data() {
        [resources: ask('select id || name || creation_date from resource order by id'),
         columns: ask("select table_name || '.' || column_name from information_schema.columns where table_schema = 'public' and table_name <> 'belay_history' order by 1")]
    }

    /** Runs the application's own command, as its account. */
    String nextgisweb(String... arguments) {
        must([home.resolve('env/bin/nextgisweb'), *arguments])
    }

    /** Adds a migration to a version; before the world begins. */
    void addMigration(String version, String name, String text) {
        origin.git('checkout', '-q', version)
        origin.write([("nextgisweb/migrations/$name".toString()): text])
        origin.git('add', '-A')
        origin.git('commit', '-q', '-m', 'one more')
        origin.git('tag', '-f', version)
    }

    @Override
    void close() {
        if (systemd) {
            units.remove()
        } else {
            pid().ifPresent { it.destroyForcibly().with { true } && it.onExit().join() }
        }
        Servers.dropAll(database)
        owned("drop role $role")
        others.toFile().deleteDir()
    }

    /** True where a systemctl works here. */
    static boolean isSystemd() {
        !UnitFiles.lacking()
    }

    /** The versions 3.6.0 to 4.4.0 with their SQL files and migrations, in a repository that is fetched from. */
    private void release() {
        def sql = SqlFiles.all().collectEntries { ["migration/$it.key".toString(), it.value] } as SortedMap<String, String>
        def code = { name -> Files.readString(PARTS.resolve(name)) }
        def common = ['nextgisweb/script.py': code('script.py'), 'backend.py': code('backend.py'), '.gitignore': '__pycache__/\ncompiled\n',
                      'pyproject.toml': "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n"]
        def version = { ['nextgisweb/__init__.py': "__version__ = '$it'\n".toString()] }
        origin.commit(common + version('3.6.0') + sql.headMap('migration/2018').findAll { true }, '3.6.0')
        origin.commit(version('3.7.0') + sql + ['nextgisweb/migrations/1-auth-05778268.sql': 'alter table auth_user add column oauth text;\n'], '3.7.0')
        origin.commit(version('4.4.0') + ['nextgisweb/migrations/2-resource-2f3a5c1b.sql': 'alter table resource add column owner text; update resource set owner = c1::text;\n',
                                          'nextgisweb/migrations/3-layer-31a0f8d2.sql': 'create table style (id int primary key);\n'], '4.4.0')
    }

    /** Installs 3.6.0 as its manual says; its clone does not know the later versions yet. */
    private void install() {
        Files.createDirectories(home.resolve('package'))
        Files.createDirectories(home.resolve('backup'))
        Files.createDirectories(home.resolve('config'))
        Files.writeString(home.resolve('config/config.ini'), """\
            [core]
            database.host = localhost
            database.port = $Servers.postgres.port
            database.name = ${database.name()}
            database.user = $role
            database.password = $PASSWORD
            """.stripIndent())
        new PythonWorld(home).environment()
        Files.writeString(home.resolve('env/pip.conf'), '[global]\nno-index = true\ndisable-pip-version-check = true\n')
        Path checkout = home.resolve('package/nextgisweb')
        origin.git('clone', '-q', '--no-tags', '--single-branch', '--branch', '3.6.0', origin.path.toString(), checkout.toString())
        def clone = new GitRepository(checkout)
        clone.git('remote', 'set-branches', 'origin', '*')
        give(others)
        must([home.resolve('env/bin/pip'), 'install', '-q', '-e', checkout])
        must([home.resolve('env/bin/nextgisweb-i18n'), '-p', 'nextgisweb', 'compile'])
        nextgisweb('jsrealm', 'install')
        must([home.resolve('env/bin/yarn'), 'run', 'build'])
        sql(*SqlFiles.TABLES, *SqlFiles.all().headMap('2018').values(), *SqlFiles.ROWS, 'update spatial_ref_sys set synced = false')
    }

    private void site() {
        def secret = belay.file('ngw.password', PASSWORD)
        secret.toFile().setReadable(false, false)
        secret.toFile().setReadable(true, true)
        belay.file('gis.groovy', """\
            site 'gis', app: 'nextgisweb'
            secret 'NGW_DB_PASSWORD', file: '$secret'
            database 'main', postgresql: '${Servers.address(database)}', user: '$role', password: secret('NGW_DB_PASSWORD'),
                restored: 'nextgisweb spatial_ref_sys sync_postgis'
            ${service()}
            set home: '$home', account: '$ACCOUNT', url: 'http://localhost:$port/'
            set '3.7.0', baseline: '${SqlFiles.all().headMap('2018').lastKey()}'
            """.stripIndent())
    }

    private String service() {
        systemd ? "service 'web', systemd: ['${units.name('ngw.service')}', '${units.name('ngw-maintenance.service')}']"
                : "service 'web', process: 'nextgisweb server $port', as: '$ACCOUNT', dir: '$home', path: ['$home/env/bin'], env: [NEXTGISWEB_CONFIG: '$home/config/config.ini'], pidfile: 'web.pid', log: 'web.log'"
    }

    private void up() {
        if (systemd) {
            ['ngw.service': "server $port", 'ngw-maintenance.service': 'maintenance'].each { unit, command ->
                units.put(unit, """\
                    [Unit]
                    Description=of a test of Belay
                    [Service]
                    User=$ACCOUNT
                    Environment=NEXTGISWEB_CONFIG=$home/config/config.ini
                    ExecStart=$home/env/bin/nextgisweb $command
                    [Install]
                    WantedBy=multi-user.target
                    """)
                UnitFiles.systemctl('start', units.name(unit))
            }
        } else {
            belay.file('start.groovy', "upgrade 'nextgisweb', to: '3.6.0'\n${service()}\nstart 'web'\n")
            assert belay.run('run', 'start.groovy', '--yes', '--state', 'before') == 0: belay.err
        }
    }

    private Optional<ProcessHandle> pid() {
        Path file = home.resolve('web.pid')
        Files.exists(file) ? ProcessHandle.of(Files.readAllLines(file)[0] as long) : Optional.empty()
    }

    private static void owned(String... statements) {
        Servers.run(Servers.database('postgres'), statements)
    }

    /** Makes all below a folder the account's. */
    private static void give(Path folder) {
        assert ['chown', '-R', ACCOUNT, folder.toString()].execute().waitFor() == 0
    }

    private String must(List<Object> command) {
        List<String> words = command*.toString()
        def builder = new ProcessBuilder(OtherAccount.there ? ['runuser', '-u', ACCOUNT, '--'] + words : words).redirectErrorStream(true)
        builder.environment().NEXTGISWEB_CONFIG = home.resolve('config/config.ini').toString()
        def process = builder.directory(home.toFile()).start()
        def said = process.inputStream.text
        assert process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0: said
        said
    }

    private static int freePort() {
        new ServerSocket(0).withCloseable { it.localPort }
    }
}
