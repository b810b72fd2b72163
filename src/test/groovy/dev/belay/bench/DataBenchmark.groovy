package dev.belay.bench

import dev.belay.database.Database
import dev.belay.testing.Mariadb
import dev.belay.testing.Servers
import java.math.RoundingMode
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * How quick the packaged Belay's export and import are, beside the servers' own programs in the same run: medians of turns, as ratios. Not
 * part of {@code verify}; run it by {@code mvn -q -DskipTests package && mvn -q surefire:test -Dtest=DataBenchmark}. Of Belay it is the
 * time of the step in a process of its own, of the programs that of the process. {@code -Dbelay.rows=} sets how many narrow rows there are.
 */
@Requires({ Files.isExecutable(Path.of('target/belay/bin/belay')) })
class DataBenchmark extends Specification {

    static final int TURNS = Integer.getInteger('belay.turns', 3)
    static final long NARROW = Long.getLong('belay.rows', 2_000_000)
    static final long WIDE = NARROW.intdiv(10)
    static final String HOME = Path.of('target/belay').toAbsolutePath()
    static final String LAUNCHER = "$HOME/bin/belay"
    static final String JAVA = Path.of(System.getProperty('java.home'), 'bin', 'java')
    static final Map<String, Long> ROWS = [narrow: NARROW, wide: WIDE]

    @Shared
    @TempDir
    Path folder

    @Shared
    Database postgresql

    @Shared
    Database mariadb

    @Shared
    int step

    @Shared
    int most

    @Shared
    List<String> launcher = [LAUNCHER]

    def setupSpec() {
        postgresql = Servers.freshDatabase()
        mariadb = Mariadb.freshDatabase()
        Mariadb.run(mariadb, 'set global innodb_buffer_pool_size = 512 * 1024 * 1024', 'set global local_infile = 1')
        Servers.run(postgresql, narrow('timestamp'), wide('timestamp(6)'), *POSTGRESQL_ROWS, 'vacuum analyze')
        Mariadb.run(mariadb, narrow('datetime'), wide('datetime(6)'), *MARIADB_ROWS, 'analyze table narrow', 'analyze table wide')
        println "| what | beside | theirs, s | Belay, s | ratio | goal | largest RSS of Belay, MB |\n| --- | --- | --- | --- | --- | --- | --- |"
    }

    def cleanupSpec() {
        Servers.drop([postgresql.name()])
        Mariadb.drop(mariadb)
    }

    def "export of #rows rows from PostgreSQL"() {
        expect:
        tell("export, $rows, PostgreSQL", 'psql COPY', goal,
                { psql("\\copy $rows to '$folder/copied' ") },
                { belay(postgresql, "export 'main', to: '$folder/out', tables: ['$rows']") })

        where:
        rows << ['narrow', 'wide']
        goal << [2, 2.5]
    }

    def "export of #rows rows from MariaDB"() {
        expect:
        tell("export, $rows, MariaDB", dumper(), goal,
                { dump(rows) },
                { belay(mariadb, "export 'main', to: '$folder/out', tables: ['$rows']") })

        where:
        rows << ['narrow', 'wide']
        goal << [2, 4.5]
    }

    def "export of #rows rows from #system over two connections, beside one"() {
        given:
        def database = system == 'PostgreSQL' ? postgresql : mariadb

        expect:
        tell("export over 2 connections, $rows, $system", 'Belay over 1', 1,
                { exported(database, rows) },
                { exported(database, rows, ', connections: 2') })

        where:
        [system, rows] << [['PostgreSQL', 'MariaDB'], ['narrow', 'wide']].combinations()
    }

    def "import of #rows rows into PostgreSQL"() {
        given:
        psql("\\copy $rows to '$folder/copied' ")
        exported(postgresql, rows)

        expect:
        tell("import, $rows, PostgreSQL", 'psql COPY', goal,
                { psql("truncate $rows"); psql("\\copy $rows from '$folder/copied' ") },
                { psql("truncate $rows"); belay(postgresql, "import('main', from: '$folder/out')") })

        where:
        rows << ['narrow', 'wide']
        goal << [1.2, 1.45]
    }

    def "import of #rows rows into MariaDB"() {
        given:
        loadable(rows)
        exported(mariadb, rows)

        expect:
        tell("import, $rows, MariaDB", 'LOAD DATA', 1.25,
                { Mariadb.run(mariadb, "truncate $rows"); load(rows) },
                { Mariadb.run(mariadb, "truncate $rows"); belay(mariadb, "import('main', from: '$folder/out')") })

        where:
        rows << ['narrow', 'wide']
    }

