package dev.belay.drivers.files

import static dev.belay.engine.Bench.step

import dev.belay.driver.Standing
import dev.belay.engine.Bench
import dev.belay.host.FileInfo
import dev.belay.plan.Prediction
import dev.belay.plan.Step
import dev.belay.plan.WayBack
import dev.belay.value.Failure
import dev.belay.value.Size
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.temporal.ChronoUnit

class BackupFilesSpec extends Specification {

    static final FileTime THEN = FileTime.fromMillis(1_600_000_000_000)

    @TempDir
    Path folder

    def bench
    Path data
    File to

    def setup() {
        bench = new Bench(folder.resolve('state'), [new FilesDriver()])
        data = Files.createDirectories(folder.resolve('app/data'))
        to = folder.resolve('backup').toFile()
        write('a.txt', 'one')
        write('deep/er/b.txt', 'two')
        write('deep/cache/c.tmp', 'three')
        Files.createSymbolicLink(data.resolve('link'), Path.of('deep/er/b.txt'))
        Files.createDirectory(data.resolve('empty'))
        Files.setPosixFilePermissions(data.resolve('a.txt'), PosixFilePermissions.fromString('rwxr-x---'))
        Files.setLastModifiedTime(data.resolve('a.txt'), THEN)
        Files.setLastModifiedTime(data.resolve('deep'), THEN)
    }

    def "makes one archive, named by the run, with its checksum beside"() {
        when:
        def foreseen = bench.foresee(backup())[0]
        def result = bench.run(backup())

        then:
        foreseen.fidelity() == Prediction.Fidelity.PREDICTED
        foreseen.result() == result.value()
        foreseen.way() instanceof WayBack.Nothing
        archives() == [path(result).name]
        path(result).name.startsWith("data-${Bench.RUN}-")
        ['sha256sum', '-c', path(result).name + '.sha256'].execute(null, to).waitFor() == 0
        PosixFilePermissions.toString(Files.getPosixFilePermissions(path(result).toPath())) == 'rw-------'
    }

    def "the archive of a hidden file is none itself"() {
        given:
        data.resolve('.env').toFile().text = 'A=1\n'

        expect:
        path(bench.run(backup(files: ["$data/.env"]))).name.startsWith("env-${Bench.RUN}-")
    }

    def "a second time, the backup of this run is there already"() {
        given:
        def first = path(bench.run(backup()))
        def before = first.lastModified()

        expect:
        bench.foresee(backup())*.fidelity() == [Prediction.Fidelity.UNCHANGED]
        path(bench.apply(backup())) == first
        first.lastModified() == before
    }

    def "what a broken attempt left is removed, and never counts"() {
        given:
        def part = new File(to, bench.foresee(backup())[0].result().get().text().split('/').last() + '.part')
        to.mkdirs()
        part.text = 'half'

        when:
        bench.action(backup()).clean(bench.work(backup()))

        then:
        !part.exists()

        when:
        part.text = 'half'
        bench.run(backup())

        then:
        archives().size() == 1
        !part.exists()
    }

    def "restored, all is as it was: contents, modes, times, links, empty folders"() {
        given:
        def foreseen = bench.foresee(backup())[0]
        def before = listing(data)
        bench.run(backup())

        and: 'time goes on'
        data.resolve('a.txt').toFile().text = 'changed'
        data.resolve('new.txt').toFile().text = 'new'
        Files.delete(data.resolve('deep/er/b.txt'))

        when:
        bench.run(restoring(foreseen))

        then:
        listing(data) == before
    }

    def "what a restore replaced is kept beside, comes back by its way back, and goes when the run is accepted"() {
        given:
        def restore = restoring(bench.foresee(backup())[0])
        bench.run(backup())
        data.resolve('a.txt').toFile().text = 'written since'
        def since = listing(data)

        when:
        def foreseen = bench.foresee(restore)[0]
        bench.run(restore)

        then:
        data.resolve('a.txt').toFile().text == 'one'
        beside().size() == 1

        when:
        def undo = bench.takeBack(foreseen)

        then:
        listing(data) == since
        bench.foresee(undo as Step[])*.fidelity() == [Prediction.Fidelity.UNCHANGED]

        when:
        bench.action(restore).accept(bench.work(restore))
        undo.each { bench.action(it).accept(bench.work(it)) }

        then:
        beside().empty
    }

