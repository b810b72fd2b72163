package dev.belay.host

import dev.belay.value.Failure
import dev.belay.value.SecretText
import dev.belay.value.Unseen
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** How commands become another user where Belay is not run by root: through a sudo that stands in for the real one. */
class LaunchSpec extends Specification {

    static final Account OPERATOR = new Account('operator', 4242, '/home/operator', '/bin/bash')

    @TempDir
    Path folder

    def environment = [PATH: '', LANG: 'de_DE.UTF-8', HOME: '/home/operator', SSH_AUTH_SOCK: '/agent']

    def setup() {
        environment.PATH = "$folder:/home/operator/bin:/usr/bin:/bin".toString()
    }

    /** Writes down its arguments, and runs what follows the two dashes, with sudo's own PATH. */
    void sudo(String script = 'while [ "$1" != -- ]; do shift; done; shift; PATH=/secure exec "$@"') {
        def program = folder.resolve('sudo')
        program.toFile().text = "#!/bin/sh\nprintf '%s\\n' \"\$@\" > $folder/arguments\n$script\n"
        program.toFile().setExecutable(true, false)
    }

    LocalHost host() {
        new LocalHost(new Secrets([:], [PASSWORD: 'opensesame'], { it }), environment, Duration.ofSeconds(1), new Accounts(OPERATOR))
    }

    def root = Context.own().as(Optional.of('root'))

    def "sudo asks nothing, keeps only Belay's variables by name, and never sees a value"() {
        given:
        sudo()

        when:
        def output = host().ask(Command.of('sh', '-c', 'echo $PGPASSWORD $LANG $PATH | tr a-z A-Z').in(root.with('PGPASSWORD', SecretText.secret('PASSWORD'))))
        def arguments = folder.resolve('arguments').toFile().readLines()

        then:
        output.text() == 'OPENSESAME DE_DE.UTF-8 /USR/LOCAL/SBIN:/USR/LOCAL/BIN:/USR/SBIN:/USR/BIN:/SBIN:/BIN'
        arguments[0..3] == ['-n', '-H', '-u', 'root']
        arguments[4].startsWith('--preserve-env=')
        arguments[4].drop('--preserve-env='.length()).split(',').with { it.contains('PGPASSWORD') && it.contains('LANG') && !it.contains('SSH_AUTH_SOCK') && !it.contains('PATH') && !it.contains('HOME') }
        arguments[5] == '--'
        !arguments.any { it.contains('opensesame') }
    }

    def "what sudo refuses is told in its own words"() {
        given:
        sudo('echo "sudo: a password is required" >&2; exit 1')

        when:
        host().ask(Command.of('true').in(root))

        then:
        def unseen = thrown(Unseen)
        unseen.message().contains('sudo: a password is required')

        when:
        host().run(Command.of('true').in(root), new Host.Trace("$folder/traces", 'token'), Host.Watcher.none())

        then:
        def failure = thrown(Failure)
        failure.message().contains('sudo: a password is required')
    }

    def "without sudo it is said what is missing"() {
        given:
        environment.PATH = folder.toString()

        when:
        host().run(Command.of('true').in(root), new Host.Trace("$folder/traces", 'token'), Host.Watcher.none())

        then:
        def failure = thrown(Failure)
        failure.message().contains('cannot act as root')
        failure.remedies()[0].contains('install sudo')
    }

    def "the PATH of #target is #path"() {
        given:
        def own = new Account(caller, caller == 'root' ? 0 : 4242, "/home/$caller", '/bin/sh')
        def other = new Account(target, target == 'root' ? 0 : target == caller ? 4242 : 4243, "/home/$target", '/bin/sh')

        expect:
        Surroundings.working([PATH: '/home/ann/bin:/opt/tools:relative:/bin'], own, other, ['/venv/bin']).PATH == path

        where:
        caller | target || path
        'ann'  | 'ann'  || '/venv/bin:/home/ann/bin:/opt/tools:relative:/bin'
        'ann'  | 'bob'  || '/venv/bin:/opt/tools:/bin'
        'ann'  | 'root' || '/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
    }
}
