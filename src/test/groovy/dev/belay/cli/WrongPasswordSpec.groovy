package dev.belay.cli

import dev.belay.testing.PeerServer
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** A password that the server refuses will be refused at the backup too, behind the stop: better before the first step. */
@Requires({ PeerServer.possible() })
class WrongPasswordSpec extends Specification {

    @Shared
    @AutoCleanup
    PeerServer server = new PeerServer()

    @TempDir
    Path folder

    def "a run with a wrong password does not begin, and its preview says so: #password"() {
        given:
        def belay = new Belay(folder)
        belay.environment.MAIN = password
        belay.file('app.groovy', """
            upgrade 'app', to: '2.0'
            database 'main', postgresql: '127.0.0.1:$server.port/postgres', user: 'guarded', password: secret('MAIN')
            sh 'echo stopped > state', dir: '$folder', touches: []
            backup 'main', to: '$folder/backup'
        """)
        belay.file('site.groovy', "site 'here'\nsecret 'MAIN', env: 'MAIN'\n")

        when:
        def preview = belay.run('preview', 'app.groovy', '--site', 'site.groovy')

        then:
        preview == exit
        (belay.out + belay.err).contains("refuses the password of 'guarded'") == (exit == 5)

        when:
        def run = belay.run('run', 'app.groovy', '--site', 'site.groovy', '--yes', '--no-input')

        then:
        run == exit
        Files.exists(folder.resolve('state')) == (exit == 0)

        where:
        password            || exit
        'not-the-password'  || 5
        PeerServer.PASSWORD || 0
    }
}
