package dev.belay.drivers.files

import static dev.belay.engine.Bench.step

import dev.belay.plan.Prediction
import dev.belay.engine.Bench
import dev.belay.value.Failure
import dev.belay.value.SecretText
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

class ConfigureSpec extends Specification {

    static final SecretText PASSWORD = SecretText.secret('APP_DB_PASSWORD')

    @TempDir
    Path folder

    def bench
    def env

    def setup() {
        bench = new Bench(folder.resolve('state'), [new FilesDriver()], [APP_DB_PASSWORD: "hunter'2"])
        env = Files.createDirectory(folder.resolve('app')).resolve('.env').toFile()
    }

    def "shows each key with the value before and after, and makes it so"() {
        given:
        env.text = '# the database\nDB_HOST=old.example.org\n\nDB_PORT=5432\nLEGACY=1\n'
        def step = configure(set: [DB_HOST: 'new.example.org', DB_PORT: 5432, DEBUG: false], remove: ['LEGACY'])

        when:
        def prediction = bench.foresee(step)[0]
        bench.run(step)

        then:
        shown(prediction) == [
                '~ .env DB_HOST: old.example.org -> new.example.org',
                '+ .env DEBUG: -> false',
                '- .env LEGACY: 1 ->',
        ]
        prediction.fidelity() == Prediction.Fidelity.PREDICTED
        env.text == '# the database\nDB_HOST=new.example.org\n\nDB_PORT=5432\nDEBUG=false\n'
    }

    def "a second time there is nothing to do, and the file is not touched"() {
        given:
        env.text = 'A=1\nDB_PASS=x\n'
        def step = configure(set: [A: 2, DB_PASS: PASSWORD], remove: ['B'])
        bench.run(step)
        def before = Files.readAttributes(env.toPath(), 'unix:ino,lastModifiedTime')

        when:
        def again = bench.foresee(step)[0]
        bench.apply(step)

        then:
        again.fidelity() == Prediction.Fidelity.UNCHANGED
        again.changes().empty
        Files.readAttributes(env.toPath(), 'unix:ino,lastModifiedTime') == before
    }

    def "the way back brings back every byte, the mode, and the absence of a file"() {
        given:
        if (content != null) {
            env.bytes = content.getBytes('UTF-8')
            Files.setPosixFilePermissions(env.toPath(), PosixFilePermissions.fromString('rw-r-----'))
        }
        def step = configure(set: [A: 'two words', DB_PASS: PASSWORD], mode: '600')
        def prediction = bench.foresee(step)[0]

        when: 'it is tried twice, as after a crash'
        bench.run(step)
        bench.apply(step)

        then:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(env.toPath())) == 'rw-------'

        when:
        bench.takeBack(prediction)

        then:
        Files.exists(env.toPath()) == (content != null)
        content == null || env.getText('UTF-8') == content
        content == null || PosixFilePermissions.toString(Files.getPosixFilePermissions(env.toPath())) == 'rw-r-----'

