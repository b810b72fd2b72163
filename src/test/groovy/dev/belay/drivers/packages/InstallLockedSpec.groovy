package dev.belay.drivers.packages

import dev.belay.plan.Prediction.Fidelity
import dev.belay.testing.Bench
import dev.belay.testing.GitRepository
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** Package managers that go by a lock file: stand-ins that do as the real ones are documented to, and the real npm where it is. */
class InstallLockedSpec extends Specification {

    @TempDir
    Path folder

    Bench bench

    def setup() {
        bench = new Bench(Files.createDirectory(folder.resolve('bench')))
    }

    private Map install(String tool, Map more = [:]) {
        [form: "install $tool", (tool): "$folder/app", path: ["$folder/bin"]] + more
    }

    def "#tool: a preview tells what differs from the lock file, without starting the tool"() {
        given:
        def world = new LockedWorld(folder, tool).prepare()
        PythonWorld.must(['git', '-C', folder.resolve('app'), 'checkout', '-q', '2.0'])
        Files.writeString(folder.resolve('calls'), '')

        when:
        def prediction = bench.predict(install(tool))
        def said = prediction.changes().collect { "${it.before().get()} => ${it.after().get()}" as String } + prediction.notes()*.text()

        then:
        said == told
        Files.readString(folder.resolve('calls')) == ''

        where:
        tool       || told
        'npm'      || ['to change: dep 1.0.0 -> 1.1.0 => as locked']
        'yarn'     || ['to change: dep@^1.0.0 dep-1.0.0.tgz -> dep-1.1.0.tgz, dep@^1.1.0 dep-1.0.0.tgz -> dep-1.1.0.tgz']
        'pnpm'     || ['pnpm alone can tell which packages change']
        'bundle'   || ['bundle alone can tell which packages change']
        'composer' || ['to change: a/dep 1.0.0 -> 1.1.0 => as locked']
    }

    def "#tool: what is done already is #left"() {
        given:
        new LockedWorld(folder, tool).prepare()

        expect:
        bench.predict(install(tool)).fidelity() == fidelity

        where:
        tool       || fidelity
        'npm'      || Fidelity.UNCHANGED
        'yarn'     || Fidelity.UNCHANGED
        'pnpm'     || Fidelity.UNCHANGED
        'bundle'   || Fidelity.PREDICTED
        'composer' || Fidelity.PREDICTED
        left = fidelity == Fidelity.UNCHANGED ? 'left alone' : 'done again, since only the tool can tell'
    }

    def "an application with scripts that run when it is installed is always installed"() {
        given:
        new LockedWorld(folder, 'npm').prepare()
        Files.writeString(folder.resolve('app/package.json'), '{"scripts": {"postinstall": "make"}}')

        expect:
        bench.predict(install('npm')).fidelity() == Fidelity.PREDICTED
    }

    def "#what is a failure"() {
        given:
        def world = new LockedWorld(folder, 'npm').prepare()
        PythonWorld.must(['git', '-C', folder.resolve('app'), 'checkout', '-q', '2.0'])
        world.program(program)

        when:
        def ended = bench.run(install('npm'))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).contains(said)

        where:
        what                                 | program                                | said
        'a tool that fails'                  | 'echo "npm error code EUSAGE"; exit 1' | 'npm error code EUSAGE'
        'one that says well and did nothing' | 'echo "added 1 package"'               | 'is to change: dep 1.0.0 -> 1.1.0, should be as locked'
    }

    def "npm's own list: #what"() {
        expect:
        new Npm().differences({ name -> Optional.ofNullable([
                'package-lock.json'              : lock(wanted), 'node_modules/.package-lock.json': present == null ? null : lock(present)][name]) },
                new Installer.Wish(true, Optional.ofNullable(dev))).get() == differences

        where:
        what                               | wanted                                           | present                        | dev   || differences
        'nothing installed yet'            | [a: '{"version": "1"}']                          | null                           | null  || ['a 1 (new)']
        'all there'                        | [a: '{"version": "1"}']                          | [a: '{"version": "1"}']        | null  || []
        'one that nobody wants any more'   | [:]                                              | [a: '{"version": "1"}']        | null  || ['a 1 (goes)']
        'not for this machine'             | [a: '{"version": "1", "optional": true}']        | [:]                            | null  || []
        'for development, wanted'          | [a: '{"version": "1", "dev": true}']             | [:]                            | true  || ['a 1 (new)']
        'for development, left out'        | [a: '{"version": "1", "dev": true}']             | [:]                            | false || []
        'a folder of the application'      | [a: '{"resolved": "packages/a", "link": true}']  | [:]                            | null  || []
    }

    private static String lock(Map<String, String> packages) {
        '{"lockfileVersion": 3, "packages": {"": {"version": "9"}' + packages.collect { ", \"node_modules/$it.key\": $it.value" }.join('') + '}}'
    }

    @Requires({ System.getenv('PATH').split(':').any { new File(it, 'npm').canExecute() } })
    def "the real npm, without a network: installed by the lock file, and back by an undo"() {
        given: 'an application that needs a package, which lies beside it'
        ['1.0.0', '1.1.0'].each { version ->
            Files.writeString(Files.createDirectories(folder.resolve("dep-$version")).resolve('package.json'), "{\"name\": \"dep\", \"version\": \"$version\"}")
            PythonWorld.must(['env', '-C', folder, 'npm', 'pack', '--silent', "./dep-$version"])
        }
        def app = GitRepository.init(folder.resolve('app'))
        ['1.0.0', '1.1.0'].each { version ->
            Files.writeString(folder.resolve('app/package.json'), "{\"name\": \"app\", \"dependencies\": {\"dep\": \"file:../dep-${version}.tgz\"}}")
            PythonWorld.must(['env', '-C', folder.resolve('app'), 'npm', 'install', '--silent', '--offline', '--no-audit'])
            app.commit(['.gitignore': 'node_modules/\n', 'package.json': Files.readString(folder.resolve('app/package.json')),
                        'package-lock.json': Files.readString(folder.resolve('app/package-lock.json'))], version)
        }
        app.git('checkout', '-q', '1.0.0')
        def offline = [env: [npm_config_offline: 'true']]
        assert bench.close(bench.run(install('npm', offline))) != null
        assert version() == '1.0.0'

        when:
        def ended = bench.run([form: 'checkout tag', subject: "$folder/app", tag: '1.1.0'], install('npm', offline))

        then:
        Bench.message(ended) == ''
        ended.exit() == Exit.DONE
        version() == '1.1.0'

        and:
        bench.undo(ended).exit() == Exit.DONE
        version() == '1.0.0'
        app.git('status', '--porcelain') == ''
    }

    private String version() {
        (Files.readString(folder.resolve('app/node_modules/dep/package.json')) =~ /"version": ?"([^"]+)"/)[0][1]
    }
}
