package dev.belay.discovery

import dev.belay.driver.DriverJars
import dev.belay.driver.Drivers
import dev.belay.expr.Value
import dev.belay.plan.Resource
import dev.belay.script.Scripts
import dev.belay.value.SecretText
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

class SiteDraftSpec extends Specification {

    @TempDir
    Path folder

    static final NOBODY = { question -> Optional.empty() } as SiteDraft.Questions

    static unit(String name) {
        new Finding.Unit(name, true, Optional.of('ngw'), Optional.empty(), '')
    }

    static checkout(String path) {
        new Finding.Checkout(path, Optional.of('4.3.1'), Optional.empty())
    }

    static database(String name, int port = 5432) {
        new Finding.LocalDatabase(name, port, 'ngw')
    }

    private static declared(List<String> paths = [], boolean far = false) {
        new SiteDraft.Declared('nextgisweb', [
            new Resource('service', 'web', 'systemd', [systemd: Value.texts(['nextgisweb.service'])]),
            new Resource('database', 'main', 'postgresql',
                    [postgresql: Value.of('localhost/ngw'), user: Value.of('ngw'), password: Value.of(SecretText.secret('NGW_DB_PASSWORD'))]),
        ] + (far ? [new Resource('database', 'far', 'postgresql', [postgresql: Value.of('db.example.org/ngw')])] : []), [home: Value.of('/home/ngw'), packages: Value.of('x'), tmp: Value.of('/tmp')], paths)
    }

    /** The lines before the list of what was found, without comments on secrets. */
    private static List<String> lines(Findings findings, List<String> paths = [], SiteDraft.Questions questions = NOBODY) {
        def text = SiteDraft.of(declared(paths), findings, new SiteDraft.Site('gis', true, { it == '/tmp' }), questions)
        text.split('// found on this machine:')[0].readLines().findAll { it && !it.startsWith('// the secret') }.drop(1)
    }

    def "what clearly belongs replaces what the script says"() {
        expect:
        lines(new Findings(own, [], []), ['/home/ngw/package/nextgisweb']) == expected

        where:
        own << [
            [unit('ngw.service'), unit('ngw-maintenance.timer'), checkout('/srv/ngw/package/nextgisweb'), database('nextgisweb', 5433)],
            [unit('nextgisweb.service'), checkout('/srv/package/nextgisweb'), database('ngw')],
            [unit('nextgisweb.service'), new Finding.NamedDatabase('gis', 'db.example.org:5433', Optional.of('joe'), '/srv/x.ini'),
             checkout('/srv/package/nextgisweb')],
            [unit('nextgisweb.service'), new Finding.NamedDatabase('ngw', 'localhost', Optional.of('ngw'), '/srv/x.ini'),
             checkout('/srv/package/nextgisweb')],
        ]
        expected << [
            ["service 'web', systemd: ['ngw.service', 'ngw-maintenance.timer']",
             "database 'main', postgresql: 'localhost:5433/nextgisweb', user: 'ngw', password: secret('NGW_DB_PASSWORD')",
             "set home: '/srv/ngw'"],
            ["set home: '/srv'"],
            ["database 'main', postgresql: 'db.example.org:5433/gis', user: 'joe', password: secret('NGW_DB_PASSWORD')   // as /srv/x.ini says",
             "set home: '/srv'"],
            ["set home: '/srv'"],
        ]
    }

    def "which of several databases the settings name is not guessed"() {
        given:
        def named = new Finding.NamedDatabase('gis', 'db.example.org', Optional.empty(), '/srv/x.ini')

        expect:
        !SiteDraft.of(declared([], true), new Findings([named, database('ngw')], [], []), new SiteDraft.Site('gis', true, { true }), NOBODY)
                .readLines().any { it.startsWith('database ') }
    }

    def "what may belong stands in a comment, as a question"() {
        expect:
        lines(new Findings([checkout('/srv/ngw/nextgisweb')], [unit('ngw.service'), database('nextgis')], [])) == [
            "// service 'web', systemd: ['ngw.service']   // is this of nextgisweb?",
            "// database 'main', postgresql: 'localhost/nextgis', user: 'ngw', password: secret('NGW_DB_PASSWORD')   // is this of nextgisweb?",
            "// set home: '/srv/ngw/nextgisweb'   // is this of nextgisweb?",
        ]
    }

