package dev.belay.cli

import com.sun.net.httpserver.HttpServer
import dev.belay.testing.Loop
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A run that failed at something that stood wrong in script or site file goes on with what was mended, and says so. */
class EditedSpec extends Specification {

    @TempDir
    Path folder

    Belay belay
    HttpServer server

    def setup() {
        belay = new Belay(folder)
        server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        server.createContext('/') { exchange ->
            exchange.sendResponseHeaders(200, -1)
            exchange.close()
        }
        server.start()
        belay.file('app.env', 'COLOUR=red\n')
        belay.file('server.sh', "${Loop.every(0.05)}\n")
        script("verify http: url")
        site(1, 1)
    }

    def cleanup() {
        server.stop(0)
        def pidfile = folder.resolve('web.pid')
        if (Files.exists(pidfile)) {
            ProcessHandle.of(pidfile.toFile().readLines()[0] as long).ifPresent { it.destroyForcibly() }
        }
    }

    void script(String last, String first = '') {
        belay.file('scripts/shop/2.0.0.groovy', """\
            upgrade 'shop', to: '2.0.0'
            param 'url'
            param 'colour', default: 'blue'
            service 'web', process: 'bash server.sh', pidfile: 'web.pid', dir: '$folder'
            $first
            configure '$folder/app.env', set: [COLOUR: colour]
            start 'web', timeout: 1.seconds
            $last
        """.stripIndent())
    }

    void site(int health, int verify, String more = '') {
        belay.file('scripts/shop/site.groovy', """\
            site 'here', app: 'shop'
            set url: 'http://127.0.0.1:$verify/'
            service 'web', process: 'bash server.sh', pidfile: 'web.pid', dir: '$folder', health: 'http://127.0.0.1:$health/'
            $more
        """.stripIndent())
    }

    int port() {
        server.address.port
    }

    int belay(String... words) {
        belay.run(*words, '--state', 'state')
    }

    def "wrong addresses in the site file are mended, and taken over for the steps that are left"() {
        expect: 'the service does not answer where the site file says'
        belay('run', 'shop', '--yes') == 1
        belay.out.contains('FAILED step 2/3 start web')

        when: 'it is mended, and the run goes on as it was begun'
        site(port(), port())

        then:
        belay('resume') == 1
        belay.out.contains('--edited takes over what was edited, for the steps that are left')

        when: 'it goes on with what was edited'
        def code = belay('resume', '--edited', '--yes')

        then: 'what is left is shown, and done'
        code == 0
        belay.out.contains("edited: the service 'web': health is another\n")
        belay.out.contains("edited: the parameter 'url' is another\n")
        belay.out.contains('edited: verify http is another\n')
        belay.out.contains(' 2  start web')
        !belay.out.contains(' 1  configure')
        belay.out.contains('DONE shop -> 2.0.0')
        belay.out.contains("took over edits: the service 'web': health is another; the parameter 'url' is another; verify http is another")

        and: 'and the journal has it'
        belay('log') == 0
        belay.out.contains('plan revised by ')

        and: 'an undo goes back through all of it'
        belay('undo', '--yes') == 0
        folder.resolve('app.env').toFile().text == 'COLOUR=red\n'
        !Files.exists(folder.resolve('web.pid'))
    }

    def "nothing is taken over without being agreed to"() {
        given:
        belay('run', 'shop', '--yes')
        site(port(), port())

        expect:
        belay('resume', '--edited') == 7
        belay('resume') == 1
    }

    def "what was begun stays as it was begun: #what"() {
        given:
        belay('run', 'shop', '--yes')

        when:
        edit.delegate = this
        edit.resolveStrategy = Closure.DELEGATE_FIRST
        edit()

        then:
        belay('resume', '--edited', '--yes') == 2
        belay.err.contains('cannot take over what was edited:')
        belay.err =~ message
        belay.err.contains('go back, and run it anew: belay undo shop-')

        where:
        what                               | message                                                             | edit
        'a step that is done'              | /  configure \S+ was begun as it stood, and is another now/ | { site(1, 1, "set colour: 'green'") }
        'what a name means'                | /  the service 'web' is another one now/ | { site(1, 1); replace('server.sh', 'other.sh') }
        'the order'                        | /  before stands before configure \S+, which is done already/ | { script('verify http: url', "sh 'true', name: 'before', repeat: true, touches: []") }
        'the site'      | /  it is about shop 2.0.0 on there, and the run about shop 2.0.0 on here/ | { site(1, 1); replace("'here'", "'there'") }
    }

    void replace(String from, String to) {
        def file = folder.resolve('scripts/shop/site.groovy').toFile()
        file.text = file.text.replace(from, to)
    }

    def "a run that is done takes over nothing"() {
        given:
        belay.file('scripts/shop/2.0.0.groovy', "upgrade 'shop', to: '2.0.0'\nconfigure '$folder/app.env', set: [COLOUR: 'blue']\n")
        belay.file('scripts/shop/site.groovy', "site 'here', app: 'shop'\n")
        assert belay('run', 'shop', '--yes') == 0

        expect:
        belay('resume', '--edited', '--yes') == 4
        belay.err.contains('is done, and takes over no edits')
    }
}
