package dev.belay.drivers.files

import static dev.belay.engine.Bench.step

import dev.belay.engine.Bench
import dev.belay.plan.Prediction.Fidelity
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A backup of files is tried: unpacked into a scratch folder, counted, and the folder is removed. */
class VerifyBackupSpec extends Specification {

    @TempDir
    Path folder

    def bench

    def setup() {
        bench = new Bench(folder.resolve('state'), [new FilesDriver()])
        write('data/a', 'a')
        write('data/b/c', 'ccc')
        write('data/b/none', '')
        Files.createSymbolicLink(folder.resolve('data/link'), Path.of('/etc/passwd'))
        Files.createLink(folder.resolve('data/same'), folder.resolve('data/b/c'))
    }

    private String archive() {
        bench.run(step('backup', 'backup files', [files: ["$folder/data".toString()], to: "$folder/backup".toString()])).value().get().text()
    }

    private static verify(String file) {
        step('verify', 'verify backup', [backup: file])
    }

    def "a backup is unpacked beside, counted and removed"() {
        given:
        def file = archive()
        def before = folder.resolve('backup').toFile().list().sort()
        write('data/since', 'written since')

        when:
        def foreseen = bench.foresee(verify(file))[0]
        def outcome = bench.run(verify(file))

        then:
        foreseen.fidelity() == Fidelity.CHECK
        foreseen.unmet() == []
        outcome.remarks() == ["$file unpacked: 4 files, 1 link, 7 B, as in the backup".toString()]
        folder.resolve('backup').toFile().list().sort() == before
    }

    def "what cannot be unpacked is no backup, and nothing is left of it: #what"() {
        given:
        def file = Path.of(archive())
        spoil(file)
        def before = folder.resolve('backup').toFile().list().sort()

        when:
        bench.apply(verify(file.toString()))

        then:
        def failure = thrown(Failure)
        failure.message().contains(why)
        folder.resolve('backup').toFile().list().sort() == before

        where:
        what             | spoil                                                                                || why
        'another byte'   | { Path it -> def b = Files.readAllBytes(it); b[b.length - 30]++; Files.write(it, b) } || '.tar.zst cannot be read'
        'cut off'        | { Path it -> Files.write(it, Files.readAllBytes(it)[0..99] as byte[]) }               || '.tar.zst cannot be read'
        'another sum'    | { Path it -> Files.writeString(Path.of("${it}.sha256"), '0' * 64) }                   || 'is not what its checksum file says'
    }

    def "what a killed attempt left is removed"() {
        given:
        def file = archive()
        def scratch = (bench.foresee(verify(file))[0].notes()*.text().join() =~ /scratch folder (\S+),/)[0][1]
        write(folder.relativize(Path.of(scratch)).toString() + '/half', 'half')

        when:
        bench.action(verify(file)).discard(bench.work(verify(file)))

        then:
        !Files.exists(Path.of(scratch))
    }

    def "an archive that is not there is not met"() {
        expect:
        bench.foresee(verify("$folder/none.tar.zst"))[0].unmet() == ["there is no file $folder/none.tar.zst".toString()]
    }

    private void write(String name, String text) {
        def file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }
}
