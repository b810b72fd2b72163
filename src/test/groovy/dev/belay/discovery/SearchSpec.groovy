package dev.belay.discovery

import dev.belay.database.Rows
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.value.Unseen
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

class SearchSpec extends Specification {

    @TempDir
    Path folder

    def "a checkout belongs by its remote's name, or without a remote by its folder's; a likeness is a question"() {
        given:
        repository('ngw/package/nextgisweb', '4.3.1')
        repository('web', '4.4.0', 'https://joe:geheim@git.example.org/nextgis/nextgisweb.git')
        repository('nextgisweb', '1.0', 'git@git.example.org:other/thing.git')
        repository('ngw/package/nextgisweb_qgis', '2.9')
        repository('other/thing', '1.0')
        put('web/env/pyvenv.cfg', 'version = 3.11.2\n')
        put('ngw/env/pyvenv.cfg', 'version = 3.11.2\n')
        put('ngw/package/nextgisweb/node_modules/x/.git/HEAD', 'x')

        when:
        def found = search().all(NO_DATABASES)

        then:
        found.own(Finding.Checkout) == [
            new Finding.Checkout("$folder/srv/ngw/package/nextgisweb", Optional.of('4.3.1'), Optional.empty()),
            new Finding.Checkout("$folder/srv/web", Optional.of('4.4.0'), Optional.of('https://git.example.org/nextgis/nextgisweb.git')),
        ]
        found.own(Finding.Environment)*.name() == ["$folder/srv/web/env"]
        found.doubtful(Finding.Checkout)*.name() == ["$folder/srv/nextgisweb", "$folder/srv/ngw/package/nextgisweb_qgis"]
        found.doubtful(Finding.Environment)*.name() == ["$folder/srv/ngw/env"]
    }

    def "a unit belongs by its name, by the script's word, or because it runs from the checkout"() {
        given:
        repository('web', '4.4.0', 'https://git.example.org/nextgis/nextgisweb.git')
        put('venv/pyvenv.cfg', '')
        systemctl([
            'cron.service'               : '',
            'nextgisweb.service'         : 'ExecStart={ path=/srv/x/bin/python ; argv[]=/srv/x/bin/python -m x ; }',
            'nextgisweb-worker.service'  : 'User=ngw',
            'nextgiswebber.service'      : '',
            'ngw.service'                : 'WorkingDirectory=/home/ngw',
            'ngw-maintenance.timer'      : '',
            'tiles.service'              : "ExecStart={ path=$folder/srv/web/run ; argv[]=$folder/srv/web/run --port 80 ; }",
            'other.service'              : "ExecStart={ path=$folder/srv/web-of-others/run ; argv[]=x ; }",
            'queue.service'              : "WorkingDirectory=!$folder/srv/web",
        ])

        when:
        def found = search(['ngw-maintenance.timer'] as Set).all(NO_DATABASES)

        then:
        found.own(Finding.Unit)*.name() ==
                ['nextgisweb.service', 'nextgisweb-worker.service', 'ngw-maintenance.timer', 'tiles.service', 'queue.service']
        found.own(Finding.Unit)[1].user() == Optional.of('ngw')
        found.doubtful(Finding.Unit)*.name() == ['nextgiswebber.service', 'ngw.service']
    }

    def "an environment belongs from which a unit of the application runs"() {
        given:
        put('venv/pyvenv.cfg', '')
        systemctl('nextgisweb.service': "ExecStart={ path=$folder/srv/venv/bin/gunicorn ; argv[]=$folder/srv/venv/bin/gunicorn ; }")

        expect:
        search().all(NO_DATABASES).own(Finding.Environment)*.name() == ["$folder/srv/venv"]
    }

    def "a container belongs by its name, where its image is one of PostgreSQL"() {
        given:
        docker('''\
            echo "nextgisweb-db-1 postgis/postgis:16-3.4"
            echo "nextgisweb-app-1 ghcr.io/nextgis/nextgisweb:4"
            echo "ngw_db_1 docker.io/library/postgres@sha256:0a1b"
            echo "shop-db-1 postgres:17"
            echo "nextgisweb-admin-1 example.org/postgres-exporter:1"
            ''')

        when:
        def found = search().all(NO_DATABASES)

        then:
        found.own(Finding.DatabaseContainer) == [new Finding.DatabaseContainer('nextgisweb-db-1', 'postgis/postgis:16-3.4')]
        found.doubtful(Finding.DatabaseContainer)*.name() == ['ngw_db_1']
    }

