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

    def "with keep, older backups that Belay had made by the same command go at accept, and nothing else"() {
        given:
        def nightly = 'echo data > $(cat next); cat next'
        (1..4).each { made(nightly, "nightly-${it}.zip", it) }
        made('cat next > $(cat next); cat next', 'other.zip', 0)
        write('by-hand.zip', 'by hand')
        write('next', 'nightly-5.zip')
        def step = backup(nightly, 3)

        when:
        bench.run(step)

        then: 'nothing is gone yet'
        zips() == ['by-hand.zip', 'nightly-1.zip', 'nightly-2.zip', 'nightly-3.zip', 'nightly-4.zip', 'nightly-5.zip', 'other.zip']

        when:
        bench.action(step).accept(bench.work(step))

        then:
        zips() == ['by-hand.zip', 'nightly-3.zip', 'nightly-4.zip', 'nightly-5.zip', 'other.zip']
        !folder.resolve('nightly-1.zip.belay').toFile().exists()
    }

    /** A backup that an earlier run made, the lower the age the older. */
    private void made(String command, String name, int age) {
        write('next', name)
        bench.run(backup(command, 9))
        folder.resolve(name).toFile().lastModified = 1_600_000_000_000 + age * 1000
    }

    private List<String> zips() {
        folder.toFile().list().findAll { it.endsWith('.zip') }.sort()
    }

    private void write(String name, String text) {
        folder.resolve(name).toFile().text = text
    }

    def "keep: 0 is refused"() {
        when:
        bench.action(backup('true', 0))

        then:
        def failure = thrown(Failure)
        failure.message().contains('would keep no backup at all')
    }

    private backup(String command, Integer keep = null) {
        step('backup', 'backup command', [command: command, dir: folder.toString()] + (keep == null ? [:] : [keep: keep]))
    }
}
