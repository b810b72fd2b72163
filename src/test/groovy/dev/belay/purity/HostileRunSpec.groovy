package dev.belay.purity

import dev.belay.cli.Belay
import dev.belay.script.HostileScripts
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Hostile scripts at the command line: whatever is asked of them, they change no file, start no program and reach no network. */
class HostileRunSpec extends Specification {

    private static final List<List<String>> COMMANDS = [['check'], ['preview'], ['doctor'], ['run', '--yes']]

    @TempDir
    Path folder

    @AutoCleanup
    ServerSocket network = new ServerSocket(0, 5, InetAddress.loopbackAddress)

    Belay belay
    Path marker
    Map<String, String> before

    def setup() {
        belay = new Belay(folder)
        marker = folder.resolve('marker')
        network.soTimeout = 1
        ['touch', 'sh', 'bash', 'env', 'setsid', 'git'].each { // any program that Belay starts would tell
            def canary = belay.file("canaries/$it", "#!/bin/sh\n: > '$folder/started'\n")
            canary.toFile().executable = true
        }
        belay.environment.PATH = folder.resolve('canaries').toString()
        belay.file('data/canary', 'alive\n')
    }

    def "#name has no effect as a script"() {
        given:
        Path script = belay.file('hostile.groovy', text(hostile))
        before = new Trees(folder).look()

        expect:
        COMMANDS.every { refused(it, [script.toString()], 'hostile.groovy:2:') }

        where:
        hostile << HostileScripts.all()
        name = HostileScripts.name(hostile)
    }

    def "#name has no effect as an include or in a site file"() {
        given:
        def body = text(hostile) - HostileScripts.HEAD
        Path including = belay.file('scripts/including.groovy', "${HostileScripts.HEAD}include 'hostile.groovy'\nsh 'true'\n")
        belay.file('scripts/hostile.groovy', body)
        Path innocent = belay.file('innocent.groovy', "${HostileScripts.HEAD}sh 'true'\n")
        Path site = belay.file('site.groovy', "site 'here', app: 'app'\n$body")
        before = new Trees(folder).look()

        expect:
        COMMANDS.every { refused(it, [including.toString()], 'hostile.groovy:1:') }
        COMMANDS.every { refused(it, [innocent.toString(), '--site', site.toString()], 'site.groovy:2:') }

        where:
        hostile << HostileScripts.all()
        name = HostileScripts.name(hostile)
    }

    def "the canaries sing: what a script may say in sh starts a program"() {
        given:
        Path script = belay.file('plain.groovy', "${HostileScripts.HEAD}sh 'true', dir: '$folder', repeat: true\n")

        when:
        belay.run('run', script.toString(), '--yes', '--state', 'state')

        then:
        Files.exists(folder.resolve('started'))
    }

    private String text(Path hostile) {
        HostileScripts.text(hostile, marker, "http://localhost:$network.localPort/")
    }

    private boolean refused(List<String> command, List<String> words, String place) {
        int code = belay.run(*(command.take(1) + words + command.drop(1) + (command[0] == 'check' ? [] : ['--state', 'state'])))
        assert code == 2
        assert belay.err.contains(place)
        assert belay.out.empty
        assert new Trees(folder).look() == before
        assert !connected()
        true
    }

    private boolean connected() {
        try {
            network.accept().close()
            true
        } catch (SocketTimeoutException none) {
            false
        }
    }
}
