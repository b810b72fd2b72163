package dev.belay.drivers.service

import dev.belay.testing.Bench
import dev.belay.testing.StandInDocker
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ComposeServiceSpec extends Specification {

    @TempDir
    Path folder

    Bench bench
    StandInDocker compose

    def setup() {
        bench = new Bench(folder)
        compose = new StandInDocker(folder.resolve('compose'))
        Files.writeString(folder.resolve('docker-compose.yml'), 'services: {}\n')
        compose.docker()
    }

    private String declared(String more = ", services: ['db', 'app']") {
        "service 'app', compose: '$folder/docker-compose.yml', path: ['$compose.folder/bin']$more\n"
    }

    def "#program: services start in order and stop in the opposite one, and keep their containers"() {
        given:
        if (program == 'docker-compose') {
            compose.dockerCompose()
        } else {
            compose.docker(program - 'docker compose ')
        }

        when:
        def preview = bench.preview(declared() + "start 'app'\nstop 'app'")

        then:
        preview.predictions().collect { it.changes().collect { "${it.subject()} ${it.after().get()}".toString() } } ==
                [['db active', 'app active'], ['db inactive', 'app inactive']]

        when:
        def ended = bench.run(preview)

        then:
        ended.exit() == Exit.DONE
        compose.told() == ['up -d db', 'up -d app', 'stop app', 'stop db']
        compose.look() == [app: 'exited', db: 'exited']

        where:
        program << ['docker compose 2.20', 'docker compose 2.21', 'docker-compose']
    }

    def "without services: all are told by one command, in the order of their dependencies"() {
        when:
        bench.run(bench.preview(declared('') + "start 'app'\nrestart 'app'\nstop 'app'"))

        then:
        compose.told() == ['up -d db app', 'up -d --force-recreate', 'stop app db']
    }

    def "an undo starts what ran, and no more"() {
        given:
        compose.containers(db: 'running', app: 'exited')
        def ended = bench.run(bench.preview(declared() + "stop 'app'"))

        when:
        bench.undo(ended)

        then:
        compose.told() == ['stop db', 'up -d db']
    }

    def "a service that ends as it starts has failed, with its last lines"() {
        given:
        compose.list('fails', 'app')

        when:
        def ended = bench.run(bench.preview(declared() + "start 'app'"))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended) == 'app started and ended: exited (3); its last lines:\n  app-1  | cannot reach the database'
    }

    def "a start that compose refuses says why"() {
        given:
        compose.list('refuses', 'app')

        when:
        def ended = bench.run(bench.preview(declared() + "start 'app'"))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).contains('pull access denied for app')
        compose.look() == [db: 'running']
    }

    def "a service whose health check does not come to hold is not active"() {
        given:
        compose.list('slow', 'app')

        when:
        def ended = bench.run(bench.preview(declared() + "start 'app', timeout: 1.seconds"))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).startsWith('app is not active after 1 s: running (starting)')
    }

    def "a service that the file does not have is told of with the name that was meant"() {
        expect:
        bench.preview(declared(", services: ['db', 'aap']") + "start 'app'").predictions()[0].unmet() ==
                ["the compose project of 'app' has no service 'aap'; did you mean 'app'?"]
    }

    def "where compose cannot be asked, nothing is guessed"() {
        given:
        Files.delete(folder.resolve('docker-compose.yml'))

        when:
        def seen = bench.preview(declared() + "start 'app'").predictions()[0]

        then:
        seen.fidelity() as String == 'UNSEEN'
        seen.notes()*.text().any { it.contains('no such file or directory') }
    }
}
