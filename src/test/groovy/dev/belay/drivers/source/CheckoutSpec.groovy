package dev.belay.drivers.source

import dev.belay.engine.Listener
import dev.belay.plan.Prediction.Fidelity
import dev.belay.testing.Bench
import dev.belay.testing.GitRepository
import dev.belay.value.Exit
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class CheckoutSpec extends Specification {

    @TempDir
    Path folder

    Bench bench
    GitRepository app
    String v1
    String v2

    def setup() {
        bench = new Bench(folder)
        app = GitRepository.init(folder.resolve('app'))
        v1 = app.commit([VERSION: '4.3.1', 'old.txt': 'old', 'same.txt': 'same'], '4.3.1')
        v2 = app.commit([VERSION: '4.4.0', 'old.txt': null, 'new/new.txt': 'new'], '4.4.0')
        app.git('checkout', '-q', '4.3.1')
    }

    private Map tag(String tag, Map more = [:]) {
        [form: 'checkout tag', subject: app.path, tag: tag] + more
    }

    def "a preview names versions and commits, and changes nothing"() {
        given:
        def before = app.look()
        def index = Files.getLastModifiedTime(app.path.resolve('.git/index'))

        when:
        def prediction = bench.predict(tag('4.4.0'))

        then:
        prediction.fidelity() == Fidelity.PREDICTED
        prediction.changes()*.subject() == [app.path as String]
        prediction.changes()[0].before().get() == "4.3.1 (${v1[0..6]})"
        prediction.changes()[0].after().get() == "4.4.0 (${v2[0..6]})"

        and:
        Files.getLastModifiedTime(app.path.resolve('.git/index')) == index
        app.look() == before
    }

    def "a run checks it out, and a second preview finds nothing to do"() {
        when:
        def ended = bench.run(tag('4.4.0'))

        then:
        ended.exit() == Exit.DONE
        app.head() == v2
        app.branch() == ''
        app.text('new/new.txt') == 'new'
        app.text('old.txt') == null

        and:
        bench.predict(tag('4.4.0')).fidelity() == Fidelity.UNCHANGED
    }

    def "an undo goes back to the commit and the branch of before"() {
        given:
        app.git('checkout', '-q', '-b', 'stable')
        def before = app.look()

        when:
        def ended = bench.run(tag('4.4.0'))

        then:
        app.branch() == ''

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        app.look() == before
        app.branch() == 'stable'
    }

    def "local changes are refused by name"() {
        given:
        app.write(VERSION: 'mine')

        when:
        def prediction = bench.predict(tag('4.4.0'))

        then:
        prediction.unmet() == ["$app.path has local changes: VERSION; commit or stash them, or lay them aside with force: true" as String]
    }

    def "at most five local changes are named"() {
        given:
        def names = ('a'..'g')
        app.commit(names.collectEntries { [it, '1'] }, '4.3.2')
        app.write(names.collectEntries { [it, '2'] })

        expect:
        bench.predict(tag('4.4.0')).unmet()[0].contains('a, b, c, d, e and 2 more')
    }

    def "with force local changes are laid aside, and an undo puts them back"() {
        given:
        app.write(VERSION: 'mine', 'old.txt': null, 'untracked.txt': 'mine too')
        def before = app.look()

        when:
        def ended = bench.run(tag('4.4.0', [force: true]))

        then:
        ended.exit() == Exit.DONE
        app.text('VERSION') == '4.4.0'
        app.text('untracked.txt') == 'mine too'
        ended.state().steps()[0].ended().get().remarks().any { it.contains('laid aside: VERSION, old.txt') }

        when: 'somebody changes a file, as an installer does'
        app.write(VERSION: 'of an installer')

        and:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        app.look() == before

        when:
        bench.engine().accept(undone.state().run(), dev.belay.engine.Listener.none())

        then:
        app.git('for-each-ref', 'refs/belay') == ''
    }

    def "a file without git's care that is in the way is refused by name; with force it is kept under another name"() {
        given:
        app.write('new/new.txt': 'mine')

        expect:
        bench.predict(tag('4.4.0')).unmet()[0].contains('would overwrite: new/new.txt')

        when:
        def ended = bench.run(tag('4.4.0', [force: true]))

        then:
        ended.exit() == Exit.DONE
        app.text('new/new.txt') == 'new'
        app.text("new/new.txt.belay-${ended.state().run()}") == 'mine'
    }

    def "an undo puts back what was moved aside, whether it was ignored or not"() {
        given:
        app.write('.git/info/exclude': "$excluded\n", 'new/new.txt': 'mine')

        when:
        def undone = bench.undo(bench.run(tag('4.4.0', [force: true])))

        then:
        undone.exit() == Exit.DONE
        app.text('new/new.txt') == 'mine'
        app.git('ls-files', '--others', '--', '*.belay-*') == ''
        undone.state().undo().get().steps()[0].ended().get().remarks() == ['put back: new/new.txt']

        where:
        excluded << ['', 'new/']
    }

    def "what was moved aside is kept until accept"() {
        given:
        app.write('new/new.txt': 'mine')
        def ended = bench.run(tag('4.4.0', [force: true]))

        when:
        bench.engine().accept(ended.state().run(), Listener.none())

        then:
        app.git('ls-files', '--others') == ''
        app.text('new/new.txt') == 'new'
    }

    def "an ignored file that the commit holds is in the way like others; what the commit lacks is not"() {
        given:
        app.write('.git/info/exclude': 'new/\nlog/\n', 'new/new.txt': 'mine', 'log/app.log': 'mine')

        expect:
        bench.predict(tag('4.4.0')).unmet()[0].contains('would overwrite: new/new.txt')

        when:
        def ended = bench.run(tag('4.4.0', [force: true]))

        then:
        ended.exit() == Exit.DONE
        app.text("new/new.txt.belay-${ended.state().run()}") == 'mine'
        app.text('log/app.log') == 'mine'
    }

    def "a tag that is not there is a requirement that is not met, with the nearest and how to fetch it"() {
        expect:
        bench.predict(tag('4.4.1')).unmet() ==
                ["$app.path has no tag '4.4.1'; the nearest tag is '4.4.0'; fetch: true fetches it from origin" as String]
    }

    def "a tag that only the remote has is fetched in the run, and the preview says so"() {
        given:
        def clone = GitRepository.clone(app, folder.resolve('clone'))
        def v3 = app.commit([VERSION: '4.5.0'], '4.5.0')
        def step = [form: 'checkout tag', subject: clone.path, tag: '4.5.0', fetch: true]

        when:
        def prediction = bench.predict(step)

        then:
        prediction.unmet() == []
        prediction.notes()*.text() == ["what the tag '4.5.0' brings along is known once it was fetched from origin"]
        prediction.changes().collect { [it.subject(), it.after().get()] } == [['refs/tags/4.5.0', v3[0..6]]]
        clone.git('tag', '--list', '4.5.0') == ''

        when:
        def ended = bench.run(step)

        then:
        ended.exit() == Exit.DONE
        clone.head() == v3
        bench.predict(step).fidelity() == Fidelity.UNCHANGED
    }

    def "what is to be fetched is looked for at its remote: #option"() {
        given:
        def clone = GitRepository.clone(app, folder.resolve('clone'))
        clone.git('remote', 'add', 'upstream', app.path.toString())

        expect:
        bench.predict([form: "checkout $variant", subject: clone.path, (variant): name, fetch: remote]).unmet() ==
                [unmet.replace('CLONE', clone.path.toString())]

        where:
        variant  | name     | remote     || unmet
        'tag'    | '4.5.0'  | 'upstreem' || "CLONE has no remote 'upstreem'; did you mean 'upstream'?"
        'tag'    | '4.5.0'  | 'github'   || "CLONE has no remote 'github'; known: origin, upstream"
        'tag'    | '4.4.1'  | true       || "origin of CLONE has no tag '4.4.1'; the nearest tag is '4.4.0'"
        'branch' | 'stablo' | 'upstream' || "upstream of CLONE has no branch 'stablo'"
        option = "$variant $name from $remote"
    }

    def "a tag that was made with a message leads to its commit"() {
        given:
        def clone = GitRepository.clone(app, folder.resolve('clone'))
        def v3 = app.commit([VERSION: '4.5.0'])
        app.git('tag', '-a', '-m', 'the release', '4.5.0')
        def step = [form: 'checkout tag', subject: clone.path, tag: '4.5.0', fetch: true]

        expect:
        bench.predict(step).changes()*.after()*.get() == [v3[0..6]]
        bench.run(step).exit() == Exit.DONE
        clone.head() == v3
    }

    def "a tag that moves at its remote is not what was shown"() {
        given:
        def clone = GitRepository.clone(app, folder.resolve('clone'))
        app.commit([VERSION: '4.5.0'], '4.5.0')
        def preview = bench.preview([form: 'checkout tag', subject: clone.path, tag: '4.5.0', fetch: true])

        when:
        app.commit([VERSION: 'another 4.5.0'])
        app.git('tag', '-f', '4.5.0')
        bench.run(preview)

        then:
        def moved = thrown(Failure)
        moved.exit() == Exit.MOVED
    }

    def "a remote that does not answer is no requirement that is not met"() {
        given:
        def clone = GitRepository.clone(app, folder.resolve('clone'))
        clone.git('remote', 'set-url', 'origin', "$folder/gone")

        when:
        def prediction = bench.predict([form: 'checkout tag', subject: clone.path, tag: '4.5.0', fetch: true])

        then:
        prediction.unmet() == []
        prediction.notes()*.text().any { it.startsWith("whether origin has the tag '4.5.0' is not known: ") }
    }

    def "asking a remote runs no program that the repository's configuration names"() {
        given:
        def clone = GitRepository.clone(app, folder.resolve('clone'))
        clone.git('config', 'remote.origin.uploadpack', "touch $folder/ran; git-upload-pack")
        clone.git('config', 'core.sshCommand', "touch $folder/ran")
        clone.git('remote', 'add', 'other', 'ssh://nobody@127.0.0.1:1/x')
        clone.git('remote', 'add', 'ext', "ext::touch $folder/ran")

        when:
        ['origin', 'other', 'ext'].each { bench.predict([form: 'checkout tag', subject: clone.path, tag: '4.5.0', fetch: it]) }

        then:
        !Files.exists(folder.resolve('ran'))
    }

    def "a branch moves forward to what was fetched of it"() {
        given:
        app.git('checkout', '-q', 'main')
        def clone = GitRepository.clone(app, folder.resolve('clone'))
        def before = clone.look()
        def v3 = app.commit([VERSION: '5'])

        when:
        def ended = bench.run([form: 'checkout branch', subject: clone.path, branch: 'main', fetch: true])

        then:
        ended.exit() == Exit.DONE
        clone.head() == v3
        clone.branch() == 'main'

        when:
        bench.undo(ended)

        then:
        clone.look() == before
    }

    def "a branch that only the remote has is made, and follows it"() {
        given:
        app.git('branch', 'stable', '4.4.0')
        def clone = GitRepository.clone(app, folder.resolve('clone'))

        when:
        def ended = bench.run([form: 'checkout branch', subject: clone.path, branch: 'stable'])

        then:
        ended.exit() == Exit.DONE
        clone.head() == v2
        clone.branch() == 'stable'
        clone.git('rev-parse', '--abbrev-ref', 'stable@{upstream}') == 'origin/stable'
    }

    def "a branch that parted from its remote is refused"() {
        given:
        app.git('checkout', '-q', 'main')
        def clone = GitRepository.clone(app, folder.resolve('clone'))
        app.commit([VERSION: 'theirs'])
        clone.commit([VERSION: 'ours'])
        clone.git('fetch', '-q')

        expect:
        bench.predict([form: 'checkout branch', subject: clone.path, branch: 'main']).unmet()[0]
                .contains("has commits that origin lacks, and the other way round")
    }

    def "a commit is found by the first digits of its hash"() {
        when:
        def ended = bench.run([form: 'checkout commit', subject: app.path, commit: v2[0..8]])

        then:
        ended.exit() == Exit.DONE
        app.head() == v2
    }

    def "submodules are brought along"() {
        given:
        def part = GitRepository.init(folder.resolve('part'))
        part.commit([part: '1'], '1')
        def host = GitRepository.init(folder.resolve('host'))
        host.git('submodule', '--quiet', 'add', part.path as String, 'part')
        host.commit([:], '1.0')
        def moved = part.commit([part: '2'], '2')
        new GitRepository(host.path.resolve('part')).with { git('fetch', '-q', '--tags'); git('checkout', '-q', moved) }
        host.commit([:], '2.0')
        host.git('checkout', '-q', '1.0')
        host.git('submodule', '--quiet', 'update')

        when:
        def ended = bench.run([form: 'checkout tag', subject: host.path, tag: '2.0'])

        then:
        ended.exit() == Exit.DONE
        host.text('part/part') == '2'

        when:
        bench.undo(ended)

        then:
        host.text('part/part') == '1'
    }

    def "two checkouts of one work tree are both foreseen, and so is the version between them"() {
        given:
        app.commit([VERSION: '4.5.0'], '4.5.0')
        app.git('checkout', '-q', '4.3.1')

        when:
        def preview = bench.preview(tag('4.4.0'), [form: 'installed git', git: app.path], tag('4.5.0'))

        then:
        preview.predictions()*.fidelity() == [Fidelity.PREDICTED, Fidelity.CHECK, Fidelity.PREDICTED]
        preview.predictions()[1].result().get().text() == '4.4.0'
        preview.predictions()[2].changes()[0].after().get().startsWith('4.5.0')

        and:
        bench.engine().run(preview, dev.belay.engine.Choices.standard(), dev.belay.engine.Listener.none()).exit() == Exit.DONE
    }

    def "#what is no work tree of git, and the preview says so"() {
        given:
        Files.createDirectory(folder.resolve('plain'))
        Files.createDirectory(app.path.resolve('inside'))

        expect:
        bench.predict([form: 'checkout tag', subject: folder.resolve(path), tag: '1']).unmet()[0].contains(says)

        where:
        what                     | path         || says
        'a folder that is not'   | 'none'       || 'there is no folder'
        'a plain folder'         | 'plain'      || 'is no git repository'
        'a folder inside of one' | 'app/inside' || 'is no git repository of its own'
    }

    def "a lock of git is a requirement that is not met"() {
        given:
        Files.createFile(app.path.resolve('.git/index.lock'))

        expect:
        bench.predict(tag('4.4.0')).unmet()[0].contains('is locked')
    }

    def "a work tree of another user is changed as that user"() {
        given:
        chown('nobody')

        when:
        def ended = bench.run(tag('4.4.0'))

        then:
        ended.exit() == Exit.DONE
        Files.getOwner(app.path.resolve('new/new.txt')).name == 'nobody'

        cleanup:
        chown('root')
    }

    private void chown(String user) {
        assert ['chown', '-R', user, folder.toString()].execute().waitFor() == 0
        assert ['chmod', 'a+rx', folder.toString()].execute().waitFor() == 0
    }
}