    def "a folder that was gone is restored, and taken out of the way again by the way back"() {
        given:
        def restore = restoring(bench.foresee(backup())[0])
        bench.run(backup())
        data.toFile().deleteDir()

        when:
        def foreseen = bench.foresee(restore)[0]
        bench.run(restore)

        then:
        data.resolve('a.txt').toFile().text == 'one'

        when:
        bench.takeBack(foreseen)

        then:
        !Files.exists(data)
    }

    def "a restore that broke off #where goes on where it was"() {
        given:
        def restore = restoring(bench.foresee(backup())[0])
        bench.run(backup())
        def before = listing(data)
        def swap = Swap.of(new Place(data.toString(), Optional.empty()), Bench.RUN, bench.keep(restore))
        bench.apply(restore)
        crash.call(data, Path.of(swap.made()), Path.of(swap.kept()), Path.of(bench.keep(restore), 'unpacked'))

        when:
        bench.run(restore)

        then:
        listing(data) == before
        Files.exists(Path.of(swap.kept()))
        !Files.exists(Path.of(swap.made()))

        where:
        where                       | crash
        'behind the swap'           | { place, made, kept, mark -> }
        'between the renames'       | { place, made, kept, mark -> Files.move(place, made) }
        'before the renames'        | { place, made, kept, mark -> Files.move(place, made); Files.move(kept, place) }
        'in the middle of its work' | { place, made, kept, mark -> Files.move(place, made); Files.move(kept, place); Files.delete(mark); Files.delete(made.resolve('a.txt')) }
    }

    def "the way back is the same, however far an attempt came: #where"() {
        given:
        def restore = restoring(bench.foresee(backup())[0])
        bench.run(backup())
        if (gone) {
            data.toFile().deleteDir()
        }
        def way = bench.foresee(restore)[0].way()
        def swap = Swap.of(new Place(data.toString(), Optional.empty()), Bench.RUN, bench.keep(restore))
        bench.apply(restore)
        crash.call(data, Path.of(swap.made()), Path.of(swap.kept()))

        expect:
        bench.foresee(restore)[0].way() in [way, new WayBack.Nothing()]

        where:
        where                           | gone  | crash
        'behind the swap'               | false | { place, made, kept -> }
        'between the renames'           | false | { place, made, kept -> Files.move(place, made) }
        'before the renames'            | false | { place, made, kept -> Files.move(place, made); Files.move(kept, place) }
        'of nothing, behind the rename' | true  | { place, made, kept -> }
        'of nothing, before the rename' | true  | { place, made, kept -> Files.move(place, made) }
    }

    def "killed #where it is #standing"() {
        given:
        def restore = restoring(bench.foresee(backup())[0])
        bench.run(backup())
        def intended = bench.foresee(restore)[0]
        def swap = Swap.of(new Place(data.toString(), Optional.empty()), Bench.RUN, bench.keep(restore))
        bench.apply(restore)
        crash.call(data, Path.of(swap.made()), Path.of(swap.kept()))

        expect:
        bench.standing(restore, intended) == standing

        where:
        where                 | crash                                                                                || standing
        'behind the swap'     | { place, made, kept -> }                                                             || Standing.PARTIAL
        'between the renames' | { place, made, kept -> Files.move(place, made) }                                     || Standing.PARTIAL
        'before the renames'  | { place, made, kept -> Files.move(place, made); Files.move(kept, place) }            || Standing.NOT_STARTED
    }

    def "what a backup left out stays in its place, and what is kept aside is named and goes with accept"() {
        given:
        def foreseen = bench.foresee(backup(exclude: excluded))[0]
        def restore = restoring(foreseen)
        bench.run(backup(exclude: excluded))
        data.resolve('a.txt').toFile().text = 'written since'
        data.resolve('deep/cache/d.tmp').toFile().text = 'four'

        when:
        def result = bench.run(restore)

        then:
        data.resolve('a.txt').toFile().text == 'one'
        data.resolve('deep/cache/c.tmp').toFile().text == 'three'
        data.resolve('deep/cache/d.tmp').toFile().text == 'four'
        beside().size() == 1
        !data.parent.resolve(beside()[0]).resolve('deep/cache/c.tmp').toFile().exists()
        result.remarks().size() == 1
        result.remarks()[0].startsWith("kept: ${data.parent.resolve(beside()[0])}, ")

        when:
        bench.action(restore).accept(bench.work(restore))

        then:
        beside().empty
        data.resolve('deep/cache/c.tmp').toFile().text == 'three'

        where:
        excluded << [['*.tmp'], ['cache'], ['deep/cache'], ['/**/cache']]
    }

