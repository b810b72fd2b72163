package dev.belay.host

import dev.belay.value.Failure
import dev.belay.value.SecretText
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** Commands that may change something: run under the wrapper. */
class RunSpec extends Specification {

    @TempDir
    Path folder

    def secrets = new Secrets([:], [PASSWORD: 'opensesame'], { throw new Failure(dev.belay.value.Exit.PERSON, it) })
    def host = new LocalHost(secrets, System.getenv(), Duration.ofMillis(700))
    def trace = new Host.Trace("$folder/traces", 'run-7f3a-4-1')

    /** Keeps the lines it is told; asks to stop once the condition holds. */
    static class Listener implements Host.Watcher {
        List<String> lines = Collections.synchronizedList([])
        Closure<Boolean> stop = { false }

        @Override
        void line(String line) {
            lines << line
        }

        @Override
        boolean stopping() {
            stop(lines)
        }
    }

    static Command sh(String script) {
        Command.of('sh', '-c', script)
    }

    Completed run(Command command, Host.Watcher watcher = Host.Watcher.none()) {
        host.run(command, trace, watcher)
    }

    def "exit code #exit comes back"() {
        when:
        def completed = run(sh(script))

        then:
        completed.exit() == exit
        completed.ok() == (exit == 0)
        host.find(trace).get() == new Host.Ended(exit)

        where:
        script          || exit
        'true'          || 0
        'exit 3'        || 3
        'exit 125'      || 125
        'kill -KILL $$' || 137
        'kill -TERM $$' || 143
    }

    def "all that it printed comes back, standard output alone too"() {
        given:
        def listener = new Listener()

        when:
        def completed = run(sh('echo one; echo two; echo three >&2; printf four'), listener)

        then:
        completed.out() == 'one\ntwo\nfour'
        completed.output().readLines() as Set == ['one', 'two', 'three', 'four'] as Set
        listener.lines as Set == ['one', 'two', 'three', 'four'] as Set
    }

    def "lines are told while it runs; a progress bar's carriage returns end lines"() {
        given:
        def listener = new Listener()
        listener.stop = { lines -> if (lines.contains('10%')) { Files.write(folder.resolve('heard'), new byte[0]) }; false }

        when:
        def completed = run(sh("printf '5%%\\r10%%\\r'; until [ -e $folder/heard ]; do sleep 0.02; done; printf 'done\\r\\n\\nend\\n'").timeout(Duration.ofSeconds(20)), listener)

        then:
        completed.ok()
        listener.lines == ['5%', '10%', 'done', '', 'end']
    }

    def "a line or an output without end does not fill the memory"() {
        given:
        def listener = new Listener()

        when:
        def completed = run(sh('yes | tr -d "\\n" | head -c 3000000; echo; yes 0123456789 | head -n 300000'), listener)

        then:
        listener.lines[0].length() < 70_000
        listener.lines.size() == 300_001
        completed.output().length() <= 64_000
        completed.output().startsWith('0123456789\n')
        completed.out().length() <= 1_000_000
    }

    def "secrets are masked in all that it prints"() {
        given:
        def listener = new Listener()
        def command = sh('echo "password=$DB/$DB"; printf "open"; sleep 0.2; echo "sesame"')
                .in(Context.own().with('DB', SecretText.secret('PASSWORD')))

        when:
        def completed = run(command, listener)

        then:
        completed.out() == 'password=***/***\n***\n'
        completed.output() == completed.out()
        listener.lines == ['password=***/***', '***']
    }

    def "standard input arrives whole, its last line's end too, and is in no argument list and no file"() {
        given:
        def text = SecretText.plain(before).plus(SecretText.secret('PASSWORD')).plus(SecretText.plain(after))
        def look = "cat > $folder/input; cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\\\0' '\\\\n' | grep -c open[s]esame"

        when:
        def completed = run(Command.of('sh', '-c', look).input(text))

        then:
        Files.readString(folder.resolve('input')) == before + 'opensesame' + after
        completed.out() == '0\n'
        folder.resolve('traces').toFile().listFiles().every { !it.text.contains('opensesame') }

        where:
        before         | after
        ''             | ''
        'a $x `y` \\n' | '\n\n'
        'ü\n' * 99_999 | '\n'
    }

