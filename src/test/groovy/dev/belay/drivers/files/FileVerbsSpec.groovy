package dev.belay.drivers.files

import static dev.belay.engine.Bench.step

import dev.belay.driver.Standing
import dev.belay.engine.Bench
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.testing.Folders
import dev.belay.testing.OtherAccount
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.temporal.ChronoUnit
import spock.lang.IgnoreIf
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** Copying, moving, linking, making and removing files and folders, and their permissions. */
class FileVerbsSpec extends Specification {

    static final Path MEMORY = Path.of('/dev/shm')

    @TempDir
    Path folder

    def bench

    def setup() {
        bench = new Bench(folder.resolve('state'), [new FilesDriver()])
        write('app/one', 'one')
        write('app/in/two', 'two')
        write('app/in/three', 'three')
        write('other/old', 'old')
        write('file', 'a longer text')
        write('target', 'old')
        Files.createSymbolicLink(folder.resolve('app/way'), Path.of('in/two'))
        Files.setPosixFilePermissions(folder.resolve('app/one'), PosixFilePermissions.fromString('rwxr-x---'))
        Files.setLastModifiedTime(folder.resolve('app/one'), FileTime.fromMillis(1_600_000_000_000))
    }

    def "#form: the preview tells what is there and what will be there"() {
        when:
        def foreseen = bench.foresee(made(form, subject, more))[0]

        then:
        foreseen.fidelity() == Fidelity.PREDICTED
        foreseen.changes().collect { "${it.subject() - (folder.toString() + '/')}: ${words(it.before())} -> ${words(it.after())}".toString() } == changes

        where:
        form     | subject  | more                || changes
        'copy'   | 'file'   | [to: 'target']      || ['target: file 3 B 0644 -> file 13 B 0644']
        'copy'   | 'file'   | [to: 'app/new']     || ['app/new: nothing -> file 13 B 0644']
        'copy'   | 'app'    | [to: 'other']       || ['other: 1 file, 3 B -> 3 files, 11 B']
        'move'   | 'app'    | [to: 'moved']       || ['app: 3 files, 11 B -> nothing', 'moved: nothing -> 3 files, 11 B']
        'remove' | 'app/in' | [:]                 || ['app/in: 2 files, 8 B -> nothing']
        'link'   | 'app/way'| [to: 'one']         || ['app/way: link to in/two -> link to one']
        'mkdir'  | 'x/y'    | [:]                 || ['x: nothing -> folder', 'x/y: nothing -> folder']
    }

    def "#form: what is replaced or removed waits beside its place, comes back exactly, and goes at accept"() {
        given:
        def before = listing()
        def step = made(form, subject, more)
        def foreseen = bench.foresee(step)[0]

        when:
        bench.run(step)
        def after = listing()

        then:
        after != before
        bench.foresee(step)*.fidelity() == [Fidelity.UNCHANGED]

        when:
        def undo = bench.takeBack(foreseen)

        then:
        listing() == before

        when:
        (undo + step).each { bench.action(it).accept(bench.work(it)) }

        then:
        listing() == before
        kept() == []

        where:
        form          | subject   | more
        'copy'        | 'file'    | [to: 'target']
        'copy'        | 'file'    | [to: 'new']
        'copy'        | 'app'     | [to: 'other']
        'move'        | 'file'    | [to: 'target']
        'move'        | 'app'     | [to: 'other']
        'move'        | 'app/way' | [to: 'way']
        'remove'      | 'app'     | [:]
        'remove'      | 'app/way' | [:]
        'link'        | 'app/way' | [to: 'one']
        'link'        | 'new'     | [to: 'app']
        'mkdir'       | 'x/y/z'   | [mode: '2750']
        'permissions' | 'app'     | [mode: '0700', recursive: true]
        'permissions' | 'file'    | [mode: '4711']
    }

    def "a file and a link are replaced at once: at no time is there none"() {
        given:
        def seen = Collections.synchronizedSet([] as Set)
        def watching = true
        def watcher = Thread.start { while (watching) { seen << Files.exists(folder.resolve(subject), LinkOption.NOFOLLOW_LINKS) } }

        when:
        20.times { bench.apply(step("s$it", form, arguments.collectEntries { k, v -> [k, v.replace('N', it % 2 ? 'one' : 'in/two')] } + [dir: "$folder/app"])) }
        watching = false
        watcher.join()

        then:
        seen == [true] as Set

        where:
        form   | subject      | arguments
        'link' | 'app/way'    | [subject: 'way', to: 'N']
        'copy' | 'app/in/two' | [subject: 'one', to: 'in/two']
    }

    def "later steps see what earlier ones will have made"() {
        expect:
        bench.foresee(
                made('mkdir', 'releases/4', [:], 'a'),
                made('copy', 'app', [to: 'releases/4/app'], 'b'),
                made('link', 'current', [to: 'releases/4'], 'c'),
                made('permissions', 'releases/4/app', [mode: '0700'], 'd'))*.fidelity() == [Fidelity.PREDICTED] * 3 + [Fidelity.LATER]
    }

