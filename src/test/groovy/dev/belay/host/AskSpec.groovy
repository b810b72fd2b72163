package dev.belay.host

import dev.belay.testing.ChildJvm
import dev.belay.value.SecretText
import dev.belay.value.Unseen
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** Commands that only read: asked directly, without the wrapper. */
class AskSpec extends Specification {

    @TempDir
    Path folder

    def host = new LocalHost(Secrets.undeclared())

    static Command sh(String script) {
        Command.of('sh', '-c', script)
    }

    def "both outputs and the exit code come back"() {
        when:
        def output = host.ask(sh('echo one; echo two >&2; exit 3'))

        then:
        output == new Output(3, 'one\n', 'two\n')
        !output.ok()
        output.text() == 'one'
    }

    def "standard input is at its end, and there is no terminal to ask at"() {
        expect:
        host.ask(sh('read line || echo end; (: </dev/tty) 2>/dev/null || echo none')).out() == 'end\nnone\n'
    }

    def "text given as standard input arrives whole"() {
        given:
        def text = 'grüße\n' * 50_000

        expect:
        host.ask(Command.of('cat').input(SecretText.plain(text))).out() == text
    }

    def "what cannot be asked is unseen, with the reason: #reason"() {
        when:
        host.ask(command)

        then:
        def unseen = thrown(Unseen)
        unseen.message().contains(reason)

        where:
        command                                               || reason
        Command.of('belay-has-no-such-program', 'x')          || 'there is no program belay-has-no-such-program'
        Command.of('/etc/passwd')                             || 'there is no program /etc/passwd'
        Command.of('true').in(Context.own().in('/no/where'))  || 'cannot enter the folder /no/where'
        Command.of('true').in(Context.own().as(Optional.of('belay-nobody-has-this-name'))) || "there is no user 'belay-nobody-has-this-name'"
        Command.of('true').in(Context.own().with('PASSWORD', SecretText.secret('BELAY_UNSET_SECRET'))) || 'BELAY_UNSET_SECRET'
    }

    def "when its time is over it ends with its children's children"() {
        given:
        def pids = folder.resolve('pids')

        when:
        host.ask(sh("(sleep 600 & echo \$! >> $pids; wait) & echo \$! >> $pids; wait").timeout(Duration.ofMillis(500)))

        then:
        def unseen = thrown(Unseen)
        unseen.message().contains('no answer from sh -c')
        Files.readAllLines(pids).size() == 2
        Files.readAllLines(pids).every { host.process(it as long).empty }
    }

    def "a child left behind does not hold up the answer"() {
        when:
        def begun = System.nanoTime()
        def output = host.ask(sh('sleep 5 & echo $!'))

        then:
        Duration.ofNanos(System.nanoTime() - begun) < Duration.ofSeconds(4)

        cleanup:
        host.signal(output.text() as long, 'KILL', Context.own())
    }

    def "output without end is cut off at 4 MB"() {
        expect:
        host.ask(sh('yes | head -c 5000000')).out().length() == 4_000_000
    }

    def "programs are found in the context's folders first, then in the PATH"() {
        given:
        def program = Files.writeString(folder.resolve('git'), '#!/bin/sh\necho mine\n')
        program.toFile().setExecutable(true)
        def context = Context.own().withPath(folder.toString())

        expect:
        host.ask(Command.of('git', '--version').in(context)).text() == 'mine'
        host.ask(sh('git').in(context)).text() == 'mine'
        host.which('git', context).get() == program.toString()
        host.which('sh', context).get().endsWith('/bin/sh')
        host.which('belay-has-no-such-program', context).empty
    }

    def "only what means the same for every tool is passed on from the caller's environment"() {
        given:
        def callers = [PATH: System.getenv('PATH'), HOME: '/home/of/caller', LANG: 'de_DE.UTF-8', LC_TIME: 'C', TZ: 'Asia/Tokyo', https_proxy: 'http://proxy:3128',
                       TERM: 'xterm', PGPASSWORD: 'left over', GIT_DIR: '/elsewhere', PYTHONPATH: '/elsewhere', LD_PRELOAD: 'x']
        def other = new LocalHost(Secrets.undeclared(), callers, Duration.ofSeconds(10))

        when:
        def seen = other.ask(Command.of('env').in(Context.own().with('MINE', SecretText.plain('1')))).out().readLines().collectEntries { it.split('=', 2).toList() }

        then:
        seen.subMap('HOME', 'LANG', 'LC_TIME', 'TZ', 'https_proxy', 'MINE') ==
                [HOME: '/home/of/caller', LANG: 'de_DE.UTF-8', LC_TIME: 'C', TZ: 'Asia/Tokyo', https_proxy: 'http://proxy:3128', MINE: '1']
        seen.subMap('TERM', 'PAGER', 'GIT_TERMINAL_PROMPT', 'GIT_OPTIONAL_LOCKS', 'LC_ALL', 'DEBIAN_FRONTEND') ==
                [TERM: 'dumb', PAGER: 'cat', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive']
        ['PGPASSWORD', 'GIT_DIR', 'PYTHONPATH', 'LD_PRELOAD'].every { !seen.containsKey(it) }
    }

    def "in the locale #locale letters beyond ASCII are handed over right or not at all"() {
        given:
        def child = ChildJvm.start([LC_ALL: locale], LetterMain)

        expect:
        child.awaitExit() == 0
        child.output.readLines()*.takeWhile { it != ':' } == said

        cleanup:
        child?.close()

        where:
        locale    || said
        'C.UTF-8' || ['it said grün', 'it said false']
        'C'       || ['it failed', 'it failed']
    }

    def "a name that no variable can have is refused"() {
        when:
        host.ask(Command.of('env').in(Context.own().with('A B', SecretText.plain('1'))))

        then:
        thrown(Unseen)
    }
}

/** Asks for a letter beyond ASCII, in the locale that this JVM was started in. */
class LetterMain {
    static void main(String[] arguments) {
        def host = new LocalHost(Secrets.undeclared())
        [{ host.ask(Command.of('echo', 'gr\u00fcn')).text() }, { host.read(Context.own()).exists('/gr\u00fcn') }].each {
            try {
                println "it said ${it()}"
            } catch (Unseen | dev.belay.value.Failure e) {
                println "it failed: $e.message"
            }
        }
    }
}