    def "import of #rows rows into PostgreSQL, beside the way of Pod's own script"() {
        given:
        exported(postgresql, rows)

        expect:
        tell("import, $rows, PostgreSQL", 'row by row', goal,
                { psql("truncate $rows"); rowByRow(rows) },
                { psql("truncate $rows"); belay(postgresql, "import('main', from: '$folder/out')") }, 1)

        where:
        rows << ['narrow', 'wide']
        goal << [0.01, 0.05]
    }

    def "import of narrow rows with a unique key, an index and a foreign key into #system"() {
        given:
        run(system, "create table parent (id int primary key)$engine",
                "insert into parent select distinct video_id from narrow",
                "create table keyed (id bigint primary key, video_id int not null, day $time null, count int,"
                        + " constraint keyed_once unique (video_id, id), constraint keyed_parent foreign key (video_id) references parent (id)"
                        + (system == 'PostgreSQL' ? ' deferrable initially deferred' : '') + ')' + engine,
                'create index keyed_day on keyed (day)', 'insert into keyed select * from narrow')
        def database = system == 'PostgreSQL' ? postgresql : mariadb
        system == 'PostgreSQL' ? psql("\\copy keyed to '$folder/copied' ") : loadable('keyed')
        exported(database, 'keyed')

        expect:
        tell("import, narrow with keys, $system", native_, goal,
                { run(system, 'truncate keyed'); system == 'PostgreSQL' ? psql("\\copy keyed from '$folder/copied' ") : load('keyed', 1) },
                { run(system, 'truncate keyed'); belay(database, "import('main', from: '$folder/out')") }, 1)

        cleanup:
        run(system, 'drop table if exists keyed', 'drop table if exists parent')

        where:
        system       | native_     | goal | engine             | time
        'PostgreSQL' | 'psql COPY' | 0.25 | ''                 | 'timestamp'
        'MariaDB'    | 'LOAD DATA' | 0.4  | ' engine = InnoDB' | 'datetime'
    }

    @Requires({ installed('pgloader') })
    def "#rows rows from MariaDB to PostgreSQL through files"() {
        expect:
        tell("MariaDB to PostgreSQL, $rows", 'pgloader', 0.67,
                { psql("truncate $rows"); pgloader(rows) },
                {
                    psql("truncate $rows")
                    exported(mariadb, rows) + belay(postgresql, "import('main', from: '$folder/out')")
                })

        where:
        rows << ['narrow', 'wide']
    }

    def "verification of #rows rows in #system, beside their import"() {
        given:
        def database = system == 'PostgreSQL' ? postgresql : mariadb
        exported(database, rows)

        expect:
        tell("verify rows, $rows, $system", "Belay's import", 1,
                { run(system, "truncate table $rows"); belay(database, "import('main', from: '$folder/out')") },
                { belay(database, "verify rows: 'main', from: '$folder/out'") })

        where:
        [system, rows] << [['PostgreSQL', 'MariaDB'], ['narrow', 'wide']].combinations()
    }

    def "memory from #few to #many rows in a heap of #heap, #system, #format"() {
        given:
        def database = system == 'PostgreSQL' ? postgresql : mariadb
        println "| memory | file | heap | export | import | verify rows |\n| --- | --- | --- | --- | --- | --- |"
        launcher = [JAVA, "-Xmx$heap".toString(), '-XX:+UseSerialGC', '-cp', "$HOME/lib/*".toString(), 'dev.belay.cli.Main']

        expect:
        [few, many].every { rows -> tellMemory(system, database, format, heap, rows) }

        cleanup:
        launcher = [LAUNCHER]

        where:
        system       | format  | heap
        'PostgreSQL' | 'belay' | '128m'
        'MariaDB'    | 'belay' | '128m'
        'MariaDB'    | 'pod'   | '128m'
        few = NARROW.intdiv(20)
        many = NARROW * 5
    }

    /** Prints a line of the table of memory: an export, its import, and how they compare; of each the time and the largest RSS. */
    private boolean tellMemory(String system, Database database, String format, String heap, long rows) {
        def out = folder.resolve("memory-$rows-$format")
        run(system, narrow(system == 'PostgreSQL' ? 'timestamp' : 'datetime').replace('narrow', 'many'),
                "insert into many select ${system == 'PostgreSQL' ? "n, n % 5000, timestamp '2020-01-01 00:00:00' + n * interval '1 second', n % 100 from generate_series(1, $rows) n" : "seq, seq % 5000, timestamp '2020-01-01 00:00:00' + interval seq second, seq % 100 from seq_1_to_$rows"}")
        try {
            def figures = ["export 'main', to: '$out', tables: ['many'], format: '$format'", "import('main', from: '$out')",
                           "verify rows: 'main', from: '$out'"].collect { line ->
                most = 0
                def millis = belay(database, line)
                "${seconds(millis)} s, $most MB"
            }
            println "| $system, format '$format', $rows rows | ${size(out)} | $heap | ${figures.join(' | ')} |"
        } finally {
            run(system, 'drop table many')
            out.toFile().directory ? out.toFile().deleteDir() : Files.deleteIfExists(out)
        }
        true
    }