    def "what an earlier step changes in a folder is not taken for known: #form"() {
        expect:
        bench.foresee(made(form, subject, more, 'a'), made('copy', 'app', [to: 'other'], 'b'))[1].after() == ['a']

        where:
        form          | subject    | more
        'mkdir'       | 'app/x'    | [:]
        'remove'      | 'app/one'  | [:]
        'link'        | 'app/way'  | [to: 'one']
        'permissions' | 'app/one'  | [mode: '0600']
        'configure'   | 'app/.env' | [set: [A: '1']]
    }

    def "refused before anything is done: #problem"() {
        expect:
        bench.foresee(made(form, subject, more))[0].unmet()[0].contains(problem)

        where:
        form          | subject   | more                    || problem
        'copy'        | 'none'    | [to: 'x']               || 'there is no'
        'copy'        | 'app/way' | [to: 'x']               || 'is a link'
        'copy'        | 'file'    | [to: 'app']             || 'is a folder, and'
        'copy'        | 'file'    | [to: 'no/where/x']      || 'there is no folder'
        'move'        | 'none'    | [to: 'x']               || 'there is no'
        'move'        | 'app'     | [to: 'file']            || 'is a file, and'
        'link'        | 'app'     | [to: 'file']            || 'replaces only links'
        'link'        | 'x'       | [to: 'none']            || 'to lead to'
        'mkdir'       | 'file'    | [:]                     || 'no folder'
        'permissions' | 'app/way' | [mode: '0600']          || 'name what it leads to'
        'permissions' | 'file'    | [owner: 'nobody-here']  || 'there is no account'
    }

    def "arguments that make no sense are refused: #form #subject #more"() {
        when:
        bench.action(made(form, subject, more))

        then:
        thrown(Failure)

        where:
        form          | subject | more
        'copy'        | 'app'   | [to: 'app/in/app']
        'copy'        | 'app'   | [to: 'app']
        'move'        | 'app/in'| [to: 'app']
        'remove'      | '/'     | [:]
        'permissions' | 'app'   | [:]
        'permissions' | 'app'   | [mode: '888']
        'permissions' | 'app'   | [mode: '2750', recursive: true]
    }

    def "with recursive, folders can be entered and only programs are run"() {
        when:
        bench.run(made('permissions', 'app', [mode: mode, recursive: true]))

        then:
        [bits('app'), bits('app/in'), bits('app/one'), bits('app/in/two')] == modes

        where:
        mode   || modes
        '0640' || ['rwxr-x---', 'rwxr-x---', 'rw-r-----', 'rw-r-----']
        '0750' || ['rwxr-x---', 'rwxr-x---', 'rwxr-x---', 'rw-r-----']
    }

    def "a link below is left alone, wherever it leads"() {
        given:
        Files.createSymbolicLink(folder.resolve('app/out'), folder.resolve('file'))

        when:
        bench.run(made('permissions', 'app', [mode: '0600', recursive: true]))

        then:
        bits('file') == 'rw-r--r--'
    }

