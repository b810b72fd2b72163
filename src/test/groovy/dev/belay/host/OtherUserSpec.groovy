package dev.belay.host

import dev.belay.testing.Folders
import dev.belay.testing.OtherAccount
import dev.belay.value.Failure
import dev.belay.value.SecretText
import dev.belay.value.Unseen
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.IgnoreIf
import spock.lang.Specification

/** Commands as another user, as root through runuser. */
@IgnoreIf({ !OtherAccount.there })
class OtherUserSpec extends Specification {

    def host = new LocalHost(new Secrets([:], [PASSWORD: 'opensesame'], { it }), System.getenv() + [SSH_AUTH_SOCK: '/roots/agent'], Duration.ofMillis(500))
    Path folder = OtherAccount.folder()
    Path traces = Files.createTempDirectory('belay-traces')
    def other = Context.own().as(Optional.of(OtherAccount.NAME))

    def cleanup() {
        Folders.delete(folder)
        Folders.delete(traces)
    }

    Completed run(Command command, Host.Watcher watcher = Host.Watcher.none()) {
        host.run(command, new Host.Trace(traces.toString(), 'token'), watcher)
    }

    def "it is the user, in the folder, with the user's environment"() {
        given:
        def script = 'id -un; pwd; echo $HOME $USER $LOGNAME; echo ${SSH_AUTH_SOCK-none}; case :$PATH: in *:/root/*) echo no;; *) echo yes;; esac'
        def command = Command.of('sh', '-c', script).in(other.in(folder.toString()))
        def expected = ['nobody', folder.toString(), "${Account.of(passwd()).get().home()} nobody nobody".toString(), 'none', 'yes']

        expect:
        host.ask(command).out().readLines() == expected
        run(command).out().readLines() == expected
    }

    static String passwd() {
        new File('/etc/passwd').readLines().find { it.startsWith("${OtherAccount.NAME}:") }
    }

    def "naming Belay's own user changes nothing"() {
        expect:
        host.ask(Command.of('sh', '-c', 'ps -o comm= -p $PPID 2>/dev/null || cat /proc/$PPID/comm').in(Context.own().as(Optional.of(host.user())))).text() == 'java'
    }

    def "a password reaches it by its environment, and no argument list shows it"() {
        given:
        def look = 'echo $PGPASSWORD | tr a-z A-Z; cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\\\0" "\\\\n" | grep -c open[s]esame'
        def command = Command.of('sh', '-c', look).in(other.with('PGPASSWORD', SecretText.secret('PASSWORD')))

        expect:
        host.ask(command).out() == 'OPENSESAME\n0\n'
        run(command).out() == 'OPENSESAME\n0\n'
    }

    def "standard input arrives"() {
        expect:
        run(Command.of('cat').in(other).input(SecretText.plain('x\n'))).out() == 'x\n'
    }

    def "it can open its own output again, though nobody else can read it"() {
        expect:
        run(Command.of('sh', '-c', 'echo out >/dev/stdout; echo err >/dev/stderr').in(other)).output() == 'out\nerr\n'
    }

    def "a file whose group it is no member of stays, and says why"() {
        given:
        def file = Files.writeString(folder.resolve('app.env'), 'A=1')
        Files.setOwner(file, file.fileSystem.userPrincipalLookupService.lookupPrincipalByName(OtherAccount.NAME))

        when:
        host.files(other).write(file.toString(), SecretText.plain('A=2'), Optional.empty())

        then:
        def failure = thrown(Failure)
        failure.message().contains('its group is root, of which nobody is no member')
        Files.readString(file) == 'A=1'
    }

    def "programs are looked for with the user's rights"() {
        given:
        def program = Files.writeString(folder.resolve('tool'), '#!/bin/sh\necho mine\n')
        program.toFile().setExecutable(true, false)
        def context = other.withPath(folder.toString())

        expect:
        host.ask(Command.of('tool').in(context)).text() == 'mine'
        host.which('tool', context).get() == program.toString()
        host.which('kill', other).map { it.startsWith('/') }.orElse(true)
        host.which('belay-has-no-such-program', other).empty
    }

    def "what cannot be started says why: #why"() {
        when:
        host.ask(command.in(context))

        then:
        def unseen = thrown(Unseen)
        unseen.message().contains(why)

        when:
        run(command.in(context))

        then:
        def failure = thrown(Failure)
        failure.message().contains(why)

        where:
        command                                 | context                                              || why
        Command.of('belay-has-no-such-program') | Context.own().as(Optional.of('nobody'))              || 'there is no program belay-has-no-such-program'
        Command.of('true')                      | Context.own().as(Optional.of('nobody')).in('/no/at') || 'cannot enter the folder /no/at'
        Command.of('true')                      | Context.own().as(Optional.of('nobody')).in('/root')  || 'cannot enter the folder /root'
        Command.of('true')                      | Context.own().as(Optional.of('belay-no-such-user'))  || "there is no user 'belay-no-such-user'"
    }

    def "when its time is over it may clean up as long as any other command, and then ends with its children"() {
        given:
        def script = 'trap "sleep 0.2; echo cleaned; exit 9" TERM; sleep 600 & echo $!; while :; do sleep 0.05; done'

        when:
        def completed = run(Command.of('sh', '-c', script).in(other).timeout(Duration.ofMillis(500)))

        then:
        completed.timedOut()
        completed.exit() == 9
        completed.out().readLines()[1] == 'cleaned'
        host.process(completed.out().readLines()[0] as long).empty
    }

    def "a command that does not end is killed as another user too"() {
        given:
        def script = 'trap "" TERM; echo $$; while :; do sleep 0.05; done'

        when:
        def completed = run(Command.of('sh', '-c', script).in(other).timeout(Duration.ofMillis(300)))

        then:
        completed.exit() == 137
        host.process(completed.out().strip() as long).empty
    }
}