    def "who may not ask docker is told so; an engine that does not run holds no containers"() {
        given:
        docker("echo '$words' >&2; exit 1")

        expect:
        search().all(NO_DATABASES).unseen() == unseen

        where:
        words                                                                     || unseen
        'permission denied while trying to connect to the Docker daemon socket'   || ["containers: ${System.getProperty('user.name')} may not use docker".toString()]
        'Cannot connect to the Docker daemon. Is the docker daemon running?'      || []
    }

    private void docker(String script) {
        put('../bin/docker', "#!/bin/sh\n[ \"\$1\" = ps ] || exit 1\n${script.stripIndent()}\n").toFile().executable = true
    }

    def "the application's settings name its database: #text"() {
        expect:
        NamedDatabases.in('/srv/web/.env', text)*.with { [it.server(), it.name(), it.user().orElse('')] } == databases

        where:
        text                                                                             || databases
        'DATABASE_URL=postgresql://joe:ge%40heim@db.example.org/shop'                    || [['db.example.org', 'shop', 'joe']]
        'url = "postgresql+psycopg://joe:x@127.0.0.1:5433/shop?sslmode=off"'             || [['localhost:5433', 'shop', 'joe']]
        'DB_HOST=db\nDB_PORT=5432\nDB_NAME=shop\nDB_USER=joe\nDB_PASS=geheim'            || [['db', 'shop', 'joe']]
        'PGDATABASE=shop\nPGHOST=/var/run/postgresql'                                    || [['localhost', 'shop', '']]
        '[database]\nname = ngw\nuser = ngw_user\n[other]\nname = x'                      || [['localhost', 'ngw', 'ngw_user']]
        '# DB_NAME=old\nPOSTGRES_DB: "shop"'                                             || [['localhost', 'shop', '']]
        'DB_PASSWORD=geheim\nNAME=x\nCONNECT=mysql://a:b@c/d'                            || []
        ''                                                                               || []
    }

    def "settings in the checkout or beside it are read, examples are not"() {
        given:
        repository('ngw/nextgisweb', '4.3.1')
        put('ngw/config/config.ini', '[database]\nhost = db\nname = ngw\nuser = joe\npassword = geheim\n')
        put('ngw/nextgisweb/.env.example', 'DB_NAME=wrong\n')
        put('other/.env', 'DB_NAME=wrong\n')

        when:
        def found = search().all(NO_DATABASES)

        then:
        found.own(Finding.NamedDatabase) ==
                [new Finding.NamedDatabase('ngw', 'db', Optional.of('joe'), "$folder/srv/ngw/config/config.ini")]
        !found.toString().contains('geheim')
    }

    def "what cannot be looked at is told, and stops nothing"() {
        given:
        put('../bin/systemctl', '#!/bin/sh\nexit 0\n').toFile().executable = true
        put('nextgisweb-env/pyvenv.cfg', '')

        when:
        def found = search().all({ database, sql -> throw new Unseen('no server') })

        then:
        found.doubtful(Finding.Environment).size() == 1
        found.unseen() - 'no server' == []
    }

    private static final Search.Asking NO_DATABASES = { database, sql -> new Rows([]) }

    /** A systemctl that lists these units, with what it shows of each. */
    private void systemctl(Map<String, String> units) {
        def shown = units.collect { name, more -> "Id=$name\nActiveState=active\nDescription=\n$more\n" }.join('\n')
        put('../units', units.keySet().collect { "$it enabled enabled\n" }.join(''))
        put('../shown', shown)
        put('../bin/systemctl', """#!/bin/sh
            case "\$1" in
              list-unit-files) cat '$folder/units' ; echo 'ngw@.service  disabled enabled' ;;
              show) cat '$folder/shown' ;;
            esac
            """.stripIndent()).toFile().executable = true
    }

    private Search search(Set<String> named = []) {
        def path = [Files.exists(folder.resolve('bin')) ? "$folder/bin".toString() : '', System.getenv('PATH')].findAll().join(':')
        def host = new LocalHost(new Secrets([:], [:], { '' }), System.getenv() + [PATH: path], Duration.ofSeconds(1))
        Search.in(host, 'nextgisweb', named, [folder.resolve('srv').toString()])
    }

    private Path put(String name, String text) {
        def file = folder.resolve('srv').resolve(name).normalize()
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }

    private void repository(String name, String tag, String remote = '') {
        put("$name/README", 'x')
        def git = { String... words ->
            def process = new ProcessBuilder(['git', '-c', 'user.name=x', '-c', 'user.email=x@example.org'] + (words as List))
                    .directory(folder.resolve("srv/$name").toFile()).redirectErrorStream(true).start()
            assert process.waitFor() == 0: process.text
        }
        git('init', '-q')
        git('add', '.')
        git('commit', '-qm', 'x')
        git('tag', tag)
        if (remote) {
            git('remote', 'add', 'origin', remote)
        }
    }
}
