package dev.belay.cli

import dev.belay.drivers.postgresql.PostgresqlSpecification
import dev.belay.testing.OtherAccount
import dev.belay.testing.PeerServer
import dev.belay.testing.StandInDocker
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** What the operator of a database in a container sees. */
@Requires({ PeerServer.possible() })
class ContainerDatabaseSpec extends Specification {

    @Shared
    @AutoCleanup
    PeerServer server = new PeerServer()

    @TempDir
    Path folder

    @AutoCleanup('stop')
    StandInDocker docker

    Belay belay

    def setup() {
        docker = new StandInDocker(folder.resolve('docker'))
        docker.docker()
        docker.containers(db: 'running')
        docker.image([])
        belay = new Belay(folder)
        belay.environment.MAIN = PeerServer.PASSWORD
        belay.file('compose.yml', 'services: {}\n')
        belay.file('site.groovy', """
            site 'here'
            secret 'MAIN', env: 'MAIN'
            database 'main', postgresql: '127.0.0.1:$server.port/postgres', compose: '$folder', service: 'db', user: 'guarded', password: secret('MAIN'), path: ['$docker.folder/bin']
            """)
        belay.file('app.groovy', """
            upgrade 'app', to: '2.0'
            database 'main', postgresql: 'localhost/app', user: 'app'
            require database: 'main', version: '>=10'
            sh 'echo stopped > state', dir: '$folder', touches: []
            sql 'main', statement: 'select 1'
            """)
    }

    def "doctor tries the connection: #trouble"() {
        given:
        if (trouble == 'wrong password') {
            belay.environment.MAIN = 'not-the-password'
        } else if (trouble == 'stopped') {
            docker.containers(db: 'exited')
        } else if (trouble == 'not allowed') {
            docker.answersNobody('permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: permission denied')
        }

        when:
        int exit = belay.run('doctor', 'app.groovy', '--site', 'site.groovy')

        then:
        exit == (trouble == 'none' ? 0 : 5)
        belay.out.contains(said.replace('FOLDER', folder as String).replace('PORT', server.port as String))

        when: 'what will not be better when a step comes to it, keeps a run from beginning'
        belay.run('run', 'app.groovy', '--site', 'site.groovy', '--yes', '--no-input')

        then:
        Files.exists(folder.resolve('state')) == (trouble == 'none')

        where:
        trouble          || said
        'none'           || 'fine'
        'wrong password' || "service db of FOLDER:PORT refuses the password of 'guarded'"
        'stopped'        || 'service db of FOLDER does not run (exited); start it: cd FOLDER && docker compose up -d db'
        'not allowed'    || 'may not use docker, so the compose project FOLDER cannot be reached: permission denied'
    }

    @Requires({ OtherAccount.there && PostgresqlSpecification.toolsAreHere() })
    def "the account that runs docker writes the backup, and gets the password by its environment"() {
        given:
        def theirs = OtherAccount.folder()
        docker = new StandInDocker(OtherAccount.give(Files.createDirectory(theirs.resolve('docker'))))
        docker.docker()
        docker.containers(db: 'running')
        docker.image(PostgresqlSpecification.programs())
        docker.open()
        belay.file('site.groovy', """
            site 'here'
            secret 'MAIN', env: 'MAIN'
            database 'main', postgresql: '127.0.0.1:$server.port/postgres', container: 'shop-db-1', as: '$OtherAccount.NAME', user: 'guarded', password: secret('MAIN'), path: ['$docker.folder/bin']
            """)
        belay.file('app.groovy', """
            upgrade 'app', to: '2.0'
            database 'main', postgresql: 'localhost/app', user: 'app'
            backup 'main', to: '$theirs/backup'
            """)
        OtherAccount.give(Files.createDirectory(theirs.resolve('backup')))

        when:
        int exit = belay.run('run', 'app.groovy', '--site', 'site.groovy', '--yes', '--no-input')
        def written = theirs.resolve('backup').toFile().listFiles()

        then:
        belay.out.contains('read back')
        exit == 0
        written.size() == 2
        written.every { Files.getOwner(it.toPath()).name == OtherAccount.NAME }
        !docker.told().any { it.contains(PeerServer.PASSWORD) }

        cleanup:
        theirs?.toFile()?.deleteDir()
    }
}
