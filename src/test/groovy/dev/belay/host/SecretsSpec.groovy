package dev.belay.host

import dev.belay.testing.OtherAccount
import dev.belay.value.Exit
import dev.belay.value.Failure
import dev.belay.value.SecretText
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.IgnoreIf
import spock.lang.Specification
import spock.lang.TempDir

/** Where secrets come from, and that their values stay out of sight. */
class SecretsSpec extends Specification {

    @TempDir
    Path folder

    List<String> questions = []

    Secrets secrets(Map<String, SecretSource> sources, Map<String, String> environment = [:]) {
        new Secrets(sources, environment, { questions << it; 'answered' })
    }

    Path file(String content, String permissions = 'rw-------') {
        def file = folder.resolve('secret')
        Files.writeString(file, content)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions))
    }

    def "a secret that nothing declares is the variable of its name"() {
        expect:
        secrets([:], [DB_PASSWORD: 'opensesame']).value('DB_PASSWORD') == 'opensesame'
        secrets([db: new SecretSource.Variable('PGPASSWORD')], [PGPASSWORD: 'other']).value('db') == 'other'
    }

    def "a file gives its first line, a command the first it prints, a person an answer"() {
        expect:
        secrets([db: new SecretSource.OwnersFile(file('opensesame\nnot this\n').toString())]).value('db') == 'opensesame'
        secrets([db: new SecretSource.Program(['sh', '-c', 'echo opensesame; echo more'])]).value('db') == 'opensesame'
        secrets([db: new SecretSource.Question('Password of the database?')]).value('db') == 'answered'
        questions == ['Password of the database?']
    }

    def "a value is looked for when it is first needed, and once"() {
        given:
        def counter = folder.resolve('counter')
        def some = secrets([db: new SecretSource.Program(['sh', '-c', "echo x >> $counter; echo opensesame".toString()])])

        expect:
        !Files.exists(counter)

        when:
        2.times { some.reveal(SecretText.secret('db')) }
        some.check('db')

        then:
        Files.readAllLines(counter).size() == 1
    }

    def "a missing value names the secret, its source and what to do: #source"() {
        when:
        secrets([db: source]).check('db')

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.UNMET
        failure.message().startsWith("no value for the secret 'db' from ")
        failure.message().contains(why)
        failure.remedies().any { it.contains(remedy) }

        where:
        source                                          | why                                           | remedy
        new SecretSource.Variable('PGPASSWORD')         | 'the environment variable PGPASSWORD: it is not set' | 'export PGPASSWORD'
        new SecretSource.OwnersFile('/no/where')        | 'the file /no/where: it does not exist'       | 'make the file'
        new SecretSource.Program(['sh', '-c', 'exit 3']) | 'exit code 3'                                | 'try it by hand: sh -c'
        new SecretSource.Program(['true'])              | 'it is empty'                                 | 'put the value there'
        new SecretSource.Program(['belay-no-such'])     | 'the command belay-no-such'                   | 'try it by hand'
    }

    def "a file that others can read is refused: #permissions"() {
        when:
        secrets([db: new SecretSource.OwnersFile(file('x', permissions).toString())]).check('db')

        then:
        def failure = thrown(Failure)
        failure.message().contains('others than its owner can read it')
        failure.remedies()[0].startsWith('chmod 600 ')

        where:
        permissions << ['rw-r-----', 'rw----r--', 'rw--w----']
    }

    @IgnoreIf({ !OtherAccount.there })
    def "a file of somebody else is refused"() {
        when:
        secrets([db: new SecretSource.OwnersFile(OtherAccount.give(file('x')).toString())]).check('db')

        then:
        def failure = thrown(Failure)
        failure.message().contains("it belongs to ${OtherAccount.NAME}")
    }

    def "no value is masked before it was revealed, every one after"() {
        given:
        def some = secrets([:], [A: 'opensesame', B: 'open'])

        expect:
        some.mask('opensesame') == 'opensesame'

        when:
        ['A', 'B'].each { some.value(it) }

        then:
        some.mask('x opensesame y open z') == 'x *** y *** z'
    }

    def "masking #value in '#text'"() {
        expect:
        Masking.none().and(value).mask(text) == masked

        where:
        value          | text                       || masked
        'pa ss/wörd'   | 'postgres://u:pa+ss%2Fw%C3%B6rd@h/d' || 'postgres://u:***@h/d'
        'pa ss/wörd'   | 'u:pa%20ss%2Fw%C3%B6rd@h'  || 'u:***@h'
        'one1\ntwo2\n' | 'a two2 b'                 || 'a *** b'
        'one1\ntwo2\n' | 'one1\ntwo2\n'             || '***'
        'ab'           | 'about'                    || 'about'
        'abcd'         | 'abc abcd'                 || 'abc ***'
    }
}