        where:
        content << ['A=1\r\n#x', '', 'ÄÖ=é\nA="1"\n', null]
    }

    def "a way back that was taken has nothing left to do"() {
        given:
        env.text = 'A=1\n'
        def step = configure(set: [A: 2])
        def prediction = bench.foresee(step)[0]
        bench.run(step)
        def undo = bench.takeBack(prediction)

        expect:
        bench.foresee(undo as dev.belay.plan.Step[])*.fidelity() == [Prediction.Fidelity.UNCHANGED]
    }

    def "a step that never came to change the file has nothing to take back"() {
        given:
        env.text = 'A=1\n'
        def prediction = bench.foresee(configure(set: [A: 2]))[0]

        when:
        bench.takeBack(prediction)

        then:
        env.text == 'A=1\n'
    }

    def "a change that fails keeps nothing: what is there by the next attempt is what goes back"() {
        given:
        env.text = 'A=1\n'
        def step = configure(set: [A: 2])
        def place = new Place(env.path, Optional.empty())

        when:
        Kept.around(bench.work(step), place) { throw Failure.failed('no space left on device') }

        then:
        thrown(Failure)

        when:
        env.text = 'A=7\n'
        def prediction = bench.foresee(step)[0]
        bench.run(step)
        bench.takeBack(prediction)

        then:
        env.text == 'A=7\n'
    }

    def "mode and owner stay as they were"() {
        given:
        env.text = 'A=1\n'
        Files.setPosixFilePermissions(env.toPath(), PosixFilePermissions.fromString('rw-rw----'))
        def owner = Files.getOwner(env.toPath())

        when:
        bench.run(configure(set: [A: 2]))

        then:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(env.toPath())) == 'rw-rw----'
        Files.getOwner(env.toPath()) == owner
    }

    def "a missing file is copied from its example, and then set"() {
        given:
        def example = folder.resolve('app/.env.example').toFile()
        example.text = '# copy me\nDB_HOST=localhost\nAPI_KEY=change-me\nDEBUG=false\n'
        def step = configure(from: '.env.example', set: [DB_HOST: 'db'])

        when:
        def prediction = bench.foresee(step)[0]
        bench.run(step)

        then:
        shown(prediction) == [
                '+ .env API_KEY: -> a hidden value',
                '+ .env DEBUG: -> false',
                "+ $env: -> file",
                '+ .env DB_HOST: -> db',
        ]
        env.text == '# copy me\nDB_HOST=db\nAPI_KEY=change-me\nDEBUG=false\n'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(env.toPath())) == PosixFilePermissions.toString(Files.getPosixFilePermissions(example.toPath()))
    }

    def "an existing file gets nothing from the example, but is told what it lacks"() {
        given:
        folder.resolve('app/.env.example').toFile().text = 'A=1\nB=2\nC=3\nD=4\n'
        env.text = 'A=9\n'
        def step = configure(from: '.env.example', set: [B: 5], remove: ['D'])

        when:
        def prediction = bench.foresee(step)[0]
        bench.run(step)

        then:
        prediction.notes()*.text() == ['.env.example also has, and .env lacks: C']
        env.text == 'A=9\nB=5\n'
    }

    def "a second step sees what the first one makes of a file that is not there yet"() {
        given:
        folder.resolve('app/.env.example').toFile().text = 'HOST=localhost\nPORT=1\n'
        def first = configure(from: '.env.example', set: [PORT: 2])
        def second = step('second', 'configure', [subject: '.env', dir: "$folder/app", set: [HOST: 'db', PORT: 2]])

        when:
        def predictions = bench.foresee(first, second)
        bench.run(first)
        bench.run(second)

        then:
        shown(predictions[1]) == ['~ .env HOST: localhost -> db']
        env.text == 'HOST=db\nPORT=2\n'
    }

    def "a secret is set, and its value shows nowhere: #key"() {
        given:
        env.text = "A=1\n$key=$old\n"
        def step = configure(set: [(key): value])

        when:
        def prediction = bench.foresee(step)[0]
        bench.run(step)

        then:
        shown(prediction) == ["~ .env $key: a hidden value -> $after"]
        !prediction.toString().contains('hunter')
        !prediction.toString().contains(old)
        env.text == "A=1\n$key=$written\n"

        where:
        key            | old         | value                                                       || after                  | written
        'DB_PASS'      | 'oldsecret' | PASSWORD                                                    || 'secret APP_DB_PASSWORD' | "\"hunter'2\""
        'DATABASE'     | 'oldsecret' | PASSWORD                                                    || 'secret APP_DB_PASSWORD' | "\"hunter'2\""
        'DATABASE_URL' | 'oldsecret' | SecretText.plain('pg://u:').plus(PASSWORD).plus(SecretText.plain('@h/d')) || '***' | "\"pg://u:hunter'2@h/d\""
        'API_TOKEN'    | 'oldsecret' | 'plain-in-the-script'                                       || '***'                  | 'plain-in-the-script'
    }

    def "whether a secret changes is told without showing it"() {
        given:
        env.text = "DB_PASS=\"hunter'2\"\n"

        when:
        def prediction = bench.foresee(configure(set: [DB_PASS: PASSWORD]))[0]

        then:
        prediction.fidelity() == Prediction.Fidelity.UNCHANGED
        !prediction.toString().contains('hunter')
    }

    def "a secret that cannot be had is told before the run: #was"() {
        given:
        env.text = was

        when:
        def prediction = bench.foresee(configure(set: [TOKEN: SecretText.secret('MISSING')]))[0]

        then:
        prediction.fidelity() == Prediction.Fidelity.UNSEEN
        prediction.notes()*.text() == ["no value for the secret 'MISSING' from the environment variable MISSING: it is not set"]

        where:
        was << ['', 'TOKEN=old\n']
    }

    def "two steps that set one key to two secrets are both foreseen as changes"() {
        given:
        env.text = 'DB_PASS=x\n'
        def other = SecretText.secret('OTHER')
        def second = step('second', 'configure', [subject: '.env', dir: "$folder/app", set: [DB_PASS: other]])

        expect:
        bench.foresee(configure(set: [DB_PASS: PASSWORD]), second).collectMany { shown(it) } == [
                '~ .env DB_PASS: a hidden value -> secret APP_DB_PASSWORD',
                '~ .env DB_PASS: secret APP_DB_PASSWORD -> secret OTHER',
        ]
    }

    def "a login in an address is hidden in what was there"() {
        given:
        env.text = 'DATABASE=postgres://joe:geheim@db/app\n'

        expect:
        shown(bench.foresee(configure(set: [DATABASE: 'sqlite']))[0]) == ['~ .env DATABASE: postgres://joe:***@db/app -> sqlite']
    }

    def "a key that stands twice: the last counts, and the reader is told"() {
        given:
        env.text = 'A=1\nA=2\n'
        def step = configure(set: [A: 3])

        when:
        def prediction = bench.foresee(step)[0]
        bench.run(step)

        then:
        shown(prediction) == ['~ .env A: 2 -> 3']
        prediction.notes()*.text() == ['A stands 2 times in .env; the last one counts, and is set']
        env.text == 'A=1\nA=3\n'
    }

    def "arguments that make no sense are refused: #problem"() {
        when:
        bench.action(step('x', 'configure', arguments))

        then:
        def failure = thrown(Failure)
        failure.message().contains(problem)

        where:
        arguments                                                      || problem
        [subject: '/x/app.toml', set: [A: 1]]                          || 'another format'
        [subject: '/x/settings.py', set: [A: 1]]                       || 'another format'
        [subject: '/x/app.service', set: [User: 'x']]                  || "'User' names no section"
        [subject: '.env', set: [A: 1]]                                 || 'relative path'
        [subject: '/x/.env', set: ['A B': 1]]                          || "'A B'"
        [subject: '/x/.env', set: [A: 1], remove: ['A']]               || 'both set and removed'
        [subject: '/x/.env', set: [A: 1], mode: '999']                 || "'999' is not a mode"
    }

    def "what cannot be done is told before anything is done: #problem"() {
        given:
        prepare.call(folder.resolve('app'))

        when:
        def prediction = bench.foresee(configure(arguments))[0]

        then:
        prediction.unmet().size() == 1
        prediction.unmet()[0].contains(problem)

        where:
        arguments                             | prepare                                                                             || problem
        [set: [A: 1], from: 'gone.example']   | { }                                                                                 || 'nor its example'
        [set: [A: 1]]                         | { Files.createDirectory(it.resolve('.env')) }                                       || 'is not a plain file but a folder'
        [set: [A: 1]]                         | { Files.createSymbolicLink(it.resolve('.env'), Path.of('shared.env')) }            || 'is not a plain file but a link'
        [set: [A: 1]]                         | { it.resolve('.env').toFile().text = '[section]\n' }                                || 'line 1 is not one of an env file'
        [set: [A: 'it\'s "x"']]               | { it.resolve('.env').toFile().text = '' }                                           || 'cannot be written'
    }

    def "#name: shown, set, kept, taken back, with mode and owner as they were"() {
        given:
        def file = folder.resolve("app/$name")
        Files.writeString(file, before)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-r-----'))
        def step = step('configure', 'configure', [subject: name, dir: "$folder/app", set: set, remove: remove])

        when:
        def prediction = bench.foresee(step)[0]
        bench.run(step)

        then:
        shown(prediction) == changes.collect { it.replace('FILE', name) }
        Files.readString(file) == after
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) == 'rw-r-----'
        !prediction.toString().contains('hunter')
        !prediction.toString().contains('geheim')

        and: 'a second time there is nothing to do'
        bench.foresee(step)[0].fidelity() == Prediction.Fidelity.UNCHANGED

        when:
        bench.takeBack(prediction)

        then:
        Files.readString(file) == before

        where:
        name             | before
        'app.ini'        | '[db]\nhost = a ; why not\nport = 1\npassword = geheim\nold = 1\n'
        'app.properties' | 'db.port = 1\ndb.password=geheim\ndb.old=1\n'
        'config.yaml'    | '# why\ndb:\n  port: 1 # the port\n  password: geheim\n  old: 1\n'
        'config.json'    | '{\n  "db": {"port": 1, "password": "geheim", "old": 1}\n}\n'
        'app.service'    | '[db]\nport=1\npassword=geheim\nold=1\n'
        and:
        set << [[('db.port'): 2, ('db.password'): PASSWORD, ('db.new'): '3']] * 5
        remove << [['db.old']] * 5
        changes << [
            ['~ FILE db.port: 1 -> 2', '~ FILE db.password: a hidden value -> secret APP_DB_PASSWORD', '+ FILE db.new: -> 3', '- FILE db.old: 1 ->'],
            ['~ FILE db.port: 1 -> 2', '~ FILE db.password: a hidden value -> secret APP_DB_PASSWORD', '+ FILE db.new: -> 3', '- FILE db.old: 1 ->'],
            ['~ FILE db.port: 1 -> 2', '~ FILE db.password: a hidden value -> secret APP_DB_PASSWORD', "+ FILE db.new: -> '3'", '- FILE db.old: 1 ->'],
            ['~ FILE db.port: 1 -> 2', '~ FILE db.password: a hidden value -> secret APP_DB_PASSWORD', "+ FILE db.new: -> '3'", '- FILE db.old: 1 ->'],
            ['~ FILE db.port: 1 -> 2', '~ FILE db.password: a hidden value -> secret APP_DB_PASSWORD', '+ FILE db.new: -> 3', '- FILE db.old: 1 ->'],
        ]
        after << [
            "[db]\nhost = a ; why not\nport = 2\npassword = hunter'2\nnew = 3\n",
            "db.port = 2\ndb.password=hunter'2\ndb.new = 3\n",
            "# why\ndb:\n  port: 2 # the port\n  password: 'hunter''2'\n  new: '3'\n",
            "{\n  \"db\": {\"port\": 2, \"password\": \"hunter'2\", \"new\": \"3\"}\n}\n",
            "[db]\nport=2\npassword=hunter'2\nnew=3\n",
        ]
    }

    def "an edit that is not safe is told before anything is done"() {
        given:
        def file = Files.writeString(folder.resolve('app/config.yaml'), 'a: &x 1\nb: *x\n')

        when:
        def prediction = bench.foresee(step('configure', 'configure', [subject: 'config.yaml', dir: "$folder/app", set: [a: 2]]))[0]

        then:
        prediction.unmet() == ["$file, line 1: a cannot be changed safely: it has an anchor, by which it may be repeated; change it by hand" as String]
    }

    private configure(Map arguments) {
        step('configure-env', 'configure', [subject: '.env', dir: "$folder/app"] + arguments)
    }

    private static List<String> shown(Prediction prediction) {
        prediction.changes().collect { "${it.sign()} ${it.subject()}: ${it.before().orElse('')} -> ${it.after().orElse('')}"
                .replace(':  ->', ': ->').trim().toString() }
    }
}