    private static String size(Path path) {
        long bytes = path.toFile().directory ? path.toFile().listFiles().sum { it.length() } as long : Files.size(path)
        "${(bytes / 1_000_000 as BigDecimal).setScale(1, RoundingMode.HALF_UP)} MB"
    }

    /** Prints a line of the table. It never fails: machines are noisy. */
    private boolean tell(String what, String beside, BigDecimal goal, Closure<Long> theirs, Closure<Long> ours, int turns = TURNS) {
        most = 0
        def rounds = (1..turns).collect { [theirs(), ours()] }
        def first = median(rounds*.get(0))
        def second = median(rounds*.get(1))
        println "| $what | $beside | ${seconds(first)} | ${seconds(second)} | ${(second / first as BigDecimal).setScale(2, RoundingMode.HALF_UP)} | $goal | $most |"
        true
    }

    private static BigDecimal seconds(long millis) {
        (millis / 1000 as BigDecimal).setScale(2, RoundingMode.HALF_UP)
    }

    private static long median(List<Long> values) {
        values.sort(false)[values.size().intdiv(2)]
    }

    /** The milliseconds of the one step of a script, in a process of its own. */
    private long belay(Database database, String line) {
        def home = Files.createDirectories(folder.resolve("step-${++step}"))
        def declared = database.product() == Database.Product.POSTGRESQL
                ? "database 'main', postgresql: '${Servers.address(database)}', user: 'postgres'"
                : "database 'main', mariadb: '${Mariadb.address(database)}', user: '$Mariadb.TRUSTED'"
        Files.writeString(home.resolve('1.0.0.groovy'), "upgrade 'bench', to: '1.0.0'\n$declared\n$line\n")
        Files.writeString(home.resolve('site.groovy'), "site 'bench$step', app: 'bench', state: '$home/state'\n")
        def events = home.resolve('events')
        def process = new ProcessBuilder(launcher + ['run', "$home/1.0.0.groovy".toString(), '--yes', '--format', 'json'])
                .redirectOutput(events.toFile()).redirectError(home.resolve('errors').toFile()).start()
        watch(process)
        assert process.waitFor() == 0: Files.readString(events) + Files.readString(home.resolve('errors'))
        Files.readAllLines(events).findAll { it.startsWith('{"event":"ended"') }.sum { (it =~ /"milliseconds":(\d+)/)[0][1] as long } as long
    }