    def "the way back of such a restore leaves in place what it left in place"() {
        given:
        def restore = restoring(bench.foresee(backup(exclude: ['cache']))[0])
        bench.run(backup(exclude: ['cache']))
        data.resolve('a.txt').toFile().text = 'written since'
        def foreseen = bench.foresee(restore)[0]
        bench.run(restore)

        when:
        bench.takeBack(foreseen)

        then:
        data.resolve('a.txt').toFile().text == 'written since'
        data.resolve('deep/cache/c.tmp').toFile().text == 'three'
    }

    def "the folder of the backups stays where it is, when the folder around it is restored"() {
        given:
        def inside = backup(to: data.resolve('backup').toString())
        data.resolve('backup').toFile().mkdir()
        data.resolve('backup/older').toFile().text = 'older'
        def restore = restoring(bench.foresee(inside)[0])
        def archive = path(bench.run(inside))
        data.resolve('a.txt').toFile().text = 'written since'

        when:
        bench.run(restore)

        then:
        data.resolve('a.txt').toFile().text == 'one'
        archive.exists()
        data.resolve('backup/older').toFile().text == 'older'

        when: 'it broke off between the renames, and goes on'
        def swap = Swap.of(new Place(data.toString(), Optional.empty()), Bench.RUN, bench.keep(restore))
        Files.move(data, Path.of(swap.made()))
        Files.move(Path.of(swap.made()).resolve('backup'), Path.of(swap.kept()).resolve('backup'))
        bench.run(restore)

        then:
        archive.exists()
        data.resolve('backup/older').toFile().text == 'older'
    }

    def "a preview says what a backup leaves out, and which pattern leaves out nothing: #exclude"() {
        expect:
        bench.foresee(step('backup', 'backup files', [files: ['data'], dir: data.parent.toString(), to: to.path, exclude: exclude]))[0]
                .notes()*.text()*.replace(data.parent.toString(), '...') == told

        where:
        exclude                            || told
        ['*.tmp']                          || ['leaves out .../data/deep/cache/c.tmp']
        ['deep/cache']                     || ['leaves out .../data/deep/cache']
        ['data/deep/cache']                || ['leaves out .../data/deep/cache']
        ['data/cache']                     || ["exclude: 'data/cache' leaves nothing out: nothing is called so"]
        ['cache', '*.log']                 || ['leaves out .../data/deep/cache', "exclude: '*.log' leaves nothing out: nothing is called so"]
        ['a.txt', 'deep', 'link', 'empty'] || ['leaves out .../data/a.txt .../data/deep .../data/empty and 1 more']
    }

    def "a path that the archive does not hold is an error, and nothing is brought back"() {
        given:
        def archive = path(bench.run(backup(files: [data.toString()])))
        data.resolve('a.txt').toFile().text = 'changed'

        when:
        bench.run(step('typo', 'restore files', [files: archive.path, paths: [data.toString(), '/typo']]))

        then:
        def failure = thrown(Failure)
        failure.message().endsWith('does not hold typo')
        data.resolve('a.txt').toFile().text == 'changed'
    }

    def "several files and folders go into one archive, and come back one by one"() {
        given:
        def single = folder.resolve('app/.env').toFile()
        single.text = 'A=1\n'
        def both = backup(files: [data.toString(), single.path])
        def foreseen = bench.foresee(both)[0]
        def archive = path(bench.run(both))
        single.text = 'A=2\n'
        data.resolve('a.txt').toFile().text = 'changed'

        when:
        bench.run(step('one', 'restore files', [files: archive.path, paths: [single.path]]))

        then:
        foreseen.backups().size() == 2
        single.text == 'A=1\n'
        data.resolve('a.txt').toFile().text == 'changed'

        when:
        bench.run(step('all', 'restore files', [files: archive.path]))

        then:
        data.resolve('a.txt').toFile().text == 'one'
    }

