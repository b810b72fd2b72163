package dev.belay.cli

import dev.belay.database.Database
import dev.belay.drivers.postgresql.PostgresqlSpecification
import dev.belay.testing.ChildJvm
import dev.belay.testing.GitRepository
import dev.belay.testing.Loop
import dev.belay.testing.Servers
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/**
 * A run outlives its terminal: a pseudo-terminal is closed in the middle of each kind of step, as when a connection drops. Every
 * step here waits for {@code go}, or for a lock that the specification holds.
 */
@Requires({ PseudoTerminal.possible() })
class TerminalGoneSpec extends Specification {

    static final String WAIT = 'touch started; until test -e go; do sleep 0.05; done'
    static final int LOCK = 4711
    static final long LARGE = 1_500_000_000

    @TempDir
    Path folder

    Belay belay
    PseudoTerminal terminal
    List<Process> started = []
    List<Database> databases = []
    Connection holder
    def eventually = new PollingConditions(timeout: 60, delay: 0.05)

    def setup() {
        belay = new Belay(folder)
        belay.environment.SHOP_PASSWORD = 'postgres'
    }

    def cleanup() {
        go()
        terminal?.close()
        started.each { it.destroyForcibly() }
        databases && Servers.drop(databases*.name())
    }

    def "a run whose terminal goes away in the middle of '#step' goes on to its end"() {
        given:
        script(this."$step"())
        startRun('--yes')
        eventually.eventually { assert this."$amid"() }

        when:
        terminal.hangUp()

        then: 'the run is known, and still at this step'
        belay.run('status', id(), '--state', 'state') == 0
        belay.out.contains('belay run of ')
        !terminal.ended()

        when: 'somebody watches from another terminal, and what the step waits for comes'
        def watching = watch()
        go()

        then: 'it ends as if nothing had been'
        terminal.exitCode() == 0
        Files.exists(folder.resolve('behind'))
        watching.get(60, TimeUnit.SECONDS).contains('all steps done')

        and: 'it is told so'
        belay.run('status', id(), '--state', 'state') == 0
        belay.out.contains('DONE shop -> 2.0.0')
        !belay.out.contains('belay run of ')
        belay.run('log', id(), '--state', 'state') == 0
        belay.out.count(': done') == 2
        belay.run('log', id(), '2', '--state', 'state') == 0
        belay.out == 'printed behind\n'

        where:
        step        | amid
        'sh'        | 'marked'
        'stop'      | 'marked'
        'start'     | 'marked'
        'checkout'  | 'marked'
        'verify'    | 'seen'
        'migrate'   | 'locked out'
        'sql'       | 'locked out'
        'command'   | 'marked'
        'backup'    | 'writing'
        'restore'   | 'unpacking'
    }

    @Requires({ PostgresqlSpecification.toolsAreHere() })
    def "so does one in the middle of a backup"() {
        given:
        def database = database()
        Servers.run(database, 'create table route (name text)')
        script("${declared(database)}\nbackup 'main', to: '$folder/backup'")
        holder = Servers.connect(database)
        holder.autoCommit = false
        holder.createStatement().execute('lock table route in access exclusive mode')
        startRun('--yes')
        eventually.eventually { assert waiting('relation') }

        when:
        terminal.hangUp()
        go()

        then:
        terminal.exitCode() == 0
        belay.run('status', id(), '--state', 'state') == 0
        belay.out.contains('DONE shop -> 2.0.0')
        belay.out.contains('read back')
    }

    def "so does one whose output nobody reads any more"() {
        given:
        def script = script(sh())
        def run = ChildJvm.builder(Main, ['run', script, '--yes', '-v', '--state', folder.resolve('state')]).redirectErrorStream(true).start()
        eventually.eventually { assert marked() }

        when:
        run.inputStream.close()
        go()

        then:
        run.waitFor(60, TimeUnit.SECONDS)
        run.exitValue() == 0
        Files.exists(folder.resolve('behind'))

        cleanup:
        run?.destroyForcibly()
    }

    def "a question that nobody can answer any more stops the run, and another operator goes on"() {
        given:
        script("confirm 'Is the snapshot made?'")
        startRun('--yes')
        terminal.awaitShown('Is the snapshot made? [yes/no]')

        when:
        terminal.hangUp()

        then:
        terminal.exitCode() == 7
        belay.run('status', id(), '--state', 'state') == 0
        belay.out.contains('belay resume')
        !Files.exists(folder.resolve('behind'))

        and:
        belay.typing('yes\n', 'resume', '--state', 'state') == 0
        Files.exists(folder.resolve('behind'))
    }

    def "Ctrl-C at a question stops the run there, and another operator goes on"() {
        given:
        script("confirm 'Is the snapshot made?'")
        startRun('--yes')
        terminal.awaitShown('Is the snapshot made? [yes/no]')

        when:
        terminal.type('\u0003')

        then:
        terminal.exitCode() == 130
        terminal.shown().contains('belay resume')
        !Files.exists(folder.resolve('behind'))

        and:
        belay.typing('yes\n', 'resume', '--state', 'state') == 0
        Files.exists(folder.resolve('behind'))
    }

