package dev.belay.host

import dev.belay.testing.Folders
import dev.belay.testing.Loop
import dev.belay.testing.OtherAccount
import dev.belay.value.Failure
import dev.belay.value.SecretText
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.IgnoreIf
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** Processes that go on after Belay. */
class DaemonsSpec extends Specification {

    static final String SERVE = 'echo up as $(id -un) $MINE; trap "echo bye; exit" TERM INT; ' + Loop.every(0.02)

    def host = new LocalHost(Secrets.undeclared())
    def soon = new PollingConditions(timeout: 20, delay: 0.02)

    def "a process is started apart, appends to its log, and is signalled: #user"() {
        given:
        def folder = OtherAccount.there ? OtherAccount.folder() : Files.createTempDirectory('belay-daemon')
        def context = (user == OtherAccount.NAME ? Context.own().as(Optional.of(user)) : Context.own()).with('MINE', SecretText.plain('1'))
        def log = user == OtherAccount.NAME ? folder.resolve('log') : Files.createTempFile('belay', 'log')
        host.files(context).write(log.toString(), SecretText.plain('before\n'), Optional.empty())

        when:
        def pid = host.launch(Command.of('sh', '-c', SERVE).in(context), log.toString())

        then:
        soon.eventually { assert log.toFile().text == "before\nup as ${user ?: host.user()} 1\n" }
        host.process(pid).get().pid() == pid
        host.process(pid).get().command().startsWith('sh -c echo up')
        !ProcessHandle.of(pid).get().parent().map { it.pid() == ProcessHandle.current().pid() }.orElse(false)

        when:
        def heard = host.signal(pid, signal, context)

        then:
        heard
        soon.eventually { assert host.process(pid).empty }
        log.toFile().text.endsWith('bye\n')
        !host.signal(pid, signal, context)

        cleanup:
        ProcessHandle.of(pid ?: 0L).ifPresent { it.destroyForcibly() }
        Folders.delete(folder)
        Files.deleteIfExists(log)

        where:
        [user, signal] << [[''] + (OtherAccount.there ? [OtherAccount.NAME] : []), ['TERM', 'INT']].combinations()
    }

    def "what cannot be started is a failure that says why: #why"() {
        when:
        host.launch(command, log)

        then:
        def failure = thrown(Failure)
        failure.message().contains(why)

        where:
        command                                                  | log           || why
        Command.of('belay-has-no-such-program')                  | '/dev/null'   || 'there is no program belay-has-no-such-program'
        Command.of('true')                                       | '/no/log'     || '/no/log'
        Command.of('cat').input(SecretText.plain('x'))           | '/dev/null'   || 'no standard input'
    }

    @IgnoreIf({ !OtherAccount.there })
    def "a process of somebody else is not signalled, and that is not taken for its absence"() {
        when:
        host.signal(ProcessHandle.current().pid(), 'URG', Context.own().as(Optional.of(OtherAccount.NAME)))

        then:
        def failure = thrown(Failure)
        failure.message().contains('cannot send URG')
    }

    def "no signal goes to a group of processes or to the first process: #pid"() {
        when:
        host.signal(pid, 'TERM', Context.own())

        then:
        thrown(Failure)

        where:
        pid << [-1L, 0L, 1L, -100L]
    }

    def "a process tells when it started, so that its number used twice is not mistaken"() {
        given:
        def process = new ProcessBuilder('sleep', '600').start()
        def stat = new File("/proc/${process.pid()}/stat").text

        expect:
        host.process(process.pid()).get().started() == (stat.substring(stat.lastIndexOf(')') + 2).split(' ')[19] as long)

        when:
        process.destroyForcibly().waitFor()

        then:
        host.process(process.pid()).empty
    }

    def "this machine is known"() {
        expect:
        host.name() == 'cat /proc/sys/kernel/hostname'.execute().text.strip()
        host.user() == System.getProperty('user.name')
        host.hasUser('root')
        !host.hasUser('belay-no-such-user')
        host.variable('PATH').get() == System.getenv('PATH')
        host.variable('BELAY_NO_SUCH_VARIABLE').empty
    }
}