    def "with to: it is put under another folder"() {
        given:
        def archive = path(bench.run(backup()))
        def other = Files.createDirectory(folder.resolve('other'))

        when:
        bench.run(step('restore', 'restore files', [files: archive.path, to: other.toString()]))

        then:
        listing(other.resolve(data.toString().substring(1))) == listing(data)
    }

    def "what is excluded stays out, and the folder of the archive too"() {
        given:
        def inside = data.resolve('backup').toString()
        def step = backup(to: inside, exclude: ['*.tmp', 'deep/er'])

        when:
        def foreseen = bench.foresee(step)[0]
        def archive = path(bench.run(step))

        then:
        foreseen.notes()*.text() == ["leaves out $inside, where it is written itself",
                                     "leaves out $data/deep/cache/c.tmp $data/deep/er"]
        names(archive).sort() == ['', '/a.txt', '/deep', '/deep/cache', '/empty', '/link'].collect { (data.toString() + it).substring(1) }
    }

    def "a backup whose file changed afterwards is refused, and nothing is replaced: #what"() {
        given:
        def restore = restoring(bench.foresee(backup())[0])
        def archive = path(bench.run(backup()))
        def before = listing(data)
        damage.call(archive)

        when:
        bench.apply(restore)

        then:
        thrown(Failure)
        listing(data) == before

        where:
        what               | damage
        'cut off'          | { File file -> file.bytes = Arrays.copyOf(file.bytes, (int) file.length() - 20) }
        'another checksum' | { File file -> new File(file.path + '.sha256').text = '0' * 64 + "  $file.name\n" }
    }

    def "an archive that writes through a link of its own is refused"() {
        given:
        def outside = Files.createDirectory(folder.resolve('outside'))
        def archive = folder.resolve('evil.tar.zst').toFile()
        def writer = new ArchiveWriter(archive.newOutputStream())
        def link = new FileInfo(FileInfo.Kind.LINK, Size.ZERO, 0777, 'root', 'root', THEN.toInstant(), Optional.of(outside.toString()))
        def file = new FileInfo(FileInfo.Kind.FILE, Size.of(4), 0644, 'root', 'root', THEN.toInstant(), Optional.empty())
        def root = new FileInfo(FileInfo.Kind.FOLDER, Size.ZERO, 0755, 'root', 'root', THEN.toInstant(), Optional.empty())
        writer.add('root', root)
        writer.add('root/way', link)
        writer.add('root/way/out', file, new ByteArrayInputStream('evil'.bytes), {})
        writer.finish()

        when:
        bench.apply(step('restore', 'restore files', [files: archive.path, to: folder.toString()]))

        then:
        def failure = thrown(Failure)
        failure.message().contains('which is no folder')
        outside.toFile().list().length == 0
        !Files.exists(folder.resolve('root'))
    }

    def "an archive that is not there is told before anything is done"() {
        expect:
        bench.foresee(step('restore', 'restore files', [files: "$folder/gone.tar.zst"]))[0].unmet()[0].contains('no archive')
    }

    def "told before anything is done: #problem"() {
        given:
        prepare.call(folder)

        when:
        def unmet = bench.foresee(backup(files: [folder.resolve(path).toString()]))[0].unmet()

        then:
        unmet.size() == 1
        unmet[0].contains(problem)

        where:
        path   | prepare                                                             || problem
        'gone' | { }                                                                 || 'to back up'
        'ln'   | { Files.createSymbolicLink(it.resolve('ln'), it.resolve('app')) }   || 'is a link'
    }

    def "arguments that make no sense are refused: #arguments"() {
        when:
        bench.action(step('x', 'backup files', arguments))

        then:
        thrown(Failure)

        where:
        arguments << [
                [files: [], to: '/b'],
                [files: ['data'], to: '/b'],
                [files: ['/'], to: '/b'],
                [files: ['/b'], to: '/b/'],
                [files: ['/a'], to: '/b', keep: 0],
        ]
    }

