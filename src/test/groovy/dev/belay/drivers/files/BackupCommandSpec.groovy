package dev.belay.drivers.files

import static dev.belay.engine.Bench.step

import dev.belay.engine.Bench
import dev.belay.plan.Prediction
import dev.belay.value.Failure
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

class BackupCommandSpec extends Specification {

    @TempDir
    Path folder

    def bench

    def setup() {
        bench = new Bench(folder.resolve('state'), [new FilesDriver()])
    }

    def "its result is the last line that the command prints: #command"() {
        expect:
        bench.run(backup(command)).value().get().text() == folder.resolve(path).toString()

        where:
        command                                            || path
        'echo data >b.zip; echo b.zip'                     || 'b.zip'
        'echo data >b.zip; echo Working...; echo b.zip; echo' || 'b.zip'
        'echo data >b.zip; echo $PWD/b.zip'                || 'b.zip'
        'mkdir d; echo data >d/x; echo d'                  || 'd'
        'echo data >b.zip; echo warning >&2; echo b.zip'   || 'b.zip'
    }

    def "a preview shows its text and says that Belay cannot know what it does"() {
        when:
        def foreseen = bench.foresee(backup('app backup'))[0]

        then:
        foreseen.fidelity() == Prediction.Fidelity.OPAQUE
        foreseen.notes()*.text() == ['app backup']
        foreseen.result().empty
    }

    def "it fails where no backup came of it: #command"() {
        when:
        bench.apply(backup(command))

        then:
        def failure = thrown(Failure)
        failure.message().contains(problem)

        where:
        command                   || problem
        'true'                    || 'printed no path'
        'echo gone.zip'           || 'there is no such file'
        'touch e.zip; echo e.zip' || 'that is empty'
        'echo x >b; echo b; false'|| 'exit'
        'false | echo b'          || 'exit'
    }

    def "it needs a folder to run in"() {
        when:
        bench.action(step('backup', 'backup command', [command: 'app backup']))

        then:
        thrown(Failure)
    }

    private backup(String command) {
        step('backup', 'backup command', [command: command, dir: folder.toString()])
    }
}