    def "before anybody agreed, nothing is begun"() {
        given:
        script("sh 'touch begun', dir: '$folder', repeat: true, name: 'begin'")
        startRun()
        terminal.awaitShown('type yes to run')

        when:
        terminal.hangUp()

        then:
        terminal.exitCode() != 0
        !Files.exists(folder.resolve('begun'))
        !Files.exists(folder.resolve('state'))
    }

    def "Ctrl-C at the first question says that nothing was changed"() {
        given:
        script("sh 'touch begun', dir: '$folder', repeat: true, name: 'begin'")
        startRun()
        terminal.awaitShown('type yes to run')

        when:
        terminal.type('\u0003')

        then:
        terminal.exitCode() == 130
        terminal.shown().contains('interrupted: nothing was changed')
        !Files.exists(folder.resolve('begun'))
        !Files.exists(folder.resolve('state'))
    }

    private Path script(String lines) {
        belay.file('scripts/shop/2.0.0.groovy',
                "upgrade 'shop', to: '2.0.0'\n$lines\nsh 'echo printed behind; touch behind', dir: '$folder', repeat: true, name: 'behind'\n")
    }

    private void startRun(String... options) {
        terminal = new PseudoTerminal(folder, belay.environment, ['run', 'shop', '--state', 'state'] + (options as List))
    }

    /** What the steps wait for. */
    private void go() {
        folder.resolve('go').toFile().createNewFile()
        holder?.close()
    }

    boolean seen() {
        terminal.shown().contains('1/2 verify')
    }

    boolean 'locked out'() {
        waiting('advisory')
    }

    boolean marked() {
        Files.exists(folder.resolve('started'))
    }

    boolean writing() {
        folder.resolve('backup').toFile().list().any { it.endsWith('.part') }
    }

    boolean unpacking() {
        folder.toFile().list().any { it.startsWith('data.new-') }
    }

    boolean waiting(String lock) {
        Servers.ask(databases[0], "select count(*) from pg_locks where not granted and locktype = '$lock' and database = (select oid from pg_database where datname = current_database())")[0] == 1
    }

    String id() {
        folder.resolve('state/runs').toFile().list().find { !it.startsWith('.') }
    }

    CompletableFuture<String> watch() {
        def other = new Belay(folder)
        def run = id()
        CompletableFuture.supplyAsync {
            assert other.run('attach', run, '--state', 'state') == 0
            other.out
        }
    }

    String sh() {
        "sh '$WAIT', dir: '$folder', repeat: true, name: 'wait'"
    }

    String verify() {
        "verify file: '$folder/go', within: 1.minutes"
    }

    String stop() {
        belay.file('server.sh', "trap '$WAIT; exit 0' TERM\n${Loop.every(0.05)}\n")
        def server = new ProcessBuilder('setsid', 'bash', 'server.sh').directory(folder.toFile()).start()
        started << server
        belay.file('web.pid', "${server.pid()}\n")
        "service 'web', process: 'bash server.sh', dir: '$folder', pidfile: 'web.pid'\nstop 'web', timeout: 1.minutes"
    }

    String start() {
        "service 'web', command: [start: '$WAIT; touch up', stop: 'rm up', status: 'test -e up'], dir: '$folder'\nstart 'web', timeout: 1.minutes"
    }

    String checkout() {
        def app = GitRepository.init(folder.resolve('app'))
        app.commit('a': 'one\n', '1.0.0')
        app.commit('a': 'two\n', '2.0.0')
        app.git('checkout', '-q', '1.0.0')
        def hook = folder.resolve('app/.git/hooks/post-checkout')
        Files.writeString(hook, "#!/bin/sh\ncd '$folder'; $WAIT\n")
        hook.toFile().executable = true
        "checkout '$folder/app', tag: '2.0.0'"
    }

    String migrate() {
        belay.file('migrations/1-first.sql', "select pg_advisory_lock($LOCK);\ncreate table made (id int);\n")
        "${locked()}\nmigrate 'main', sql: '$folder/migrations'"
    }

    String command() {
        "${declared(database())}\nmigrate 'main', command: '$WAIT; echo Completed', done: 'Completed', dir: '$folder'"
    }

    String sql() {
        "${locked()}\nsql 'main', statement: 'create table made as select pg_advisory_xact_lock($LOCK)::text as t'"
    }

    /** A file that takes a while to read and to write, and has next to nothing on the disk. */
    String backup(long size = LARGE) {
        Files.createDirectory(folder.resolve('backup'))
        Files.createDirectory(folder.resolve('data'))
        new RandomAccessFile(folder.resolve('data/large').toFile(), 'rw').withCloseable { it.length = size }
        "backup files: ['$folder/data'], to: '$folder/backup'"
    }

    String restore() {
        def made = script(backup(600_000_000))
        assert belay.run('run', "$made", '--yes', '--state', 'first') == 0
        Files.delete(folder.resolve('behind'))
        def archive = folder.resolve('backup').toFile().listFiles().find { it.name.endsWith('.zst') }
        "restore files: '$archive'"
    }

    /** A database whose lock the specification holds. */
    String locked() {
        def database = database()
        holder = Servers.connect(database)
        holder.createStatement().execute("select pg_advisory_lock($LOCK)")
        declared(database)
    }

    private Database database() {
        databases << Servers.freshDatabase()
        databases.last()
    }

    private static String declared(Database database) {
        "database 'main', postgresql: '${Servers.address(database)}', user: 'postgres', password: secret('SHOP_PASSWORD')"
    }
}
