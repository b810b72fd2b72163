package dev.belay.drivers.check

import static dev.belay.engine.Bench.step

import dev.belay.engine.Bench
import dev.belay.plan.Prediction
import dev.belay.value.Exit
import dev.belay.value.Failure
import dev.belay.value.Size
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

class RequireSpec extends Specification {

    @TempDir
    Path folder

    def bench

    @Shared
    def listening = new ServerSocket(0, 50, InetAddress.loopbackAddress)

    @Shared
    int free = new ServerSocket(0).withCloseable { it.localPort }

    def setup() {
        bench = new Bench(folder.resolve('state'), [new CheckDriver()])
        program('tool', 'echo tool 2.5.1')
        program('old', 'echo "old version 1.9" >&2')
        program('mute', 'true')
        folder.resolve('there').toFile().text = 'x'
    }

    def cleanupSpec() {
        listening.close()
    }

    def "holds: #form #arguments"() {
        given:
        def step = step('require', "require $form", here(arguments))

        when:
        def foreseen = bench.foresee(step)[0]
        bench.run(step)

        then:
        foreseen.fidelity() == Prediction.Fidelity.CHECK
        foreseen.unmet().empty

        where:
        form      | arguments
        'command' | [command: 'sh']
        'command' | [command: ['sh', 'cat']]
        'command' | [command: 'tool', version: '>=2.5 <3']
        'command' | [command: 'old', version: '1.x']
        'disk'    | [disk: 'not/there/yet', free: Size.of(1)]
        'user'    | [user: 'root']
        'port'    | [port: free]
        'port'    | [port: free, free: true]
        'port'    | [port: listening.localPort, free: false]
        'file'    | [file: 'there']
        'file'    | [file: ['there', 'bin']]
    }

    def "does not hold, in a preview and when it is its turn: #form #arguments"() {
        given:
        def step = step('require', "require $form", here(arguments))

        when:
        def unmet = bench.foresee(step)[0].unmet()

        then:
        unmet.size() == 1
        unmet[0] =~ message

        when:
        bench.apply(step)

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.UNMET
        failure.message() =~ message

        where:
        form      | arguments                                     || message
        'command' | [command: ['sh', 'gone1', 'gone2']]           || /^gone1, gone2 are not installed/
        'command' | [command: 'gone1', version: '>=1']            || /^gone1 is not installed/
        'command' | [command: 'old', version: '>=2.0']            || /^old is 1.9, and >=2.0 is required/
        'command' | [command: 'mute', version: '>=2.0']           || /^mute --version prints no version/
        'disk'    | [disk: '.', free: Size.of(Long.MAX_VALUE)]    || /are free at .* make room for .* more$/
        'user'    | [user: ['root', 'nobody-at-all']]             || /^there is no account nobody-at-all/
        'port'    | [port: listening.localPort]                   || /^port \d+ is in use/
        'port'    | [port: free, free: false]                     || /^nothing listens at port/
        'file'    | [file: ['there', 'gone']]                     || /^there is no .*gone/
        'mount'   | [mount: ['/proc', '/usr/share']]              || /^nothing is mounted at \/usr\/share: mount it/
    }

    def "an account that may not read a file is told so"() {
        given:
        def secret = folder.resolve('secret')
        secret.toFile().text = 'x'
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString('rw-------'))
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString('rwxr-xr-x'))

        expect:
        bench.foresee(step('require', 'require file', [file: secret.toString(), as: 'nobody']))[0].unmet()[0] =~ /secret.*\(as nobody\)/
    }

    def "arguments that make no sense are refused: #form #arguments"() {
        when:
        bench.action(step('require', "require $form", arguments))

        then:
        thrown(Failure)

        where:
        form      | arguments
        'command' | [command: []]
        'command' | [command: 'git status']
        'command' | [command: ['a', 'b'], version: '>=1']
        'command' | [command: 'a', version: 'new']
        'port'    | [port: 0]
        'port'    | [port: 65536]
    }

    private Map here(Map arguments) {
        def mine = [dir: folder.toString()]
        arguments.containsKey('command') ? arguments + mine + [path: [folder.resolve('bin').toString()]] : arguments + (arguments.containsKey('disk') || arguments.containsKey('file') ? mine : [:])
    }

    private void program(String name, String script) {
        def bin = Files.createDirectories(folder.resolve('bin')).resolve(name)
        bin.toFile().text = "#!/bin/sh\n$script\n"
        bin.toFile().executable = true
    }
}
