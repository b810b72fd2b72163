package dev.belay.script

import dev.belay.expr.Value
import dev.belay.plan.Secret
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A site file says what differs from machine to machine; the command line has the last word. */
class SiteFileSpec extends Specification {

    static final String SCRIPT = '''\
        upgrade 'app', to: '2.0', failure: 'undo'
        param 'home', default: '/home/app'
        param 'docker', default: false
        param 'count', default: 3
        param 'tags', default: ['a']
        param 'packages', default: [app: '2.0']
        param 'wait', default: 2.minutes
        database 'main', postgresql: 'localhost/app', password: secret('DB')
        sh 'true', dir: "$home/run"
        '''.stripIndent()

    @TempDir Path folder

    def "a site file names the site, sets parameters, replaces things whole and says where secrets come from"() {
        when:
        def plan = new Sample(folder).load(SCRIPT, '''\
            site 'gis.example.org', app: 'app', production: true, state: '/srv/belay', askApplication: true
            secret 'SITE', file: '/etc/belay/site.password'
            database 'main', postgresql: 'db.example.org/app', user: 'app', password: secret('SITE')
            set home: '/srv/app'
            set '2.0', packages: [app: '2.0', more: '1.1']
            set '3.0', packages: [app: '3.0'], unknown: 1
            '''.stripIndent())

        then:
        plan.site().name() == 'gis.example.org'
        plan.site().production()
        plan.site().state().get() == '/srv/belay'
        plan.site().asksApplication()
        plan.onFailure().name() == 'UNDO'
        plan.resources().size() == 1
        plan.resources()[0].arguments().postgresql == Value.of('db.example.org/app')
        plan.secrets() == [new Secret('SITE', new Secret.FromFile('/etc/belay/site.password'))]
        plan.parameters().home == Value.of('/srv/app')
        plan.parameters().packages.entries().keySet() == ['app', 'more'] as Set
        plan.steps()[0].arguments().dir.value() == Value.of('/srv/app/run')
        plan.sources()*.path()*.tokenize('/')*.last() == ['script.groovy', 'site.groovy']
    }

    def "a parameter of the command line is read by the kind of its default: #name=#text"() {
        expect:
        new Sample(folder).load(SCRIPT, "site 'x', app: 'app'\nset home: '/srv'\n", [(name): text]).parameters()[name] == value

        where:
        name       | text                || value
        'home'     | '/opt'              || Value.of('/opt')
        'docker'   | 'true'              || Value.of(true)
        'count'    | '12'                || Value.of(12)
        'tags'     | 'a, b'              || Value.texts(['a', 'b'])
        'tags'     | "['x']"             || Value.texts(['x'])
        'packages' | "[app: '1']"        || new Value.Entries([app: Value.of('1')])
        'wait'     | '5.minutes'         || new Value.Span(java.time.Duration.ofMinutes(5))
    }

    def "#what is refused"() {
        expect:
        new Sample(folder).mistakes(SCRIPT, site, parameters) == [mistake]

        where:
        what                         | site                                           | parameters       || mistake
        'another application'        | "site 'x', app: 'other'"                       | [:]              || "1:16: this site file is for 'other', the script upgrades 'app'"
        'a misspelt parameter'       | "site 'x', app: 'app'\nset hoem: '/x'"         | [:]              || "2:5: the script has no parameter 'hoem'; did you mean 'home'?"
        'a parameter of another kind' | "site 'x', app: 'app'\nset docker: 'yes'"     | [:]              || "2:5: 'docker' is false by its default, found a text"
        'an unknown one given'       | ''                                             | [hoem: '/x']     || "1:1: the script has no parameter 'hoem'; did you mean 'home'?"
        'a wrong one given'          | ''                                             | [docker: 'si']   || "1:8: expected true or false, found 'si'"
        'a wrong map given'          | ''                                             | [packages: 'x']  || "1:10: expected a map as scripts write it, found 'x'"
        'a step in a site file'      | "site 'x', app: 'app'\nsh 'true'"              | [:]              || '2:1: a site file holds declarations only, no steps'
        'a phase in a site file'     | "site 'x', app: 'app'\nphase('a') { }"         | [:]              || '2:1: a site file holds declarations only, no phases'
        'a param in a site file'     | "site 'x', app: 'app'\nparam 'a', default: 1"  | [:]              || "2:1: 'param' stands only in a script; write set name: value"
        'a secret of two sources'    | "secret 'A', file: '/x', env: 'B'"             | [:]              || "1:1: a secret comes from one of env: 'VARIABLE', file: '/path', command: ['pass', 'show', 'x'], ask: 'question'"
        'a command for a shell'      | "secret 'A', command: 'pass show \$(x)'"       | [:]              || "1:22: no shell reads this command; write it as a list: ['pass', 'show', 'name']"
        'a misspelt thing'           | "database 'mian', postgresql: 'a/b'"           | [:]              || "1:10: the script has no database 'mian'; did you mean 'main'?"
        'a thing of no technology'   | "database 'main', postgresq: 'a/b'"            | [:]              || "1:1: a database needs one of mariadb:, postgresql:; did you mean 'postgresql:'?"
    }

    def "a required parameter is asked for; a check goes on without it"() {
        given:
        def script = "upgrade 'app', to: '2.0'\nparam 'base', doc: 'the last file'\nsh 'true', dir: base\nsh 'false'\n"
        def sample = new Sample(folder)

        expect:
        sample.mistakes(script) == ["2:7: the parameter 'base' has no value; give --set base=VALUE, or write in the site file: set base: '...'"]
        sample.load(script, '', [base: '/x']).steps().size() == 2

        when:
        def checked = Scripts.check(folder.resolve('script.groovy'), Optional.empty(), [:], Sample.CATALOG)

        then:
        checked.missing() == ['base'] as Set
        checked.plan().steps().size() == 1
        checked.plan().to().text() == '2.0'
    }

    def "the header of a script is read without the rest of it"() {
        given:
        def script = new Sample(folder).write('1.0.groovy', "// a comment\nupgrade 'app',\n    from: '>=0.5 <1.0', to: '1.0'\nno such thing at all (\n")

        when:
        def header = Scripts.header(script, Sample.CATALOG)

        then:
        header.application() == 'app'
        header.from().get().toString() == '>=0.5 <1.0'
        header.to().text() == '1.0'
    }
}
