package dev.belay.discovery

import dev.belay.database.Rows
import dev.belay.driver.DriverJars
import dev.belay.driver.Drivers
import dev.belay.expr.Value
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.plan.Resource
import dev.belay.script.Scripts
import dev.belay.value.SecretText
import dev.belay.value.Unseen
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

class SearchSpec extends Specification {

    @TempDir
    Path folder

    def "finds checkouts with their versions and virtual environments, and passes over others"() {
        given:
        repository('ngw/package/nextgisweb', '4.3.1')
        repository('other/thing', '1.0')
        put('ngw/env/pyvenv.cfg', 'version = 3.11.2\n')
        put('ngw/package/nextgisweb/node_modules/x/.git/HEAD', 'x')

        when:
        def found = search().all({ database, sql -> new Rows([]) })

        then:
        found.of(Finding.Checkout) == [new Finding.Checkout("$folder/srv/ngw/package/nextgisweb", Optional.of('4.3.1'))]
        found.of(Finding.Environment) == [new Finding.Environment("$folder/srv/ngw/env")]
        Files.list(folder.resolve('srv/ngw')).withCloseable { it.count() } == 2
    }

    def "finds units by the words of systemctl, and their account and folder"() {
        given: 'a systemctl that lists what a machine has'
        put('../bin/systemctl', '''#!/bin/sh
            case "$1" in
              list-unit-files)
                echo 'cron.service            enabled enabled'
                echo 'ngw.service             enabled enabled'
                echo 'ngw-maintenance.timer   enabled enabled'
                echo 'ngw@.service            disabled enabled' ;;
              show)
                echo "Id=$2"
                echo 'Description='
                echo 'ActiveState=active'
                case "$2" in *.service) echo 'User=ngw'; echo 'WorkingDirectory=/home/ngw' ;; esac ;;
            esac
            '''.stripIndent()).toFile().executable = true

        expect:
        search("$folder/bin").all({ database, sql -> new Rows([]) }).of(Finding.Unit) == [
            new Finding.Unit('ngw.service', true, Optional.of('ngw'), Optional.of('/home/ngw')),
            new Finding.Unit('ngw-maintenance.timer', true, Optional.empty(), Optional.empty()),
        ]
    }

    def "what cannot be looked at is told, and stops nothing"() {
        given:
        put('../bin/systemctl', '#!/bin/sh\nsleep 0\nexit 0\n').toFile().executable = true
        put('ngw/env/pyvenv.cfg', '')

        when:
        def found = search("$folder/bin").all({ database, sql -> throw new Unseen('no server') })

        then:
        found.of(Finding.Environment).size() == 1
        found.unseen() - 'no server' == []
    }