    /** Waits for its end, and keeps the largest of what it took of memory. */
    private void watch(Process process) {
        def status = Path.of("/proc/${process.pid()}/status")
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            try {
                def line = Files.readAllLines(status).find { it.startsWith('VmHWM') } ?: '0'
                most = Math.max(most, (line =~ /\d+/)[0].toInteger().intdiv(1024))
            } catch (IOException ended) {
                return
            }
        }
    }

    private long exported(Database database, String rows, String options = '') {
        folder.resolve('out').toFile().deleteDir()
        belay(database, "export 'main', to: '$folder/out', tables: ['$rows']$options")
    }

    private void run(String system, String... statements) {
        system == 'PostgreSQL' ? Servers.run(postgresql, statements) : Mariadb.run(mariadb, statements)
    }

    private long psql(String command) {
        program('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-h', 'localhost', '-p', Servers.postgres.port as String, '-U', 'postgres',
                '-d', postgresql.name(), '-c', command)
    }

    private long mariadbClient(String statement) {
        program("$Mariadb.programs/mariadb", '--no-defaults', '--skip-ssl', '--local-infile=1', '-h', '127.0.0.1', '-P', Mariadb.server.port as String,
                '-u', Mariadb.TRUSTED, mariadb.name(), '-e', statement)
    }

    private static String dumper() {
        installed('mydumper') ? 'mydumper' : 'mariadb-dump'
    }

    private long dump(String rows) {
        folder.resolve('dumped').toFile().deleteDir()
        installed('mydumper')
                ? program('mydumper', '-h', '127.0.0.1', '-P', Mariadb.server.port as String, '-u', Mariadb.TRUSTED, '-B', mariadb.name(),
                        '-T', rows, '-t', '1', '-o', "$folder/dumped")
                : program("$Mariadb.programs/mariadb-dump", '--no-defaults', '--skip-ssl', '--single-transaction', '-h', '127.0.0.1',
                        '-P', Mariadb.server.port as String, '-u', Mariadb.TRUSTED, "--result-file=$folder/dumped.sql", mariadb.name(), rows)
    }

    /** A file for LOAD DATA, as tabs and lines. */
    private void loadable(String rows) {
        Files.deleteIfExists(folder.resolve('loadable'))
        mariadbClient("select * from $rows into outfile '$folder/loadable'")
    }

    private long load(String rows, int checks = 0) {
        mariadbClient("set unique_checks=$checks, foreign_key_checks=$checks; load data local infile '$folder/loadable' into table $rows character set utf8mb4")
    }

    private long pgloader(String rows) {
        def command = folder.resolve('load')
        Files.writeString(command, """
            load database from mysql://$Mariadb.TRUSTED@127.0.0.1:$Mariadb.server.port/${mariadb.name()}
                into postgresql://postgres:postgres@localhost:$Servers.postgres.port/${postgresql.name()}
            with data only, no truncate, batch rows = 5000, prefetch rows = 5000 including only table names matching '$rows'
            alter schema '${mariadb.name()}' rename to 'public';""".stripIndent())
        program('pgloader', '--quiet', "$command")
    }

    /** As Pod's script imports: a statement a row, each in a transaction of its own; told for all rows from a part of them. */
    private long rowByRow(String rows) {
        long part = Math.min(20_000, ROWS[rows])
        def connection = Servers.connect(postgresql)
        try {
            def result = connection.createStatement().executeQuery("select * from ${rows}_kept limit $part")
            int columns = result.metaData.columnCount
            def insert = connection.prepareStatement("insert into $rows values (${(['?'] * columns).join(', ')})")
            def begin = System.nanoTime()
            while (result.next()) {
                (1..columns).each { insert.setObject(it, result.getObject(it)) }
                insert.executeUpdate()
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) * ROWS[rows].intdiv(part)
        } finally {
            connection.close()
        }
    }

    private long program(String... command) {
        def log = folder.resolve('log').toFile()
        def begin = System.nanoTime()
        def process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start()
        assert process.waitFor() == 0: "${command.join(' ')}\n$log.text"
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)
    }

    static boolean installed(String program) {
        System.getenv('PATH').split(':').any { Files.isExecutable(Path.of(it, program)) }
    }

    private static String narrow(String time) {
        "create table narrow (id bigint primary key, video_id int not null, day $time null, count int)"
    }

    private static String wide(String time) {
        def texts = (1..9).collect { "text$it varchar(500)" }
        def numbers = (1..6).collect { "number$it int" }
        "create table wide (id bigint primary key, ${(texts + numbers).join(', ')}, made $time null, price decimal(12, 2), truth boolean, ratio double precision)"
    }

    private static List<String> wideRow(String n, String text, String time) {
        [n] + (1..9).collect { text } + (1..6).collect { "$n % ${it * 1000}" } + [time, "$n * 0.37", "$n % 2 = 0", "$n / 7.0e0"]
    }

    private static final List<String> POSTGRESQL_ROWS = [
            "insert into narrow select n, n % 5000, timestamp '2020-01-01 00:00:00' + n * interval '1 minute', n % 100 from generate_series(1, $NARROW) n".toString(),
            ("insert into wide select ${wideRow('n', "E'said \"yes\" \\\\\\\\ o''clock \\n ' || n || ' \u00e9\ud83d\ude00 ' || repeat('x', (n % 120)::int)", "timestamp '2020-01-01 00:00:00' + n * interval '1 second'").join(', ')}"
                    + " from generate_series(1, $WIDE) n").toString(),
            'create table narrow_kept as select * from narrow limit 20000', 'create table wide_kept as select * from wide limit 20000']

    private static final List<String> MARIADB_ROWS = [
            "insert into narrow select seq, seq % 5000, timestamp '2020-01-01 00:00:00' + interval seq minute, seq % 100 from seq_1_to_$NARROW".toString(),
            ("insert into wide select ${wideRow('seq', "concat('said \"yes\" \\\\\\\\ o''clock \\n ', seq, ' \u00e9\ud83d\ude00 ', repeat('x', seq % 120))", "timestamp '2020-01-01 00:00:00' + interval seq second").join(', ')}"
                    + " from seq_1_to_$WIDE").toString()]
}
