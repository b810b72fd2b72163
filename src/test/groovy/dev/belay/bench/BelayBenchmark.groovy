package dev.belay.bench

import dev.belay.cli.PseudoTerminal
import java.math.RoundingMode
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * How quick the packaged Belay is, as ratios, which mean the same on every machine. Not part of {@code verify}; run it by
 * {@code mvn -q -DskipTests package && mvn -q surefire:test -Dtest=BelayBenchmark}.
 */
@Requires({ Files.isExecutable(Path.of('target/belay/bin/belay')) })
class BelayBenchmark extends Specification {

    static final int ROUNDS = 15
    static final int TURNS = 2
    static final String LAUNCHER = Path.of('target/belay/bin/belay').toAbsolutePath()
    static final String JAVA = Path.of(System.getProperty('java.home'), 'bin', 'java')

    @Shared
    @TempDir
    Path folder

    def "a preview of 14 steps, beside a bare java -version"() {
        given:
        def script = script('fourteen', FOURTEEN)

        when: 'both are timed in turns, so that a busy moment hits both'
        belay('preview', script)
        def rounds = (1..ROUNDS).collect { [millis(JAVA, '-version'), millis(LAUNCHER, 'preview', script)] }
        def java = median(rounds*.get(0))
        def preview = median(rounds*.get(1))

        then:
        tell("java -version $java ms, preview of 14 steps $preview ms", preview / java, 12)
    }

    @Requires({ PseudoTerminal.possible() })
    def "the prompt of an empty plan and of one of 14 steps, beside a bare java -version, at a pseudo-terminal"() {
        given:
        def script = script('fourteen', FOURTEEN)

        when:
        [untilPrompt(), untilPrompt(script)]
        def rounds = (1..ROUNDS).collect { [millis(JAVA, '-version'), untilPrompt(), untilPrompt(script)] }
        def (java, empty, fourteen) = (0..2).collect { which -> median(rounds*.get(which)) }

        then:
        tell("java -version $java ms, prompt of an empty plan $empty ms", empty / java, 15)
        tell("java -version $java ms, prompt of 14 steps $fourteen ms", fourteen / java, 15)
    }

    def "a step among 10,000, beside a step among 1,000, in a heap of 256 MB"() {
        when:
        def few = [1_000] * TURNS
        def many = [10_000] * TURNS
        def costs = [few, many].transpose().collect { pair -> pair.collect { steps -> costs(steps) } }
        def least = { int which, String what -> costs*.get(which)*.get(what).min() }

        then:
        ['preview', 'run'].every { what ->
            tell("$what: ${least(0, what)} us a step among 1,000, ${least(1, what)} us among 10,000",
                    least(1, what) / least(0, what), 1.5)
        }
    }

    /** Prints a ratio and the most that it should be. It never fails: machines are noisy. */
    private static boolean tell(String figures, BigDecimal ratio, BigDecimal goal) {
        println "$figures: ratio ${ratio.setScale(1, RoundingMode.HALF_UP)}, goal $goal: ${ratio <= goal ? 'met' : 'missed'}"
        true
    }

    /** Microseconds a step, for a preview and for a run of so many steps that change nothing, less what one step takes. */
    private Map<String, BigDecimal> costs(int steps) {
        def one = script("one-$steps", "stop 'web'")
        def all = script("all-$steps", "for (i in 1..$steps) { stop 'web' }")
        [preview: ['preview', '-q'], run: ['run', '--yes', '-q']].collectEntries { name, words ->
            def millis = belay(*words, all) - belay(*words, one)
            [name, (1000 * millis / steps).setScale(0, RoundingMode.HALF_UP)]
        }
    }

    private String script(String name, String steps) {
        def home = Files.createTempDirectory(folder, name)
        def file = home.resolve('1.0.0.groovy')
        Files.writeString(file, """
            upgrade '$name', to: '1.0.0'
            def home = '$home'
            service 'web', process: ['sleep', '1000'], dir: home, pidfile: 'web.pid'
            $steps
            """.stripIndent())
        Files.writeString(home.resolve('site.groovy'), "site '$name', app: '$name', state: '${home.resolve('state')}'\n")
        Files.writeString(home.resolve('app.env'), 'A=1\n')
        file.toString()
    }

    private static final String FOURTEEN = '''
        require command: ['git', 'sh']
        require disk: home, free: 1.MB
        phase('Stop') { stop 'web' }
        phase('Back up') { backup files: ["$home/app.env"], to: "$home/backup" }
        phase('Configure') {
            configure "$home/app.env", set: [A: '2']
            configure "$home/app.env", set: [B: 'b', C: 'c']
            configure "$home/app.env", remove: ['C']
        }
        phase('Build') {
            sh 'make translations', dir: home, undo: 'again', touches: [home]
            sh 'make assets', dir: home, undo: 'again', touches: [home]
            sh 'make clean', dir: home, repeat: true, touches: [home]
        }
        phase('Start') {
            start 'web'
            restart 'web'
            verify file: "$home/app.env"
            verify http: 'http://127.0.0.1:1/', within: 1.minutes
        }
        '''.stripIndent()

    private long belay(String... words) {
        millis(([LAUNCHER] + (words as List)) as String[])
    }

    private long millis(String... command) {
        def begin = System.nanoTime()
        def log = folder.resolve('log').toFile()
        def process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start()
        assert process.waitFor() == 0: log.text
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)
    }

    /** Milliseconds from the start of a session until it can be typed at; it is left then. */
    private long untilPrompt(String... script) {
        def begin = System.nanoTime()
        def builder = new ProcessBuilder('script', '-qfc', (["exec $LAUNCHER repl"] + (script as List)).join(' '), '/dev/null').redirectErrorStream(true)
        builder.environment().putAll([TERM: 'xterm-256color', XDG_STATE_HOME: "$folder/home".toString(), BELAY_STATE: "$folder/var".toString()])
        def process = builder.start()
        def shown = new StringBuilder()
        while (true) {
            int letter = process.inputStream.read()
            assert letter >= 0: shown
            shown.append((char) letter)
            def plain = shown.toString().replaceAll(/\u001B\[[0-9;?]*[A-Za-z]/, '')
            if (plain =~ / on \S+ \S+> $/) {
                break
            }
        }
        long took = System.nanoTime() - begin
        process.outputStream.withCloseable { it.write(4) }
        process.inputStream.bytes
        process.waitFor()
        TimeUnit.NANOSECONDS.toMillis(took)
    }

    private static long median(List<Long> values) {
        values.sort(false)[values.size().intdiv(2)]
    }
}
