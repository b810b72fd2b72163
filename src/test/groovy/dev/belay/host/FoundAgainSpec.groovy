package dev.belay.host

import dev.belay.testing.ChildJvm
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** A command outlives the Belay that started it, and a later Belay finds it, running or finished. */
class FoundAgainSpec extends Specification {

    @TempDir
    Path folder

    def host = new LocalHost(Secrets.undeclared(), System.getenv(), Duration.ofMillis(500))
    def trace = new Host.Trace("$folder/traces", 'token')
    def files = TraceFiles.of(trace)
    def soon = new PollingConditions(timeout: 20, delay: 0.02)

    /** Starts the script in a JVM of its own, which is killed once the script has said "begun". */
    void startAndCrash(String script, String millis = '-') {
        ChildJvm.start(RunningMain, trace.folder(), trace.token(), millis, script).withCloseable {
            it.awaitLine('line: begun')
            it.kill()
        }
    }

    String untilGo() {
        "echo begun; until [ -e $folder/go ]; do sleep 0.02; done"
    }

    void go() {
        Files.write(folder.resolve('go'), new byte[0])
    }

    def "it goes on when Belay is killed, and another Belay awaits its end with all of its output"() {
        given:
        def lines = Collections.synchronizedList([])

        when:
        startAndCrash("${untilGo()}; echo went on; echo trouble >&2; exit 5")

        then:
        host.find(trace).get() instanceof Host.Running
        host.traces(folder.toString()) == [trace]
        Duration.between((host.find(trace).get() as Host.Running).since(), java.time.Instant.now()).abs() < Duration.ofMinutes(1)
        host.process((host.find(trace).get() as Host.Running).pid()).present

        when:
        def waiting = Thread.startDaemon { soon.eventually { assert lines.contains('begun') }; go() }
        def completed = host.await(trace, [line: { lines << it }, stopping: { false }] as Host.Watcher)
        waiting.join()

        then:
        completed.exit() == 5
        completed.out() == 'begun\nwent on\n'
        lines == ['begun', 'went on', 'trouble']
        completed.took() > Duration.ZERO
        host.find(trace).get() == new Host.Ended(5)
    }

    def "it may end while no Belay is there"() {
        when:
        startAndCrash("${untilGo()}; exit 5")
        go()

        then:
        soon.eventually { assert host.find(trace).get() == new Host.Ended(5) }
        host.await(trace, Host.Watcher.none()).with { exit() == 5 && out() == 'begun\n' }
    }

    def "what it prints after Belay's death does not kill it"() {
        when:
        startAndCrash("${untilGo()}; yes | head -c 1000000; exit 5")
        go()

        then:
        host.await(trace, Host.Watcher.none()).exit() == 5
    }

    def "its timeout is kept by the later Belay"() {
        when:
        startAndCrash("echo begun; while :; do sleep 0.05; done", '1500')
        def completed = host.await(trace, Host.Watcher.none())

        then:
        completed.timedOut()
        completed.exit() == 143
    }

    def "the later Belay can end it: #manner"() {
        when:
        startAndCrash("$trap sh -c 'sleep 600 & echo \$! > $folder/pid; $trap echo begun; while :; do sleep 0.05; done'")
        host.end(trace)

        then:
        host.find(trace).get() == new Host.Ended(exit)
        host.process(folder.resolve('pid').toFile().text.strip() as long).empty

        where:
        manner   | trap            || exit
        'asked'  | ''              || 143
        'killed' | 'trap "" TERM;' || 137
    }

    def "ending what has ended or never was does nothing"() {
        given:
        host.end(trace)
        host.run(Command.of('true'), trace, Host.Watcher.none())

        when:
        host.end(trace)

        then:
        host.find(trace).get() == new Host.Ended(0)
    }

    def "a command that never began is not found, and looking leaves nothing behind"() {
        expect:
        host.find(trace).empty
        !Files.exists(folder.resolve('traces'))

        when:
        host.await(trace, Host.Watcher.none())

        then:
        thrown(Failure)
    }

    /** The wrapper as Belay starts it, with a command that leaves a mark. */
    Process wrapper(String mark = '') {
        new ProcessBuilder('setsid', 'sh', '-c', Wrapper.SCRIPT, 'belay', files.base(), mark, 'touch', "$folder/ran")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start()
    }