    def "the size to come is told, and too little space is a requirement that is not met"() {
        given:
        new RandomAccessFile(data.resolve('huge').toFile(), 'rw').withCloseable { it.setLength(1L << 43) }

        when:
        def foreseen = bench.foresee(backup())[0]

        then:
        foreseen.bytes().bytes() > 1L << 42
        foreseen.unmet().size() == 1
        foreseen.unmet()[0].contains('make room')
    }

    def "with keep, older backups of the same go at accept, and only those that Belay made"() {
        given:
        bench.run(backup())
        def own = archives()[0]
        def old = (1..4).collect { older(own, "app-000$it", it) }
        def foreign = ['app-0005' : { new File(to, "${it}.sha256").delete() }, 'other-0006': { }].collect { run, spoil ->
            older(own, run, 0).tap { spoil(it) }
        }
        def step = backup(keep: 3)

        when:
        def foreseen = bench.foresee(step)[0]
        bench.apply(step)

        then: 'the preview names them, and nothing is gone yet'
        foreseen.notes()*.text() == ["keeps 3: accept removes ${old[1]}, ${old[0]} (6 B)".toString()]
        archives() as Set == [own, *old, *foreign] as Set

        when:
        bench.action(step).accept(bench.work(step))

        then:
        archives() as Set == [own, old[2], old[3], *foreign] as Set
        !to.list().contains(old[0] + '.sha256')
    }

    def "with keep, the part of a walk may look like a run: what is beside its backup says whose it is"() {
        given:
        def step = backup(keep: 1).with { new Step(it.id(), '2024.1.0', it.phase(), it.form(), it.arguments(), it.guard(), it.label(), it.at()) }
        bench.apply(step)
        def own = archives()[0]
        def old = older(own, 'app-0001', 1)
        def foreign = older(own, 'app-0002', 2)
        new File(to, "${old}.belay").text = new File(to, "${own}.belay").text.replace(own, old)

        when:
        bench.apply(step)
        bench.action(step).accept(bench.work(step))

        then:
        own.contains('app-7f3a-2024-1-0-')
        to.list() as Set == [own, foreign].collectMany { [it, it + '.sha256'] } + [own + '.belay'] as Set
    }

    /** A backup of the same that an earlier run made, the lower the age the older. */
    private String older(String own, String run, int age) {
        def name = own.replace(Bench.RUN, run)
        def file = new File(to, name)
        file.text = 'old'
        new File(to, name + '.sha256').text = "${'0' * 64}  $name\n"
        file.lastModified = 1_600_000_000_000 + age * 1000
        name
    }

    private Step backup(Map more = [:]) {
        step('backup', 'backup files', [files: [data.toString()], to: to.path] + more)
    }

    /** The step that a backup says restores it. */
    private static Step restoring(Prediction backup) {
        def deed = backup.backups()[0].restore()
        step('restore', deed.form(), deed.arguments())
    }

    private static File path(result) {
        new File(result.value().get().text())
    }

    private List<String> archives() {
        to.list().findAll { it.endsWith('.tar.zst') }
    }

    /** What swaps left beside the folder. */
    private List<String> beside() {
        data.parent.toFile().list().findAll { it != 'data' }
    }

    private void write(String path, String text) {
        Files.createDirectories(data.resolve(path).parent)
        data.resolve(path).toFile().text = text
    }

    private static List<String> names(File archive) {
        def names = []
        archive.withInputStream { ArchiveReader.read(archive.name, it, { entry, content -> names << entry.name() }) }
        names
    }

    private static List<String> listing(Path root) {
        Files.walk(root).withCloseable { paths ->
            paths.sorted().toList().collect { path ->
                def attributes = Files.readAttributes(path, 'unix:mode,uid,gid,lastModifiedTime', LinkOption.NOFOLLOW_LINKS)
                def time = Files.isSymbolicLink(path) ? '' : attributes.lastModifiedTime.toInstant().truncatedTo(ChronoUnit.MICROS)
                def what = Files.isSymbolicLink(path) ? Files.readSymbolicLink(path) : Files.isRegularFile(path) ? path.toFile().text : ''
                "${root.relativize(path)} ${Integer.toOctalString(attributes.mode as int)} $attributes.uid $attributes.gid $time $what".toString()
            }
        }
    }
}