    @Requires({ Files.isDirectory(FileVerbsSpec.MEMORY) })
    def "to another file system it is copied whole, the old waits for accept, and the way back is exact"() {
        given:
        def elsewhere = Files.createTempDirectory(MEMORY, 'belay')
        def before = listing()
        def step = made('move', 'app', [to: "$elsewhere/app"])
        def foreseen = bench.foresee(step)[0]

        when:
        bench.run(step)

        then:
        foreseen.notes()*.text().any { it.contains('another file system') }
        !Files.exists(folder.resolve('app'))
        elsewhere.resolve('app/in/two').toFile().text == 'two'
        Files.getLastModifiedTime(elsewhere.resolve('app/one')).toMillis() == 1_600_000_000_000
        PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere.resolve('app/one'))) == 'rwxr-x---'
        kept().size() == 1

        when:
        bench.takeBack(foreseen)

        then:
        listing() == before
        !Files.exists(elsewhere.resolve('app'))

        cleanup:
        Folders.delete(elsewhere)
    }

    def "what was copied in part and killed is thrown away, and the next attempt is whole"() {
        given:
        def step = made('copy', 'app', [to: 'other'])
        def intended = bench.foresee(step)[0]
        def swap = Swap.of(new Place("$folder/other", Optional.empty()), Bench.RUN, bench.keep(step))
        write(Path.of(swap.made()).fileName.toString() + '/one', 'half')

        expect:
        bench.standing(step, intended) == Standing.NOT_STARTED

        when:
        bench.run(step)

        then:
        !Files.exists(Path.of(swap.made()))
        folder.resolve('other/one').toFile().text == 'one'
    }

    def "something that came into the place in the middle is not overwritten"() {
        given:
        def step = made('copy', 'app', [to: 'other'])
        def swap = Swap.of(new Place("$folder/other", Optional.empty()), Bench.RUN, bench.keep(step))
        Files.move(folder.resolve('other'), Path.of(swap.kept()))
        write('other/new', 'made meanwhile')

        when:
        bench.apply(step)

        then:
        def failure = thrown(Failure)
        failure.message().contains('was made again')
        folder.resolve('other/new').toFile().text == 'made meanwhile'
    }

    @IgnoreIf({ !OtherAccount.there })
    def "root gives a folder away with all that is in it, and takes it back"() {
        given:
        def before = listing()
        def step = made('permissions', 'app', [owner: OtherAccount.NAME, recursive: true])
        def foreseen = bench.foresee(step)[0]

        when:
        bench.run(step)

        then:
        Files.getOwner(folder.resolve('app/in/two')).name == OtherAccount.NAME

        when:
        bench.takeBack(foreseen)

        then:
        listing() == before
    }

    @IgnoreIf({ !OtherAccount.there })
    def "as another user, the same: #form"() {
        given:
        def theirs = OtherAccount.folder()
        ['a', 'b'].each { OtherAccount.give(Files.createDirectory(theirs.resolve(it))) }
        ['a/one', 'b/old'].each { OtherAccount.give(Files.writeString(theirs.resolve(it), it)) }
        OtherAccount.give(Files.createSymbolicLink(theirs.resolve('way'), Path.of('a')))
        def before = listing(theirs)
        def arguments = [subject: "$theirs/$subject"] + more.collectEntries { k, v -> [k, k == 'to' && form != 'link' ? "$theirs/$v" : v] }
        def step = step('theirs', form, arguments + [as: OtherAccount.NAME])
        def foreseen = bench.foresee(step)[0]

        when:
        bench.run(step)

        then:
        listing(theirs) != before
        Files.walk(theirs).withCloseable { paths -> paths.allMatch { (Files.isSymbolicLink(it) && (form != 'link' || it.toString().contains('.old-'))) || Files.getOwner(it, LinkOption.NOFOLLOW_LINKS).name == OtherAccount.NAME } }

        when:
        bench.takeBack(foreseen)

        then:
        listing(theirs) == before

        cleanup:
        Folders.delete(theirs)

        where:
        form          | subject | more
        'copy'        | 'a'     | [to: 'b']
        'move'        | 'a/one' | [to: 'b/old']
        'remove'      | 'a'     | [:]
        'link'        | 'way'   | [to: 'b']
        'mkdir'       | 'x/y'   | [mode: '0700']
        'permissions' | 'a'     | [mode: '0700', recursive: true]
    }

    @IgnoreIf({ !OtherAccount.there })
    def "root does nothing below a folder that another user can change: #form"() {
        given:
        def theirs = OtherAccount.folder()
        OtherAccount.give(Files.writeString(theirs.resolve('file'), 'theirs'))

        when:
        bench.apply(step('theirs', form, [subject: "$theirs/file"] + more.collectEntries { k, v -> [k, k == 'to' ? "$theirs/$v" : v] }))

        then:
        def failure = thrown(Failure)
        failure.message().contains('root does not write')

        cleanup:
        Folders.delete(theirs)

        where:
        form          | more
        'copy'        | [to: 'x']
        'move'        | [to: 'x']
        'remove'      | [:]
        'permissions' | [mode: '0600']
    }

    private made(String form, String subject, Map more, String id = 'only') {
        step(id, form, [subject: subject, dir: folder.toString()] + more)
    }

    private static String words(Optional<String> shown) {
        shown.orElse('nothing').replaceAll(/ [0-9a-f]{7}$/, '')
    }

    private List<String> kept() {
        Files.walk(folder).withCloseable { paths -> paths.toList().findAll { it.fileName.toString() =~ /\.(old|new)-app-/ } }
    }

    private String bits(String path) {
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)))
    }

    private void write(String path, String text) {
        Files.createDirectories(folder.resolve(path).parent)
        folder.resolve(path).toFile().text = text
    }

    private List<String> listing(Path root = folder) {
        Files.walk(root).withCloseable { paths ->
            paths.sorted().toList().findAll { it != root && !it.startsWith(folder.resolve('state')) && !(it.toString() =~ /\.(old|new)-app-/) }.collect { path ->
                def attributes = Files.readAttributes(path, 'unix:mode,uid,gid,lastModifiedTime', LinkOption.NOFOLLOW_LINKS)
                def time = Files.isRegularFile(path) ? attributes.lastModifiedTime.toInstant().truncatedTo(ChronoUnit.MICROS) : ''
                def what = Files.isSymbolicLink(path) ? Files.readSymbolicLink(path) : Files.isRegularFile(path) ? path.toFile().text : ''
                "${root.relativize(path)} ${Integer.toOctalString(attributes.mode as int)} $attributes.uid $attributes.gid $time $what".toString()
            }
        }
    }
}