    def "Belay killed before its wrapper said anything: once a later Belay looked, the command never starts"() {
        given:
        files.begin(Optional.empty())

        expect:
        host.find(trace).empty

        when:
        def exit = wrapper().waitFor()

        then:
        exit == 125
        !Files.exists(folder.resolve('ran'))
        host.find(trace).empty
    }

    def "if the wrapper was quicker than the later Belay, the command is found"() {
        given:
        files.begin(Optional.empty())

        expect:
        wrapper().waitFor() == 0
        Files.exists(folder.resolve('ran'))
        host.find(trace).get() == new Host.Ended(0)
    }

    def "Belay killed while it handed over the standard input: the command does not start on half of it"() {
        given:
        files.begin(Optional.empty())

        when:
        def process = wrapper('the-mark')
        process.outputStream.withCloseable { it << 'half of the in' }

        then:
        process.waitFor() == 125
        !Files.exists(folder.resolve('ran'))
        host.find(trace).empty
    }

    def "of many wrappers and seekers at once exactly one wins"() {
        given:
        files.begin(Optional.empty())

        when:
        def processes = (1..4).collect { wrapper() }
        def found = host.find(trace)
        def started = processes.count { it.waitFor() == 0 }

        then:
        started == (found.present ? 1 : 0)
        Files.exists(folder.resolve('ran')) == found.present
    }

    def "a command killed with its wrapper is lost"() {
        when:
        startAndCrash('echo begun; sleep 600')
        def pid = (host.find(trace).get() as Host.Running).pid()
        new Session(pid, new Asking(new Launch(Accounts.here(), System.getenv(), Secrets.undeclared()))).kill()

        then:
        host.find(trace).get() == new Host.Lost()
    }

    def "while something of it runs it is running, even if its wrapper was killed"() {
        when:
        startAndCrash('echo begun; sleep 600')
        def pid = (host.find(trace).get() as Host.Running).pid()
        host.signal(pid, 'KILL', Context.own())
        soon.eventually { assert host.process(pid).empty }

        then:
        (host.find(trace).get() as Host.Running).pid() == pid

        when:
        host.end(trace)

        then:
        host.find(trace).get() == new Host.Ended(137)
    }

    def "another process with the same number is not mistaken for it"() {
        given:
        files.begin(Optional.empty())
        def other = new ProcessBuilder('setsid', 'sleep', '600').start()
        def stat = Path.of("/proc/${other.pid()}/stat")
        soon.eventually { assert stat.toFile().text.contains('(sleep)') }
        def entry = ProcessEntry.parse(stat.toFile().text).get()
        Files.writeString(folder.resolve('traces/token.pid'), stat.toFile().text.replace(" ${entry.started()} ", " ${entry.started() + 1} "))

        expect:
        host.find(trace).get() == new Host.Lost()

        when:
        host.end(trace)
        host.await(trace, [line: {}, stopping: { true }] as Host.Watcher)

        then:
        other.alive

        cleanup:
        other?.destroyForcibly()
    }

    def "after a reboot what has not ended is lost, and what ended has ended"() {
        given:
        files.begin(Optional.empty())
        Files.writeString(folder.resolve('traces/token.begun'), 'another-boot -\n')
        if (exit) {
            files.ended(exit)
        }

        expect:
        host.find(trace).get() == found

        where:
        exit | found
        null | new Host.Lost()
        4    | new Host.Ended(4)
    }

    def "a pid file that is not whole is of a wrapper that could not write it"() {
        given:
        files.begin(Optional.empty())
        Files.writeString(folder.resolve('traces/token.pid'), '')

        expect:
        host.find(trace).get() == new Host.Lost()
    }

    def "an interruption of the waiting thread ends the command and stays set"() {
        given:
        def result = []
        def thread = Thread.start {
            def completed = host.run(Command.of('sh', '-c', "touch $folder/up; sleep 600"), trace, Host.Watcher.none())
            result << completed.stopped() << completed.exit() << Thread.currentThread().interrupted
        }
        soon.eventually { assert Files.exists(folder.resolve('up')) }

        when:
        thread.interrupt()
        thread.join(TimeUnit.SECONDS.toMillis(20))

        then:
        result == [true, 143, true]
    }

    def "when the watcher fails, the command does not go on unwatched"() {
        when:
        host.run(Command.of('sh', '-c', 'echo $$; sleep 600'), trace, [line: { Files.writeString(folder.resolve('pid'), it); throw new IllegalStateException('no more') }, stopping: { false }] as Host.Watcher)

        then:
        thrown(IllegalStateException)
        host.process(folder.resolve('pid').toFile().text as long).empty
    }
}
