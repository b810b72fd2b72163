package dev.belay.demo

import java.nio.file.Files
import spock.lang.Shared
import spock.lang.Specification

/** The site that the demo plays on: real, small, and gone afterwards. */
class StageSpec extends Specification {

    @Shared
    Stage stage = Stage.set(true)

    def cleanupSpec() {
        stage.close()
    }

    def "the old version serves the routes of its database"() {
        expect:
        stage.ask().get().startsWith('route book 1.0.0')
        stage.ask().get().contains('North Face')
    }

    def "the repository has both versions, and the checkout stands at the old one"() {
        expect:
        git('tag') == '1.0.0\n2.0.0\n'
        git('describe', '--tags') == '1.0.0\n'
        git('status', '--porcelain') == ''
    }

    def "the database wants the password that the site file has in a file"() {
        given:
        def url = "jdbc:postgresql://127.0.0.1:${stage.databasePort()}/routebook"

        when:
        java.sql.DriverManager.getConnection(url, 'routebook', 'a guess').close()

        then:
        thrown(java.sql.SQLException)

        when:
        java.sql.DriverManager.getConnection(url, 'routebook', Files.readString(stage.folder().resolve('password')).strip()).close()

        then:
        noExceptionThrown()
    }

    def "what the demo leaves to play with has a script that ends and removes all of it"() {
        given:
        def left = Stage.set(false)
        def processes = ProcessHandle.allProcesses()
                .filter { it.info().commandLine().orElse('').contains(left.folder().toString()) }
                .toList()

        when:
        def removal = ['sh', left.leave().toString()].execute()

        then:
        removal.waitFor() == 0
        !Files.exists(left.folder())
        processes.each { it.onExit().get() }
        left.ask().isEmpty()
    }

    private String git(String... arguments) {
        (['git', '-C', stage.folder().resolve('app').toString()] + (arguments as List)).execute().text
    }
}