    def "at a terminal it is asked, each once"() {
        given:
        def asked = []
        def answers = ['is ngw.service, active, runs as ngw, of nextgisweb (yes, no)?': 'yes',
                       'is ngwx.service, active, runs as ngw, of nextgisweb (yes, no)?': 'no',
                       "where is the database 'main' (no ngw here; host/name)?": 'db/gis',
                       "where is 'home' (the script says /home/ngw, which is not here)?": '/srv/gis']
        def person = { question ->
            asked << question
            Optional.ofNullable(answers[question])
        } as SiteDraft.Questions

        expect:
        lines(new Findings([], [unit('ngw.service'), unit('ngwx.service')], []), [], person) == [
            "service 'web', systemd: ['ngw.service']",
            "database 'main', postgresql: 'db/gis', user: 'ngw', password: secret('NGW_DB_PASSWORD')",
            "set home: '/srv/gis'",
        ]
        asked == answers.keySet().toList()
    }

    def "what was not found is said, with what to write"() {
        expect:
        SiteDraft.of(declared(), new Findings([], [], ['no server']), new SiteDraft.Site('gis', false, { it == '/tmp' }), NOBODY) == '''\
            site 'gis', app: 'nextgisweb'

            // not found: nextgisweb.service; write: service 'web', systemd: ['the.service']
            // not found: the database ngw; write: database 'main', postgresql: 'host/name', user: 'ngw', password: secret('NGW_DB_PASSWORD')
            // not found: /home/ngw; write: set home: '/path'
            // the secret NGW_DB_PASSWORD comes from the environment variable of this name; or write: secret 'NGW_DB_PASSWORD', file: '/etc/belay/nextgisweb.password'

            // found on this machine:
            //   not looked at: no server
            '''.stripIndent()
    }

    def "a database that is not here may be in a container"() {
        expect:
        SiteDraft.of(declared(), new Findings(own.collect { container(it) }, doubtful.collect { container(it) }, []),
                new SiteDraft.Site('gis', false, { true }), NOBODY).readLines().findAll { it.contains('database') } == lines

        where:
        own       | doubtful || lines
        ['ngw-1'] | ['x-1']  || ["database 'main', postgresql: 'ngw', user: 'ngw', password: secret('NGW_DB_PASSWORD'), container: 'ngw-1'   // its image is postgres:17",
                                 "// database 'main', postgresql: 'ngw', user: 'ngw', password: secret('NGW_DB_PASSWORD'), container: 'x-1'   // is this of nextgisweb?"]
        []        | ['x-1']  || ["// database 'main', postgresql: 'ngw', user: 'ngw', password: secret('NGW_DB_PASSWORD'), container: 'x-1'   // is this of nextgisweb?"]
    }

    private static Finding.DatabaseContainer container(String name) {
        new Finding.DatabaseContainer(name, 'postgres:17')
    }

    def "of several services each takes the units that carry its name"() {
        given:
        def two = new SiteDraft.Declared('shop', ['web', 'worker'].collect {
            new Resource('service', it, 'systemd', [systemd: Value.texts(["${it}.service".toString()])])
        }, [:], [])

        expect:
        SiteDraft.of(two, new Findings([unit('shop-web.service'), unit('shop-worker.service'), unit('shop-worker.timer')], [], []),
                new SiteDraft.Site('x', false, { true }), NOBODY).readLines()[2..3] == [
            "service 'web', systemd: ['shop-web.service']",
            "service 'worker', systemd: ['shop-worker.service', 'shop-worker.timer']",
        ]
    }

    def "the language takes the draft as it is"() {
        given:
        def script = Files.writeString(folder.resolve('upgrade.groovy'), """\
            upgrade 'nextgisweb', from: '>=1', to: '2.0'
            param 'home', default: '/home/ngw'
            service 'web', command: [start: 'ctl start', stop: 'ctl stop'], pidfile: '/run/ngw.pid', as: 'ngw'
            database 'main', postgresql: 'localhost/ngw', user: 'ngw', password: secret('NGW_DB_PASSWORD')
            require disk: home, free: 1.GB
            """.stripIndent())
        def catalog = new Drivers(DriverJars.own()).catalog()
        def load = { Optional<Path> site -> Scripts.load(script, site, [:], catalog, { form -> Optional.empty() }) }
        def plan = load(Optional.empty())
        def own = [new Finding.LocalDatabase("o'dd", 5433, 'ngw'), new Finding.Environment('/srv/ngw/env')]

        when:
        def draft = SiteDraft.of(new SiteDraft.Declared('nextgisweb', plan.resources(), plan.parameters(), ['/home/ngw/env']),
                new Findings(own, [unit('ngw.service')], ['a\nb']), new SiteDraft.Site('gis', true, { false }), NOBODY)
        def onSite = load(Optional.of(Files.writeString(folder.resolve('site.groovy'), draft)))

        then:
        onSite.site().name() == 'gis'
        onSite.site().production()
        onSite.parameters().home == Value.of('/srv/ngw')
        onSite.resource('database', 'main').get().arguments() == plan.resource('database', 'main').get().arguments() + [postgresql: Value.of("localhost:5433/o'dd")]
    }
}