    def "the draft replaces what this machine has otherwise, and says what it did not find"() {
        given:
        def password = Value.of(SecretText.secret('NGW_DB_PASSWORD'))
        def declared = new SiteDraft.Declared('nextgisweb', [
            new Resource('service', 'web', 'systemd', [systemd: Value.texts(['nextgisweb.service'])]),
            new Resource('database', 'main', 'postgresql', [postgresql: Value.of('localhost/ngw'), user: Value.of('ngw'), password: password]),
            new Resource('database', 'far', 'postgresql', [postgresql: Value.of('db.example.org/ngw')]),
        ], [home: Value.of('/home/ngw'), packages: Value.of('x'), tmp: Value.of('/tmp')])

        expect:
        SiteDraft.of(declared, new Findings(found, ['no server']), 'gis', true, { it == '/tmp' }).text() == text.stripIndent()

        where:
        found                                                               | text
        [new Finding.Unit('ngw.service', true, Optional.of('ngw'), Optional.empty()),
         new Finding.Checkout('/srv/ngw/package/nextgisweb', Optional.of('4.3.1')),
         new Finding.Environment('/srv/ngw/env'),
         new Finding.LocalDatabase('nextgisweb', 5433, 'ngw')]              | '''\
            site 'gis', app: 'nextgisweb', production: true

            service 'web', systemd: ['ngw.service']
            database 'main', postgresql: 'localhost:5433/nextgisweb', user: 'ngw', password: secret('NGW_DB_PASSWORD')
            set home: '/srv/ngw'
            // the secret NGW_DB_PASSWORD comes from the environment variable of this name; or write: secret 'NGW_DB_PASSWORD', file: '/etc/belay/nextgisweb.password'

            // found on this machine:
            //   ngw.service, active, runs as ngw
            //   checkout /srv/ngw/package/nextgisweb at 4.3.1
            //   virtual environment /srv/ngw/env
            //   database nextgisweb, owned by ngw, port 5433
            //   not looked at: no server
            '''
        []                                                                  | '''\
            site 'gis', app: 'nextgisweb', production: true

            // not found: nextgisweb.service; write: service 'web', systemd: ['the.service']
            // not found: the database ngw; write: database 'main', postgresql: 'host/name', user: 'role'
            // not found: /home/ngw; write: set home: '/path'
            // the secret NGW_DB_PASSWORD comes from the environment variable of this name; or write: secret 'NGW_DB_PASSWORD', file: '/etc/belay/nextgisweb.password'

            // found on this machine:
            //   not looked at: no server
            '''
        [new Finding.Unit('nextgisweb.service', true, Optional.empty(), Optional.empty()),
         new Finding.LocalDatabase('ngw', 5432, 'ngw')]                     | '''\
            site 'gis', app: 'nextgisweb', production: true

            // not found: /home/ngw; write: set home: '/path'
            // the secret NGW_DB_PASSWORD comes from the environment variable of this name; or write: secret 'NGW_DB_PASSWORD', file: '/etc/belay/nextgisweb.password'

            // found on this machine:
            //   nextgisweb.service, active
            //   database ngw, owned by ngw, port 5432
            //   not looked at: no server
            '''
    }

    def "the language takes the draft as it is"() {
        given:
        def script = put('upgrade.groovy', """\
            upgrade 'nextgisweb', from: '>=1', to: '2.0'
            param 'home', default: '/home/ngw'
            service 'web', command: [start: 'ctl start', stop: 'ctl stop'], pidfile: '/run/ngw.pid', as: 'ngw'
            database 'main', postgresql: 'localhost/ngw', user: 'ngw', password: secret('NGW_DB_PASSWORD')
            require disk: home, free: 1.GB
            """.stripIndent())
        def catalog = new Drivers(DriverJars.own()).catalog()
        def load = { Optional<Path> site -> Scripts.load(script, site, [:], catalog, { form -> Optional.empty() }) }
        def plan = load(Optional.empty())
        def found = [new Finding.LocalDatabase("o'dd", 5433, 'ngw'), new Finding.Environment('/srv/ngw/env')]

        when:
        def draft = SiteDraft.of(new SiteDraft.Declared('nextgisweb', plan.resources(), plan.parameters()),
                new Findings(found, []), 'gis', true, { false })
        def site = put('site.groovy', draft.text())
        def onSite = load(Optional.of(site))

        then:
        onSite.site().name() == 'gis'
        onSite.site().production()
        onSite.parameters().home == Value.of('/srv/ngw/env')
        onSite.resource('database', 'main').get().arguments() == plan.resource('database', 'main').get().arguments() + [postgresql: Value.of("localhost:5433/o'dd")]
    }

    private Search search(String bin = '') {
        def path = [bin, System.getenv('PATH')].findAll().join(':')
        def host = new LocalHost(new Secrets([:], [:], { '' }), System.getenv() + [PATH: path], Duration.ofSeconds(1))
        Search.in(host, 'nextgisweb', [folder.resolve('srv').toString()])
    }

    private Path put(String name, String text) {
        def file = folder.resolve('srv').resolve(name).normalize()
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }

    private void repository(String name, String tag) {
        put("$name/README", 'x')
        def git = { String... words ->
            def process = new ProcessBuilder(['git', '-c', 'user.name=x', '-c', 'user.email=x@example.org'] + (words as List))
                    .directory(folder.resolve("srv/$name").toFile()).redirectErrorStream(true).start()
            assert process.waitFor() == 0: process.text
        }
        git('init', '-q')
        git('add', '.')
        git('commit', '-qm', 'x')
        git('tag', tag)
    }
}