    def "without input it reads the end of input at once"() {
        expect:
        run(sh('read line || echo end')).out() == 'end\n'
    }

    def "a command that reads nothing of its input is not harmed"() {
        expect:
        run(Command.of('true').input(SecretText.plain('x' * 1_000_000))).ok()
    }

    def "when its time is over, it and its children's children end: #manner"() {
        given:
        def pids = folder.resolve('pids')
        def script = "$trap (sh -c '$trap echo \$\$ >> $pids; while :; do sleep 0.05; done' & wait) & echo \$! >> $pids; wait; wait"

        when:
        def completed = run(sh(script).timeout(Duration.ofMillis(600)))

        then:
        completed.timedOut()
        !completed.ok()
        completed.exit() == exit
        Files.readAllLines(pids).size() == 2
        Files.readAllLines(pids).every { host.process(it as long).empty }
        host.find(trace).get() == new Host.Ended(exit)

        where:
        manner                 | trap             || exit
        'asked by SIGTERM'     | ''               || 143
        'killed, as they refuse' | 'trap "" TERM;' || 137
    }

    def "a stop that is asked for ends it, and lets it clean up"() {
        given:
        def listener = new Listener()
        listener.stop = { lines -> lines.contains('ready') }

        when:
        def completed = run(sh('trap "echo cleaned; exit 9" TERM; echo ready; while :; do sleep 0.05; done'), listener)

        then:
        completed.stopped()
        completed.exit() == 9
        listener.lines.first() == 'ready'
        'cleaned' in listener.lines
    }

    def "a process that it leaves behind on purpose lives on and does not hold it up"() {
        when:
        def completed = run(sh('sleep 30 & echo $!'))

        then:
        completed.ok()
        host.process(completed.out().strip() as long).present

        cleanup:
        host.signal(completed.out().strip() as long, 'KILL', Context.own())
    }

    def "if someone kills the wrapper, what it began is ended, and that is a failure"() {
        when:
        def completed = run(sh('echo $$; kill -KILL $PPID; exec sleep 600'))

        then:
        completed.exit() == 137
        host.process(completed.out().strip() as long).empty
    }

    def "files of a trace are for their owner alone, and a trace serves once"() {
        given:
        run(sh('umask'))

        expect:
        folder.resolve('traces').toFile().listFiles().every { PosixFilePermissions.toString(Files.getPosixFilePermissions(it.toPath())) == 'rw-------' }
        folder.resolve('traces').toFile().list().sort() == ['begun', 'err', 'exit', 'out', 'pid'].collect { "run-7f3a-4-1.$it" }

        when:
        run(Command.of('touch', "$folder/twice"))

        then:
        thrown(Failure)
        !Files.exists(folder.resolve('twice'))
    }

    def "what cannot be started is a failure that says why: #reason"() {
        when:
        run(command)

        then:
        def failure = thrown(Failure)
        failure.message().contains(reason)
        host.find(trace).empty

        where:
        command                                              || reason
        Command.of('belay-has-no-such-program')              || 'there is no program belay-has-no-such-program'
        Command.of('true').in(Context.own().in('/no/where')) || '/no/where'
        Command.of('true').in(Context.own().with('X', SecretText.secret('BELAY_UNSET_SECRET'))) || 'BELAY_UNSET_SECRET'
    }

    def "a command that emptied its own output is followed further"() {
        given:
        def listener = new Listener()
        listener.stop = { lines -> if (lines.contains('before')) { Files.write(folder.resolve('heard'), new byte[0]) }; false }

        expect:
        run(sh("echo before >&2; until [ -e $folder/heard ]; do sleep 0.02; done; echo x > /dev/stderr").timeout(Duration.ofSeconds(20)), listener).ok()
        listener.lines == ['before', 'x']
    }
}
