package dev.belay.bench

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
    static final String LAUNCHER = Path.of('target/belay/bin/belay').toAbsolutePath()
    static final String JAVA = Path.of(System.getProperty('java.home'), 'bin', 'java')

    @Shared
    @TempDir
    Path folder

    def "a preview of 14 steps takes less than 12 times a bare java -version"() {
        given:
        def script = script('fourteen', FOURTEEN)

        when: 'both are timed in turns, so that a busy moment hits both'
        belay('preview', script)
        def rounds = (1..ROUNDS).collect { [millis(JAVA, '-version'), millis(LAUNCHER, 'preview', script)] }
        def java = median(rounds*.get(0))
        def preview = median(rounds*.get(1))
        println "java -version $java ms, preview of 14 steps $preview ms: ratio ${(preview / java).round(1)}"

        then:
        preview / java < 12
    }

    def "10,000 steps are previewed and run in 256 MB, and a step costs no more than among 1,000"() {
        given:
        def few = timings(1_000)
        def many = timings(10_000)

        expect:
        [0, 1].every { many[it] / 10_000 < 1.5 * few[it] / 1_000 }
    }

    /** Milliseconds for a preview and for a run of so many steps that change nothing, less those of one step. */
    private List<Long> timings(int steps) {
        def one = script("one-$steps", "stop 'web'")
        def all = script("all-$steps", "for (i in 1..$steps) { stop 'web' }")
        def preview = belay('preview', '-q', all) - belay('preview', '-q', one)
        def run = belay('run', '--yes', '-q', all) - belay('run', '--yes', '-q', one)
        println "$steps steps: preview ${(preview / steps).round(3)} ms, run ${(run / steps).round(3)} ms a step"
        [preview, run]
    }

    private String script(String name, String steps) {
        def home = Files.createDirectories(folder.resolve(name))
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

    private static long median(List<Long> values) {
        values.sort(false)[values.size().intdiv(2)]
    }
}
