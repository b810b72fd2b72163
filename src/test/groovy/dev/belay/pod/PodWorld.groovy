package dev.belay.pod

import com.sun.net.httpserver.HttpServer
import dev.belay.cli.Belay
import dev.belay.database.Database
import dev.belay.database.Database.Product
import dev.belay.drivers.data.DataSpecification
import dev.belay.testing.Mariadb
import dev.belay.testing.Servers
import tools.jackson.databind.ObjectMapper
import tools.jackson.databind.SerializationFeature
import tools.jackson.databind.json.JsonMapper
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection

/**
 * A server with Esup-Pod 3.8.4, which serves, and 4.0.0 beside it: folders with an environment, databases of either system. What
 * stands in for Python does to the databases what the manual says of Pod's commands. The script is that of {@code scripts/esup-pod};
 * only a site file says what differs here.
 */
class PodWorld implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build()
    private static final Path PARTS = Path.of('src/test/resources/esup-pod')

    final Belay belay
    final Path v3home
    final Path v4home
    final Database v3
    final Database v4
    private final PodSchema schema = PodSchema.v4()
    private final Map<Database, Connection> lookers
    private final HttpServer web = HttpServer.create(new InetSocketAddress('127.0.0.1', 0), 0)

    PodWorld(Path folder, String from, String to, PodRows rows = PodRows.v3()) {
        belay = new Belay(folder)
        v3home = folder.resolve('podv3')
        v4home = folder.resolve('podv4')
        v3 = DataSpecification.fresh(from)
        v4 = DataSpecification.fresh(to)
        lookers = [v3, v4].collectEntries { [it, connect(it)] }
        fill(v3, rows)
        install(v3home, '3.8.4', v3)
        install(v4home, '4.0.0', v4)
        Files.writeString(v4home.resolve('createdb.sql'), schema.ddl(v4.product()).collect { "$it;\n" }.join())
        site()
        web.createContext('/') { exchange ->
            exchange.sendResponseHeaders(serves(v4home) ? 200 : 503, -1)
            exchange.close()
        }
        web.start()
    }

    /** Makes the tables of 4.0, with rows in them that go. */
    PodWorld ready() {
        fill(v4, PodRows.v4())
        this
    }

    /** Starts 3.8. */
    PodWorld begin() {
        belay.file('start.groovy', "upgrade 'esup-pod', to: '3.8.4'\n${service('v3', v3home)}\nstart 'v3'\n")
        assert belay.run('run', 'start.groovy', '--yes', '--state', 'before') == 0: belay.err
        this
    }

    /** What runs the script here. */
    List<String> upgrade(String... more) {
        ['esup-pod', '--scripts', Path.of('scripts').toAbsolutePath().toString(), '--site', belay.folder.resolve('pod.groovy').toString(), *more,
         '--state', belay.folder.resolve('state').toString()]
    }

    static boolean serves(Path home) {
        def pid = home.resolve('web.pid')
        Files.exists(pid) && ProcessHandle.of(Files.readAllLines(pid)[0] as long).map { it.alive }.orElse(false)
    }

    List<Object> ask(Database database, String query) {
        DataSpecification.ask(database, query)
    }

    /** The rows of a table of 4.0 as an outsider reads them, each as one text; sorted. */
    List<String> rows(String table) {
        read(v4, table, [:])*.join('|').sort()
    }

    /** All of them, by table. */
    Map<String, List<String>> everything() {
        schema.tables.keySet().collectEntries { [it, rows(it)] }
    }

    /** What they should be, from the rows of 3.8. */
    List<String> expected(String table) {
        def postgresql = v3.product() == Product.POSTGRESQL
        def day = postgresql ? "(start_at at time zone 'UTC')::date" : 'cast(start_at as date)'
        def instead = [
            video_video: [order: "coalesce(${PodSchema.quoted(v3.product(), 'order')}, 1)"],
            meeting: [recurring_until: "case when recurring_until < $day then $day else recurring_until end"],
            video_videotodelete_video: [videotodelete_id: "(select min(o.id) from video_videotodelete o join video_videotodelete m on m.date_deletion = o.date_deletion where m.id = videotodelete_id)"],
        ]
        def own = [video_videotodelete: [1], video_videotodelete_video: [1, 2]][table]
        def all = read(v3, table, instead[table] ?: [:])
        (own ? all.groupBy { it[own] }.values().collect { same -> same.min { it[0] as int } } : all)*.join('|').sort()
    }

    private List<List<Object>> read(Database database, String table, Map<String, String> instead) {
        def columns = schema.tables[table].columns()
        def texts = columns.collect { column ->
            def quoted = PodSchema.quoted(database.product(), column.name)
            PodSchema.alike(column, database.product()).replace(quoted, instead[column.name] ?: quoted)
        }
        lookers[database].createStatement().withCloseable { statement ->
            def rows = statement.executeQuery("select ${texts.join(', ')} from ${PodSchema.quoted(database.product(), table)}")
            def found = []
            while (rows.next()) {
                found << (1..columns.size()).collect { columns[it - 1].type == 'json' ? JSON.writeValueAsString(JSON.readValue(rows.getString(it), Object)) : rows.getString(it) }
            }
            found
        }
    }

    /** True where all tags of {@link PodRows} are whole, and counted right. */
    boolean tagged() {
        def long_ = 'x' * 50
        assert uses('video') == ['1 machine learning', '2 c, c++', '2 python', '3 python', "3 $long_".toString(), '3 été 😀']
        assert uses('recorder') == ['1 machine learning', '2 c', '2 c++', '2 日本語']
        assert counts('video') == ['c, c++ 1 1', 'machine learning 1 1', 'python 2 2', "$long_ 1 1".toString(), 'été 😀 1 1']
        counts('recorder') == ['c 1 1', 'c++ 1 1', 'machine learning 1 1', '日本語 1 1']
    }

    private List<Object> uses(String kind) {
        ask(v4, "select concat(u.${kind}_id, ' ', t.name) from ${kind}_${kind}_tags u join ${kind}_tagulous_${kind}_tags t on t.id = u.tagulous_${kind}_tags_id").sort()
    }

    /** How often each tag is used, as it says and as it is. */
    private List<Object> counts(String kind) {
        ask(v4, "select concat(t.name, ' ', t.count, ' ', (select count(*) from ${kind}_${kind}_tags u where u.tagulous_${kind}_tags_id = t.id)) from ${kind}_tagulous_${kind}_tags t").sort()
    }

    /** True while an import is in the middle of its rows. */
    boolean importing() {
        ask(v4, v4.product() == Product.POSTGRESQL
                ? "select 1 from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'video_viewcount' and l.mode = 'AccessExclusiveLock' and l.database = (select oid from pg_database where datname = '${v4.name()}')"
                : 'set statement tx_isolation = "READ-UNCOMMITTED" for select id from video_viewcount where id > 1000 limit 1')
    }

    private void fill(Database database, PodRows rows) {
        connect(database).withCloseable { connection ->
            connection.createStatement().withCloseable { statement -> rows.schema.ddl(database.product()).each { statement.execute(it) } }
            rows.load(connection, database.product())
        }
    }

    static connect(Database database) {
        database.product() == Product.POSTGRESQL ? Servers.connect(database) : Mariadb.connect(database)
    }

    private void install(Path home, String version, Database database) {
        Path bin = Files.createDirectories(home.resolve('env/bin'))
        Files.createDirectories(home.resolve('pod/main'))
        Files.writeString(home.resolve('pod/main/settings.py'), "VERSION = \"$version\"\n")
        Files.copy(PARTS.resolve('python'), bin.resolve('python'))
        Mariadb.clients().each { Files.createSymbolicLink(bin.resolve(it.fileName), it) }
        program(bin.resolve('make'), '[ "$1" = createDB ] && exec sql < createdb.sql')
        program(bin.resolve('sql'), database.product() == Product.POSTGRESQL
                ? "PGPASSWORD=postgres exec psql -h localhost -p $Servers.postgres.port -U postgres -v ON_ERROR_STOP=1 -qAt -F '' ${database.name()}"
                : "exec mariadb --no-defaults --skip-ssl -h127.0.0.1 -P$Mariadb.server.port -u$Mariadb.ACCOUNT -p$Mariadb.PASSWORD -N ${database.name()}")
    }

    private static void program(Path path, String text) {
        Files.writeString(path, "#!/bin/sh\n$text\n")
        path.toFile().executable = true
    }

    private void site() {
        belay.file('pod.groovy', """\
            site 'pod', app: 'esup-pod'
            secret 'POD3_DB_PASSWORD', file: '${password('v3', v3)}'
            secret 'POD4_DB_PASSWORD', file: '${password('v4', v4)}'
            ${database('v3', v3, 'POD3_DB_PASSWORD')}
            ${database('v4', v4, 'POD4_DB_PASSWORD')}
            ${service('v3', v3home)}
            ${service('v4', v4home)}
            set v3home: '$v3home', v4home: '$v4home', account: '${System.getProperty('user.name')}', url: 'http://127.0.0.1:$web.address.port/'
            """.stripIndent())
    }

    private Path password(String name, Database database) {
        def file = belay.file("${name}.password", database.product() == Product.POSTGRESQL ? 'postgres' : Mariadb.PASSWORD)
        file.toFile().setReadable(false, false)
        file.toFile().setReadable(true, true)
        file
    }

    private static String database(String name, Database database, String secret) {
        (database.product() == Product.POSTGRESQL ? "database '$name', postgresql: '${Servers.address(database)}', user: 'postgres'"
                : "database '$name', mariadb: '${Mariadb.address(database)}', user: '$Mariadb.ACCOUNT'") + ", password: secret('$secret')"
    }

    private static String service(String name, Path home) {
        "service '$name', process: 'python manage.py runserver', dir: '$home', path: ['$home/env/bin'], env: [TESTER: '${ProcessHandle.current().pid()}'], pidfile: 'web.pid', log: 'web.log'"
    }

    @Override
    void close() {
        [v3home, v4home].each { home ->
            def pid = home.resolve('web.pid')
            if (Files.exists(pid)) {
                ProcessHandle.of(Files.readAllLines(pid)[0] as long).ifPresent { it.destroyForcibly().with { true } && it.onExit().join() }
            }
        }
        web.stop(0)
        lookers.values().each { it.close() }
        [v3, v4].each { it.product() == Product.POSTGRESQL ? Servers.dropAll(it) : Mariadb.drop(it) }
    }
}
