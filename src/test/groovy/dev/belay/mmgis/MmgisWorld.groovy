package dev.belay.mmgis

import dev.belay.cli.Belay
import dev.belay.drivers.packages.PythonWorld
import dev.belay.drivers.service.UnitFiles
import dev.belay.testing.GitRepository
import dev.belay.testing.OtherAccount
import dev.belay.testing.OtherServer
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/**
 * A server with MMGIS 3.0.0: a checkout of another account with packages of npm and a virtual environment, a unit of systemd that serves,
 * a database on an old PostgreSQL, and an empty one on a new. The program stands in for the real one, and does to its databases what that
 * does; so does the extension postgis, of which there is no more than a type and the table of reference systems. The script is
 * {@code scripts/mmgis/4.0.0.groovy}; only a site file says what differs here.
 */
class MmgisWorld implements AutoCloseable {

    static final String DATABASE = 'mmgisdb'
    static final String STAC = 'mmgis-stac'
    private static final Path PARTS = Path.of('src/test/resources/mmgis')
    private static final String ONE_SERVICE = 'services:\n  mmgis:\n    build: .\n    env_file: .env\n'
    private static final String PASSWORD = 'Mars & Moon "42"'

    /** Root hands the work to an account without rights; anybody else does it himself. */
    static final String ACCOUNT = OtherAccount.there ? OtherAccount.NAME : System.getProperty('user.name')

    final OtherServer old
    final OtherServer fresh
    final Path home
    final Belay belay
    final UnitFiles units
    final int port = new ServerSocket(0).withCloseable { it.localPort }
    private final boolean docker
    private final Path others = Files.createTempDirectory('belay-mmgis')
    private final GitRepository origin = GitRepository.init(others.resolve('origin'))

    /**
     * @param folder of the one who runs Belay
     * @param docker true where MMGIS runs under docker compose, and its old server holds a database of the adjacent servers, too
     */
    MmgisWorld(Path folder, OtherServer old, OtherServer fresh, boolean docker = false) {
        this.docker = docker
        this.old = old
        this.fresh = fresh
        belay = new Belay(folder)
        home = others.resolve('home')
        units = new UnitFiles(folder)
    }

    /** What this machine lacks for it; empty where it can be made. */
    static String lacking() {
        def missing = ['psql', 'pg_dump', 'git'].findAll { ['bash', '-c', "command -v $it"].execute().waitFor() != 0 }
        missing ? "${missing.join(', ')} is not installed" : PythonWorld.here() ? '' : 'there is no python3 that makes virtual environments'
    }

    /** Makes what a server must have before anybody uses it: the extensions, and the role of the application. */
    static void prepare(OtherServer server, String postgis, String systems) {
        server.installExtension('postgis', postgis, """\
            create domain geometry as text;
            create table spatial_ref_sys (srid integer primary key, auth_name varchar(256), srtext varchar(2048));
            grant all on spatial_ref_sys to public;
            insert into spatial_ref_sys select srid, 'EPSG', 'of $postgis' from unnest(array[$systems]) srid;
            select pg_catalog.pg_extension_config_dump('spatial_ref_sys', 'where not srid in ($systems)');
            """.stripIndent())
        server.run('postgres', "create role mmgis login createdb password '$PASSWORD'")
        server.run('template1', 'create extension postgis')
    }

    /** Installs 3.0.0, fills its database, and starts it. */
    void begin() {
        others.toFile().setExecutable(true, false)
        others.toFile().setReadable(true, false)
        old.run('postgres', "create database $DATABASE owner mmgis")
        fresh.run('postgres', "create database $DATABASE owner mmgis")
        fresh.run(DATABASE, 'create extension btree_gist')
        release()
        install()
        site()
        up()
        fill()
    }

    static List<String> databases(OtherServer server) {
        server.ask('postgres', 'select datname from pg_database order by 1') as List<String>
    }

    /** Runs Belay where nobody sits. */
    int run(String... words) {
        belay.run(*words, '--state', belay.folder.resolve('state').toString())
    }

