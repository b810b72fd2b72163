package dev.belay.drivers.packages

import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.testing.Bench
import dev.belay.testing.OtherAccount
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** A real pip in a real virtual environment. */
@Requires({ PythonWorld.here() })
class InstallPipSpec extends Specification {

    @TempDir
    Path folder

    Bench bench
    PythonWorld python

    def setup() {
        bench = new Bench(Files.createDirectory(folder.resolve('bench')))
        python = new PythonWorld(folder).wheel('shop', '1.0').wheel('shop', '2.0', 'lib').wheel('lib', '1.5').wheel('other', '1.0')
    }

    private Map pip(Object what, Map more = [:]) {
        [form: 'install pip', pip: what, venv: "$folder/env", env: environment()] + more
    }

    private Map<String, String> environment() {
        [PIP_NO_INDEX: '1', PIP_FIND_LINKS: folder.resolve('wheels').toUri() as String]
    }

    def "a preview names what there is and what is wanted, and starts no pip"() {
        given:
        python.environment().has('shop==1.0', 'other')
        Files.writeString(folder.resolve('env/bin/pip'), '#!/bin/sh\ntouch "$0.was-started"\nexit 1\n')

        when:
        def prediction = bench.predict(pip(['shop>=2', 'other', 'lib']))

        then:
        prediction.fidelity() == Fidelity.PREDICTED
        prediction.changes().collect { "$it.subject: ${it.before().get()} -> ${it.after().get()}" as String } ==
                ["$folder/env: shop 1.0, lib missing -> shop >=2, lib" as String]
        !Files.exists(folder.resolve('env/bin/pip.was-started'))
    }

    def "a file of requirements is done where all its packages are there, and is known only later where a step may change it"() {
        given:
        python.environment().has('shop==1.0')
        Files.writeString(folder.resolve('requirements.txt'), 'shop==1.0  # the shop\n')
        def step = pip(folder, [requirements: 'requirements.txt'])

        expect:
        bench.predict(step).fidelity() == Fidelity.UNCHANGED

        when:
        def later = bench.preview([form: 'sh', subject: "echo lib >> requirements.txt", dir: folder, touches: [folder]], step)

        then:
        later.predictions()[1].fidelity() == Fidelity.LATER

        when:
        def ended = bench.run([form: 'sh', subject: "echo lib >> requirements.txt", dir: folder, touches: ["$folder/requirements.txt"],
                               undo: "echo shop==1.0 > requirements.txt"], step)

        then:
        ended.exit() == Exit.DONE
        python.installed() == ['lib-1.5', 'shop-1.0']

        and: 'the way back is what was installed before, whatever the file says by then'
        bench.undo(ended).exit() == Exit.DONE
        python.installed() == ['shop-1.0']
    }

    def "where there is no virtual environment one is made, and an undo takes it away"() {
        when:
        def ended = bench.run(pip(['shop==1.0']))

        then:
        ended.exit() == Exit.DONE
        python.installed() == ['shop-1.0']

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        !Files.exists(folder.resolve('env'))
    }

    def "a folder that is something else is not made a virtual environment"() {
        given:
        Files.writeString(Files.createDirectory(folder.resolve('env')).resolve('notes'), 'mine')

        expect:
        bench.predict(pip(['shop'])).unmet() == ["$folder/env is a folder, and no virtual environment: it has no pyvenv.cfg" as String]
    }

    def "the virtual environment is found by path:, as a shell would"() {
        given:
        python.environment()
        def step = pip(['shop==1.0'], [venv: null, path: ["$folder/env/bin"]]).findAll { it.value != null }

        expect:
        bench.run(step).exit() == Exit.DONE
        python.installed() == ['shop-1.0']
    }

    def "a pip that says all is well and installed nothing is not believed"() {
        given:
        python.environment()
        Files.writeString(folder.resolve('env/bin/pip'), '#!/bin/sh\necho Successfully installed shop-1.0\n')

        when:
        def ended = bench.run(pip(['shop==1.0']))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended) == "it did not come out as foreseen: $folder/env is shop missing, should be shop ==1.0"
    }

    def "a package whose files a killed pip left in part counts as missing, and the next attempt mends it"() {
        given:
        python.environment().has('shop==1.0')
        Files.delete(python.site().resolve('shop-1.0.dist-info/RECORD'))
        Files.createDirectory(python.site().resolve('~hop'))
        String real = Files.readString(folder.resolve('env/bin/pip'))
        Files.writeString(folder.resolve('env/bin/pip'), '#!/bin/sh\nexit 3\n')
        def ended = bench.run(pip(['shop==2.0']))
        assert ended.exit() == Exit.FAILED
        Files.writeString(folder.resolve('env/bin/pip'), real)

        when:
        def resumed = bench.resume()

        then:
        resumed.exit() == Exit.DONE
        python.installed() == ['lib-1.5', 'shop-2.0']
        !Files.exists(python.site().resolve('~hop'))
    }

    def "what came from a folder is not replaced by an undo, and a restore is exact"() {
        given:
        python.environment().has('shop==1.0', 'other')
        def step = [form: 'restore pip', pip: ['pip', 'setuptools', 'shop==2.0'], venv: "$folder/env", env: environment()]

        when:
        def ended = bench.run(step)

        then: 'without what it needs: that would be in the list'
        ended.exit() == Exit.DONE
        python.installed() == ['shop-2.0']

        and:
        bench.undo(ended).exit() == Exit.DONE
        python.installed() == ['other-1.0', 'shop-1.0']
    }

    def "installed pip: tells the version of #how"() {
        given:
        python.environment()
        files.each { name, text ->
            Path file = python.site().resolve(name.replace('SRC', "$folder/src"))
            Files.createDirectories(file.parent)
            Files.writeString(file, text.replace('SRC', "$folder/src"))
        }
        def line = "installed pip: 'My.App', venv: '$folder/env'"

        expect:
        bench.preview(line).predictions()[0].result().get().text() == '4.3.1'

        where:
        how                         | files
        'a wheel'                   | ['my_app-4.3.1.dist-info/METADATA': '', 'my_app-4.3.1.dist-info/RECORD': '']
        'an old egg'                | ['My_App-4.3.1-py3.9.egg-info': '']
        'sources in place, of old'  | ['my-app.egg-link': 'SRC\n.', 'SRC/my_app.egg-info/PKG-INFO': 'Name: my-app\nVersion: 4.3.1\n']
    }

    @Requires({ OtherAccount.there })
    def "another user's environment is looked at and changed as that user"() {
        given:
        python.environment()
        PythonWorld.must(['chown', '-R', OtherAccount.NAME, folder])
        PythonWorld.must(['chmod', 'a+rx', folder])

        when:
        def ended = bench.run(pip(['shop==1.0'], [as: OtherAccount.NAME]))

        then:
        ended.exit() == Exit.DONE
        Files.getOwner(python.site().resolve('shop.py')).name == OtherAccount.NAME
    }
}
