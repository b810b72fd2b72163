package dev.belay.drivers.service

import com.sun.net.httpserver.HttpServer
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.testing.Bench
import dev.belay.testing.Loop
import dev.belay.value.Exit
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ProcessServiceSpec extends Specification {

    @TempDir
    Path folder

    Bench bench

    def setup() {
        bench = new Bench(folder)
    }

    def cleanup() {
        pid().flatMap { ProcessHandle.of(it) }.ifPresent {
            it.destroyForcibly()
            it.onExit().join()
        }
    }

    private void app(String text, String more = '') {
        Files.writeString(folder.resolve('app.sh'), text)
        declared = "service 'app', process: 'bash app.sh', dir: '$folder', pidfile: 'app.pid'$more\n"
    }

    String declared

    private Optional<Long> pid() {
        Path file = folder.resolve('app.pid')
        Files.exists(file) ? Optional.of(Files.readAllLines(file)[0] as long) : Optional.empty()
    }

    private boolean runs() {
        pid().flatMap { ProcessHandle.of(it) }.map { it.alive }.orElse(false)
    }

    private static final String LOOP = Loop.every(0.1) + '\n'

    def "start, stop: shown as active and inactive; the pid file names the process and when it started"() {
        given:
        app(LOOP)

        when:
        def preview = bench.preview(declared + "start 'app'\nstop 'app'")

        then:
        preview.predictions().collect { [it.changes()[0].before().get(), it.changes()[0].after().get()] } ==
                [['inactive', 'active'], ['active', 'inactive']]

        when:
        def ended = bench.run(bench.preview(declared + "start 'app'"))

        then:
        ended.exit() == Exit.DONE
        runs()
        Files.readAllLines(folder.resolve('app.pid'))[2] == Files.readString(Path.of('/proc/sys/kernel/random/boot_id')).strip()
    }

    def "a start that dies at once fails with its last words"() {
        given:
        app('echo "no module named app"; exit 3\n')

        when:
        def ended = bench.run(bench.preview(declared + "start 'app'"))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).contains('no module named app')
    }

    def "a start waits for the health of the service, and fails where that does not come"() {
        given:
        int port = new ServerSocket(0).withCloseable { it.localPort }
        app(LOOP, ", health: $port")

        when:
        def ended = bench.run(bench.preview(declared + "start 'app', timeout: 1.seconds"))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).contains("app runs, but localhost:$port does not answer as it should after 1 s (at last: nothing accepts a connection there)")
    }

    def "a start that ends in vain says what the health check saw last"() {
        given: 'a server that answers with an error only'
        def server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        server.createContext('/') { it.sendResponseHeaders(500, -1); it.close() }
        server.start()
        app(LOOP, ", health: 'http://127.0.0.1:$server.address.port/'")

        expect:
        Bench.message(bench.run(bench.preview(declared + "start 'app', timeout: 1.seconds")))
                .contains('does not answer as it should after 1 s (at last: it answered 500)')

        cleanup:
        server.stop(0)
    }

    def "an address that something else answers is not taken for the service: it does not start"() {
        given: 'a server of somebody else, and a service whose pid file is wrong'
        def stranger = new ServerSocket(0, 10, InetAddress.loopbackAddress)
        app('touch started\n' + LOOP, ", health: $stranger.localPort")

        when:
        def preview = bench.preview(declared + "stop 'app'\nstart 'app'")

        then:
        def unmet = preview.predictions()[1].unmet()
        unmet.size() == 1
        unmet[0].startsWith("something else already answers at localhost:$stranger.localPort (process ${ProcessHandle.current().pid()}, ")
        unmet[0].contains("java")
        unmet[0].endsWith('names no running process of app: stop it, or correct the pid file')

        when:
        bench.run(preview)

        then:
        thrown(Failure)
        !Files.exists(folder.resolve('started'))

        cleanup:
        stranger.close()
    }

    def "one that comes to answer after the preview is met by the start itself"() {
        given:
        int port = new ServerSocket(0).withCloseable { it.localPort }
        app('touch started\n' + LOOP, ", health: $port")
        def preview = bench.preview(declared + "sh 'touch go; while [ ! -e gone ]; do sleep 0.1; done', dir: '$folder', touches: []\nstart 'app'")

        when:
        def stranger = null
        def watching = Thread.start {
            while (!Files.exists(folder.resolve('go'))) {
                Thread.onSpinWait()
            }
            stranger = new ServerSocket(port, 10, InetAddress.loopbackAddress)
            Files.createFile(folder.resolve('gone'))
        }
        def ended = bench.run(preview)
        watching.join()

        then:
        ended.exit() != Exit.DONE
        Bench.message(ended).contains("something else already answers at localhost:$port")
        !Files.exists(folder.resolve('started'))

        cleanup:
        stranger?.close()
    }

    def "a service that dies while something else answers in its place has not started"() {
        given: 'something that takes the port while the service still gets ready'
        int port = new ServerSocket(0).withCloseable { it.localPort }
        app("touch ready; while [ ! -e taken ]; do sleep 0.1; done; sleep 0.5; echo 'address in use'; exit 1\n", ", health: $port")

        when:
        def stranger = null
        def watching = Thread.start {
            while (!Files.exists(folder.resolve('ready'))) {
                Thread.onSpinWait()
            }
            stranger = new ServerSocket(port, 10, InetAddress.loopbackAddress)
            Files.createFile(folder.resolve('taken'))
        }
        def ended = bench.run(bench.preview(declared + "start 'app'"))
        watching.join()

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).contains('app started and ended')
        Bench.message(ended).contains('address in use')

        cleanup:
        stranger?.close()
    }

    def "a service that answers itself is stopped and started in one plan"() {
        given:
        int port = new ServerSocket(0).withCloseable { it.localPort }
        declared = "service 'app', process: 'python3 -m http.server $port --bind 127.0.0.1', dir: '$folder', " +
                "pidfile: 'app.pid', health: 'http://127.0.0.1:$port/'\n"

        when:
        def first = bench.run(bench.preview(declared + "start 'app'"))

        then:
        first.exit() == Exit.DONE

        when:
        bench.close(first)
        def preview = bench.preview(declared + "stop 'app'\nstart 'app'\nrestart 'app'")

        then:
        preview.predictions()*.unmet() == [[], [], []]
        bench.run(preview).exit() == Exit.DONE
        runs()
    }

    def "a process that does not end is killed only with force"() {
        given:
        app('trap "" TERM; ' + LOOP)
        bench.close(bench.run(bench.preview(declared + "start 'app'")))

        when:
        def ended = bench.run(bench.preview(declared + "stop 'app', timeout: 1.seconds"))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).contains('did not end within 1 s')
        runs()

        when:
        bench.close(ended)
        def forced = bench.run(bench.preview(declared + "stop 'app', timeout: 1.seconds, force: true"))

        then:
        forced.exit() == Exit.DONE
        !runs()
    }

    def "a process that ends after the stop gave up is started again by an undo"() {
        given:
        app('trap "" TERM; while [ ! -e end ]; do sleep 0.1; done')
        bench.close(bench.run(bench.preview(declared + "start 'app'")))

        when:
        def ended = bench.run(bench.preview(declared + "stop 'app', timeout: 1.seconds"))

        then:
        ended.exit() == Exit.FAILED
        runs()

        when:
        def process = ProcessHandle.of(pid().get()).get()
        def end = Files.createFile(folder.resolve('end'))
        process.onExit().join()
        Files.delete(end)
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        runs()
    }

    def "the number of #what does not count as the service"() {
        given:
        app(LOOP)
        Files.writeString(folder.resolve('app.pid'), content.call())

        when:
        def prediction = bench.preview(declared + "stop 'app'").predictions()[0]

        then:
        prediction.fidelity() == Fidelity.UNCHANGED

        cleanup:
        Files.deleteIfExists(folder.resolve('app.pid'))

        where:
        what                                    | content
        'a process that started at another tick' | { "$itself\n1\n${boot()}" }
        'a process of another boot'             | { "$itself\n${tick()}\n${UUID.randomUUID()}\n" }
        'no process'                            | { '999999999\n' }
        'nothing'                               | { '' }
        'what is no number'                     | { 'abc\n' }
    }

    def "a file that Belay wrote names its process whatever the clock says: #clock"() {
        given:
        app(LOOP)
        Files.writeString(folder.resolve('app.pid'), "$itself\n${tick()}\n${boot()}")
        folder.resolve('app.pid').toFile().setLastModified(written)

        expect:
        bench.preview(declared + "stop 'app'").predictions()[0].changes()*.before() == [Optional.of('active')]

        cleanup:
        Files.deleteIfExists(folder.resolve('app.pid'))

        where:
        clock                            | written
        'it was set forward since'       | 0
        'it was set back since'          | System.currentTimeMillis() + 86_400_000
    }

    def "of a file into which others wrote more the first line is read: #what"() {
        given:
        app(LOOP)
        Files.writeString(folder.resolve('app.pid'), "$itself\n$more")

        expect:
        bench.preview(declared + "stop 'app'").predictions()[0].changes()*.before() == [Optional.of('active')]

        cleanup:
        Files.deleteIfExists(folder.resolve('app.pid'))

        where:
        what             | more
        "PostgreSQL's"   | '/var/lib/postgresql/17/main\n1763600000\n5432\n/var/run/postgresql\nlocalhost\n  5432001         3\nready   \n'
        'with a command' | 'gunicorn\n'
        'with a port'    | '8080\n'
    }

    def "where the clock speaks against the process of a number alone, nobody guesses: #clock"() {
        given:
        app(LOOP)
        Files.writeString(folder.resolve('app.pid'), "$itself\n")
        folder.resolve('app.pid').toFile().setLastModified(written)

        when:
        def preview = bench.preview(declared + "stop 'app'")

        then:
        preview.predictions()[0].fidelity() == Fidelity.UNSEEN
        preview.predictions()[0].notes()*.text().any { it.contains("cannot tell whether the process $itself (") && it.contains('remove the file') }

        when:
        def ended = bench.run(preview)

        then:
        ended.exit() == Exit.FAILED

        cleanup:
        Files.deleteIfExists(folder.resolve('app.pid'))

        where:
        clock                                   | written
        'the process seems to be younger'       | 0
        'the file seems to be of the future'    | System.currentTimeMillis() + 86_400_000
    }

    private static long getItself() {
        ProcessHandle.current().pid()
    }

    /** The clock tick at which this process started. */
    private static String boot() {
        Files.readString(Path.of('/proc/sys/kernel/random/boot_id'))
    }

    private static String tick() {
        def stat = Files.readString(Path.of("/proc/$itself/stat"))
        stat.substring(stat.lastIndexOf(')') + 2).split(' ')[19]
    }

    def "to stop what was inactive has nothing to undo"() {
        given:
        app(LOOP)

        expect:
        bench.preview(declared + "stop 'app'").predictions()[0].way() == new WayBack.Nothing()
    }

    def "a service of commands that only a status tells is not asked in a preview, and an undo leaves it inactive"() {
        given:
        Path asked = folder.resolve('asked')
        def script = "service 'app', command: [start: 'touch up', stop: 'rm -f up', status: 'touch asked; test -e up'], dir: '$folder'\nstop 'app'"

        when:
        def preview = bench.preview(script)

        then:
        preview.predictions()[0].fidelity() == Fidelity.OPAQUE
        !Files.exists(asked)

        when:
        def ended = bench.run(preview)
        bench.undo(ended)

        then:
        Files.exists(asked)
        !Files.exists(folder.resolve('up'))
    }
}
