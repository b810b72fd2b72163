package dev.belay.journal

import static dev.belay.journal.Records.AT
import static dev.belay.journal.Records.shown

import dev.belay.plan.OnFailure
import dev.belay.plan.Plan
import dev.belay.plan.Samples
import dev.belay.plan.Site
import dev.belay.value.Exit
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class StateFolderSpec extends Specification {

    static final Plan PLAN = Samples.plan('a')

    @TempDir
    Path folder

    def "a site's state lies where the site file says"() {
        given:
        def state = folder.resolve('state')

        expect:
        place(folder.resolve('system')).of(site(state.toString())) == state
        !Files.exists(state)
    }

    def "without a word of the site file it lies in the system's folder, where that can be made"() {
        expect:
        place(folder.resolve('lib/belay')).of(site()) == folder.resolve('lib/belay/gis.example.org')
        Files.list(folder).count() == 0
    }

    def "where it cannot be made, it lies in the user's own folder: #environment"() {
        given:
        Files.createFile(folder.resolve('file'))
        def variables = environment.collectEntries { name, value -> [name, value.replace('~', folder.toString())] }

        expect:
        new StatePlace(folder.resolve('file/belay'), variables).of(site()) == folder.resolve(expected)

        where:
        environment                                 | expected
        [XDG_STATE_HOME: '~/xdg', HOME: '~/home']   | 'xdg/belay/gis.example.org'
        [HOME: '~/home']                            | 'home/.local/state/belay/gis.example.org'
        [XDG_STATE_HOME: 'relative', HOME: '~/home'] | 'home/.local/state/belay/gis.example.org'
        [XDG_STATE_HOME: '', HOME: '~/home']        | 'home/.local/state/belay/gis.example.org'
    }

    def "a folder that cannot hold the state is refused: #why"() {
        given:
        def state = folder.resolve('state')
        prepare(state)

        when:
        SiteLock.take(StateFolder.at(state), 'anna@gis', '', 'run')

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.UNMET
        failure.message() == "the state of the site cannot be kept in $state: $why"
        !failure.remedies().empty

        where:
        why                       | prepare
        'it is not a folder'      | { Files.createFile(it) }
        'it is not a folder'      | { Files.createSymbolicLink(it, Path.of('/nowhere')) }
        'others can write to it'  | { Files.createDirectory(it).with { made -> Files.setPosixFilePermissions(made, PosixFilePermissions.fromString('rwxrwxrwx')) } }
    }

    def "a state below something that is no folder is refused"() {
        given:
        Files.createFile(folder.resolve('file'))

        when:
        SiteLock.take(StateFolder.at(folder.resolve('file/state')), 'anna@gis', '', 'run')

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.UNMET
        failure.message().endsWith('it cannot be made')
    }

    def "a name of a site that is no name of a folder is refused: '#name'"() {
        when:
        place(folder).of(new Site(name, false, Optional.empty(), false))

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.WRONG

        where:
        name << ['', '..', '.hidden', 'a/b', 'a\0b', 'x' * 101]
    }

    def "a folder that a site file names must be absolute"() {
        when:
        place(folder).of(site('state'))

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.WRONG
    }

    def "runs that cannot be looked at are no reason to say that there are none; an id can still be thought of"() {
        given:
        def site = StateFolder.at(folder.resolve('site'))
        Files.createFile(site.path())

        expect:
        site.freshId('app') ==~ /app-[0-9a-f]{4}/

        when:
        site.runs()

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.UNMET
        failure.message().startsWith("${site.path()} cannot be used: ")
    }

    def "only its owner can read what is kept, and all can see that a site has a state"() {
        given:
        def site = StateFolder.at(folder.resolve('lib/belay/site'))
        def run = site.create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        run.say('a-1', 'hello')
        run.kept('a')

        expect:
        modes(folder.resolve('lib/belay')) == 'rwxr-xr-x'
        below(site.path()).findAll { Files.isDirectory(it) }.every { modes(it) == 'rwx------' }
        below(site.path()).findAll { !Files.isDirectory(it) }.every { modes(it) == 'rw-------' }
        below(run.path()).collect { run.path().relativize(it).toString() }.toSorted() ==
            ['', 'journal.jsonl', 'kept', 'kept/a', 'plan.json', 'reserve', 'steps', 'steps/a-1', 'steps/a-1/said.log']
    }

    def "what was kept goes, the journal stays"() {
        given:
        def run = StateFolder.at(folder).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        run.say('a-1', 'hello')
        def outside = Files.createFile(folder.resolve('outside'))
        Files.createSymbolicLink(run.kept('a').resolve('link'), folder)

        when:
        run.clear()
        run.clear()

        then:
        below(run.path()).collect { run.path().relativize(it).toString() }.toSorted() == ['', 'journal.jsonl', 'plan.json', 'reserve']
        Files.exists(outside)
        run.read().run() == 'app-7f3a'
    }

    def "an id is the name of the application, shortened, and four digits: #application"() {
        expect:
        StateFolder.at(folder).freshId(application) ==~ /$name-[0-9a-f]{4}/

        where:
        application               | name
        'nextgisweb'              | 'nextgisweb'
        'Esup-Pod 4'              | 'esup-pod-4'
        'a very long application' | 'a-very-long'
        '日本'                    | 'run'
        '../x'                    | 'x'
    }

    def "runs are ordered by their number, whatever their ids and clocks say"() {
        given:
        def site = StateFolder.at(folder)
        ['app-bbbb', 'app-aaaa', 'app-cccc'].each { closed(site, it) }

        expect:
        site.runs()*.id() == ['app-cccc', 'app-aaaa', 'app-bbbb']
        site.runs()*.opened()*.number() == [3, 2, 1]
        site.newest().get().id() == 'app-cccc'
        site.openRun().empty
    }

    def "an open run is in the way of another"() {
        given:
        def site = StateFolder.at(folder)
        closed(site, 'app-0001')
        def run = site.create(shown(PLAN, 'app-0002'), OnFailure.STOP, 'anna@gis', '0.1.0')

        expect:
        site.openRun().get().id() == run.id()

        when:
        site.create(shown(PLAN, 'app-0003'), OnFailure.STOP, 'ben@gis', '0.1.0')

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.BLOCKED
        failure.message().contains('app-0002')
        site.runs().size() == 2
    }

    def "a plan runs once"() {
        given:
        def site = StateFolder.at(folder)
        closed(site, 'app-0001')

        when:
        site.create(shown(PLAN, 'app-0001'), OnFailure.STOP, 'anna@gis', '0.1.0')

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.MOVED
        failure.message().contains('app-0001')
    }

    def "a run is found by #id"() {
        given:
        def site = StateFolder.at(folder)
        ['app-0a01', 'app-0b02', 'tool-0a03'].each { closed(site, it) }

        expect:
        site.find(id).id() == found

        where:
        id         | found
        'app-0a01' | 'app-0a01'
        'app-0a'   | 'app-0a01'
        '0b02'     | 'app-0b02'
        't'        | 'tool-0a03'
    }

    def "a run that cannot be told is refused: '#id'"() {
        given:
        def site = StateFolder.at(folder)
        ['app-0a01', 'app-0b02'].each { closed(site, it) }

        when:
        site.find(id)

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.WRONG
        failure.message().startsWith(message)
        failure.remedies() == [remedy]

        where:
        id         | message                                          | remedy
        'app'      | "'app' may be any of app-0a01, app-0b02"         | 'say more of its id'
        ''         | "'' may be any of app-0a01, app-0b02"            | 'say more of its id'
        'app-0a1'  | "there is no run 'app-0a1' in "                  | 'did you mean app-0a01?'
        'ap-0b02'  | "there is no run 'ap-0b02' in "                  | 'did you mean app-0b02?'
        'nextgis'  | "there is no run 'nextgis' in "                  | 'belay status lists the runs'
        '../../x'  | "there is no run '../../x' in "                  | 'belay status lists the runs'
    }

    def "what a crash left of a run that never began is no run, and goes when the next begins"() {
        given:
        def site = StateFolder.at(folder)
        closed(site, 'app-0001')
        def left = Files.createDirectories(folder.resolve('runs/.app-7f3a'))
        Files.writeString(left.resolve('plan.json'), '{')

        expect:
        site.runs()*.id() == ['app-0001']

        when:
        site.create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')

        then:
        site.runs()*.id() == ['app-7f3a', 'app-0001']
        !Files.exists(left)
    }

    def "a full disk leaves no run behind (#space bytes)"() {
        given:
        def disk = new ForgetfulStorage(capacity: space)
        def site = new StateFolder(Path.of('/site'), disk)

        when:
        site.create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')

        then:
        def failure = thrown(Failure)
        failure.message().contains('No space left on device')
        site.runs().empty

        where:
        space << [0, 100, 10_000, Reserve.SIZE, Reserve.SIZE + 500]
    }

    def "a clock that jumps changes nothing"() {
        given:
        def run = StateFolder.at(folder).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        def early = new Entry.Intended(Instant.EPOCH, 'a', 1, 'a-1', Samples.prediction('a'))
        run.open().withCloseable { it.append(new Entry.Resumed(Instant.parse('2100-01-01T00:00:00Z'), 'ben', 1)); it.append(early) }

        expect:
        run.entries().last() == early
        run.read().steps()[0].status() == RunState.Status.BEGUN
    }

    private StatePlace place(Path system) {
        new StatePlace(system, [HOME: folder.toString()])
    }

    private static Site site(String state = null) {
        new Site('gis.example.org', false, Optional.ofNullable(state), false)
    }

    private static RunFolder closed(StateFolder site, String id) {
        def run = site.create(shown(PLAN, id), OnFailure.STOP, 'anna@gis', '0.1.0')
        run.open().withCloseable { it.append(new Entry.Abandoned(AT, 'anna@gis', '')) }
        run
    }

    private static List<Path> below(Path path) {
        Files.walk(path).withCloseable { it.toList() }
    }

    private static String modes(Path path) {
        PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
    }

    def "two first runs may make the folders at the same time"() {
        given: 'each folder is made by another between the look and the making'
        def real = new LocalStorage()
        def storage = [exists: { false }, createParents: { real.createParents(it) }, forceFolder: { real.forceFolder(it) },
            createFolder: { real.createFolder(it); real.createFolder(it) }] as Storage

        when:
        new StateFolder(folder.resolve('var/lib/belay/site'), storage).prepare()

        then:
        Files.isDirectory(folder.resolve('var/lib/belay/site/runs'))
    }
}