    /** Runs Belay at a terminal, where a person made the snapshot and agrees. */
    int typing(String... words) {
        belay.typing('yes\nyes\nsnap-0815\n', *words, '--state', belay.folder.resolve('state').toString())
    }

    /** What scripts and site say of this machine, for the commands that take them. */
    List<String> to() {
        ['mmgis', '--scripts', Path.of('scripts').toAbsolutePath().toString(), '--site', belay.folder.resolve('maps.groovy').toString()]
    }

    /** What the application answers; empty where it does not. */
    String served(String path = '/') {
        try {
            new URI("http://localhost:$port$path").toURL().getText(connectTimeout: 2000, readTimeout: 5000).strip()
        } catch (IOException down) {
            ''
        }
    }

    /** The status of an answer. */
    int answers(String path) {
        (new URI("http://localhost:$port$path").toURL().openConnection() as HttpURLConnection).responseCode
    }

    /** What {@link #served} is for a version that is whole. */
    static String whole(String version) {
        String server = version.startsWith('3') ? 10 : 17
        "MMGIS $version, sequelize 6.${version[0]}.0, PostgreSQL $server, 3 users, 50000 features"
    }

    /** The values of a settings file below home. */
    Map<String, String> settings(String name) {
        Files.readAllLines(home.resolve(name)).findAll { it.contains('=') && !it.startsWith('#') }
                .collectEntries { line -> line.split('=', 2).with { [it[0], it[1].replaceAll(/^['"]|['"]$/, '').replace('\\"', '"')] } }
    }

    /** What an adjacent server's settings must be. */
    static Map<String, String> adjacent(OtherServer server) {
        [DB_MAX_CONN_SIZE: '10', POSTGRES_USER: 'mmgis', POSTGRES_PASS: PASSWORD, POSTGRES_DBNAME: STAC, POSTGRES_HOST: 'localhost', POSTGRES_PORT: "$server.port".toString()]
    }

    /** Puts a python of another version before the one that is there. */
    void python(String version) {
        Path file = others.resolve('bin/python3')
        Files.writeString(file, "#!/bin/sh\necho 'Python $version'\n")
        file.toFile().setExecutable(true, false)
        Files.delete(home.resolve('env/bin/python3'))
    }

    /** All rows of the old version's tables, in a text for each table that does not depend on their order: asked past Belay. */
    static Map<String, Object> rows(OtherServer server, String database = DATABASE) {
        TABLES.collectEntries { table, columns ->
            [table, server.ask(database, "select count(*) || ' ' || md5(string_agg(row, '' order by row)) from (select concat_ws('|', $columns) as row from $table) rows")[0]]
        }
    }

    private static final Map<String, String> TABLES = [
        users: 'id, username, password, permission, "createdAt" at time zone \'UTC\'', configs: 'id, mission, config, version',
        user_features: "id, file_id, coalesce(properties::text, 'NULL'), geom, encode(float8send(elevation), 'hex'), coalesce(intent, 'NULL')",
        geodatasets: 'id, name, "table"', session: 'sid, sess, expire', mars_crater: "id, name, diameter, encode(outline, 'hex'), tags",
    ]

    /** Lets Belay stop, start or restart the application, as a person would by hand. */
    void by(String verb) {
        belay.file('hand.groovy', "upgrade 'mmgis', to: '3.0.0'\n${service()}\n$verb 'app'\n")
        assert belay.run('run', 'hand.groovy', '--yes', '--state', 'hand') == 0: belay.out + belay.err
        belay.folder.resolve('hand').toFile().deleteDir()
    }

    @Override
    void close() {
        if (Files.exists(home.resolve('.env'))) {
            by('stop')
        }
        units.remove()
        [old, fresh].each { server ->
            databases(server).findAll { it.startsWith('mmgis') }.each {
                server.run('postgres', "select pg_terminate_backend(pid) from pg_stat_activity where datname = '$it'".toString(), "drop database \"$it\"".toString())
            }
        }
        others.toFile().deleteDir()
    }

    /** True where a systemctl works here. */
    static boolean isSystemd() {
        !UnitFiles.lacking()
    }

    /** The versions 3.0.0 and 4.0.0, in a repository that is fetched from. */
    private void release() {
        def common = ['scripts/app.py': Files.readString(PARTS.resolve('app.py')), '.gitignore': 'node_modules/\n.env\nenv/\nbackup/\nwheels/\ndocker-compose.yml\ndocker-compose.override.yml\n']
        origin.commit(common + version('3.0.0') + ['python-requirements.txt': ''], '3.0.0')
        def postgres = { String more = '' -> "DB_MAX_CONN_SIZE=10\nPOSTGRES_USER=\nPOSTGRES_PASS=\nPOSTGRES_DBNAME=mmgis-stac\nPOSTGRES_HOST=localhost\n${more}POSTGRES_PORT=5432\n".toString() }
        origin.commit(version('4.0.0') + [
            'python-requirements.txt': 'pypgstac==0.8.5\n',
            'adjacent-servers/stac/.env.example': postgres('POSTGRES_HOST_READER=localhost\nPOSTGRES_HOST_WRITER=localhost\n'),
            'adjacent-servers/tipg/.env.example': postgres(), 'adjacent-servers/titiler-pgstac/.env.example': postgres(),
            'adjacent-servers/titiler/.env.example': 'TILEMATRIXSET_DIRECTORY="../resources/tilematrixsets/planetcantile_v4"\n',
            'docker-compose.sample.yml': ONE_SERVICE + ['stac-fastapi', 'tipg', 'titiler', 'titiler-pgstac'].collect { "  $it:\n    image: of $it\n" }.join(),
        ], '4.0.0')
    }

    private static Map<String, String> version(String version) {
        ['package.json': "{\"name\": \"mmgis\", \"version\": \"$version\"}\n".toString(),
         'package-lock.json': "{\"lockfileVersion\": 3, \"packages\": {\"node_modules/sequelize\": {\"version\": \"6.${version[0]}.0\"}}}\n".toString()]
    }

    /** Installs 3.0.0 as its manual says; its clone does not know the later version yet. */
    private void install() {
        origin.git('clone', '-q', '--no-tags', '--single-branch', '--branch', '3.0.0', origin.path.toString(), home.toString())
        new GitRepository(home).git('remote', 'set-branches', 'origin', '*')
        Files.writeString(home.resolve('.env'), """\
            # the settings of MMGIS
            PORT=$port
            DB_HOST=localhost
            DB_PORT=$old.port
            DB_NAME=$DATABASE
            DB_USER=mmgis
            DB_PASS='$PASSWORD'
            """.stripIndent())
        Files.writeString(home.resolve('docker-compose.yml'), ONE_SERVICE)
        new PythonWorld(home).environment().wheel('pypgstac', '0.8.5')
        Files.writeString(home.resolve('env/pip.conf'), "[global]\nno-index = true\nfind-links = ${home.resolve('wheels')}\ndisable-pip-version-check = true\n")
        Files.createDirectory(others.resolve('bin'))
        ['npm', 'docker'].each {
            Files.copy(PARTS.resolve(it), others.resolve("bin/$it"))
            others.resolve("bin/$it").toFile().setExecutable(true, false)
        }
        assert ['chown', '-R', "$ACCOUNT:".toString(), others.toString()].execute().waitFor() == 0
        must(['bash', '-c', "cd '$home' && '$others/bin/${docker ? 'docker\' compose build' : 'npm\' ci'}".toString()])
    }

    /** Writes the site file. */
    void site(int newPort = fresh.port) {
        def secret = belay.file('mmgis.password', PASSWORD)
        secret.toFile().setReadable(false, false)
        secret.toFile().setReadable(true, true)
        belay.file('maps.groovy', """\
            site 'maps', app: 'mmgis'
            secret 'MMGIS_OLD_PASSWORD', file: '$secret'
            secret 'MMGIS_NEW_PASSWORD', file: '$secret'
            database 'old', postgresql: 'localhost:$old.port/$DATABASE', user: 'mmgis', password: secret('MMGIS_OLD_PASSWORD')
            database 'old stac', postgresql: 'localhost:$old.port/$STAC', user: 'mmgis', password: secret('MMGIS_OLD_PASSWORD')
            database 'new', postgresql: 'localhost:$newPort/$DATABASE', user: 'mmgis', password: secret('MMGIS_NEW_PASSWORD')
            database 'new stac', postgresql: 'localhost:$fresh.port/$STAC', user: 'mmgis', password: secret('MMGIS_NEW_PASSWORD')
            ${service()}
            set home: '$home', account: '$ACCOUNT', programs: ['$home/env/bin', '$others/bin'], url: 'http://localhost:$port'
            ${docker ? "set docker: true, stac: true" : ''}
            """.stripIndent())
    }

    private String service() {
        docker ? "service 'app', compose: '$home', services: ['mmgis'], health: 'http://localhost:$port/', as: '$ACCOUNT', path: ['$others/bin']" : systemd ? "service 'app', systemd: '${units.name('mmgis.service')}', health: 'http://localhost:$port/'"
                : "service 'app', process: 'npm run start:prod', as: '$ACCOUNT', dir: '$home', path: ['$home/env/bin', '$others/bin'], pidfile: 'mmgis.pid', log: 'mmgis.log', health: 'http://localhost:$port/'"
    }

    private void up() {
        if (systemd && !docker) {
            units.put('mmgis.service', """\
                [Unit]
                Description=of a test of Belay
                [Service]
                User=$ACCOUNT
                WorkingDirectory=$home
                Environment=PATH=$home/env/bin:$others/bin:/usr/bin:/bin
                ExecStart=$others/bin/npm run start:prod
                [Install]
                WantedBy=multi-user.target
                """)
        }
        by('start')
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30)
        while (!served()) {
            assert System.nanoTime() < end: 'MMGIS 3 does not answer'
            Thread.onSpinWait()
        }
    }

    /** Rows that people made, and what else they did to the database: rights of roles that only this server has. */
    private void fill() {
        old.run('postgres', "do \$\$ begin create role cartographers; exception when duplicate_object then null; end \$\$")
        old.run(DATABASE,
                "insert into users (username, password, permission) values ('admin', '\$2a\$10\$x', '111'), ('Iñès', 'y|\\N', null), ('o''neil', 'z', '001')",
                "insert into configs (mission, config, version) values ('Jezero', '{\"msv\": {\"mission\": \"Jezero\"}, \"a\": 1.50}', 4)",
                """insert into user_features (file_id, properties, geom, elevation, intent)
                   select n % 40, case when n % 7 = 0 then null else json_build_object('name', 'rock ' || n, 'note', E'a\\tb\\nc\\\\d') end,
                       'POINT(' || n || ' 0.1)', n / 3.0::float8, nullif(n % 3, 0)::text from generate_series(1, 50000) n""",
                "insert into geodatasets (name, \"table\") values ('craters', 'mars_crater')",
                "create table mars_crater (id serial primary key, name text unique, diameter numeric(12,3), outline bytea, tags text[])",
                "insert into mars_crater (name, diameter, outline, tags) select 'crater ' || n, n * 1.001, decode(md5(n::text), 'hex'), array['a,b', null, 'c\"d'] from generate_series(1, 2000) n",
                "insert into session values ('s1', '{\"user\": \"admin\"}', '2026-11-20 19:37:00.123456')",
                "insert into spatial_ref_sys values (104905, 'ESRI', 'GCS_Mars_2000_Sphere')",
                'alter table mars_crater owner to mmgis',
                'grant select on users, mars_crater to cartographers')
        if (docker) {
            old.run('postgres', "create database \"$STAC\" owner mmgis")
            old.run(STAC, 'create extension btree_gist', 'set role mmgis', 'create schema pgstac',
                    'create table pgstac.collections (key bigint generated always as identity, id text primary key, content jsonb not null)',
                    "insert into pgstac.collections (id, content) select 'c' || n, jsonb_build_object('n', n) from generate_series(1, 500) n")
        }
    }

    private static void must(List<String> command) {
        def process = new ProcessBuilder(OtherAccount.there ? ['runuser', '-u', ACCOUNT, '--'] + command : command).redirectErrorStream(true).start()
        def said = process.inputStream.text
        assert process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0: said
    }
}
