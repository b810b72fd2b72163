package dev.belay.cli

import dev.belay.expr.Value
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.plan.Resource
import dev.belay.repl.terminal.Words
import dev.belay.testing.GitRepository
import dev.belay.testing.Servers
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** What completion finds on this machine: it is asked in the background, and answers with nothing until it knows. */
class LiveNamesSpec extends Specification {

    @TempDir
    Path folder

    def eventually = new PollingConditions(timeout: 20, delay: 0.05)

    LiveNames names(Map<String, String> environment = System.getenv()) {
        def terminal = new Terminal(InputStream.nullInputStream(), System.out, System.err, [:], folder, false)
        new LiveNames(new LocalHost(Secrets.undeclared(), environment, Duration.ofSeconds(5)), terminal)
    }

    def "files of a folder, and folders with a slash"() {
        given:
        Files.createDirectory(folder.resolve('app'))
        Files.writeString(folder.resolve('app.env'), '')
        def names = names()

        expect:
        eventually.eventually { assert names.of(new Words.Asked('file', ':load ', ''), []) == ['app.env', 'app/'] }
        eventually.eventually { assert names.of(new Words.Asked('file', "copy '$folder/", "$folder/"), []) == ["$folder/app.env", "$folder/app/"]*.toString() }
    }

    def "tags of the repository that a statement names, the newest first"() {
        given:
        def repository = GitRepository.init(folder.resolve('shop'))
        ['1.9.0', '1.10.0'].each { repository.commit([a: it], it) }
        def names = names()

        expect:
        eventually.eventually { assert names.of(new Words.Asked('tag', "checkout '$folder/shop', tag: '", ''), []) == ['1.10.0', '1.9.0'] }
    }

    def "tables of the declared database that a statement names"() {
        given:
        def database = Servers.freshDatabase()
        Servers.run(database, 'create table route (id int)', 'create table stop (id int)')
        def address = Servers.address(database)
        def resource = new Resource('database', 'main', 'postgresql',
                [postgresql: Value.of(address), user: Value.of('postgres'), password: Value.of('postgres')])
        def names = names()

        expect:
        eventually.eventually { assert names.of(new Words.Asked('tables', "export 'main', tables: ['", ''), [resource]) == ['route', 'stop'] }

        cleanup:
        Servers.drop([database.name()])
    }

    @Requires({ (System.getenv('PATH') ?: '').split(':').any { Files.isExecutable(Path.of(it, 'psql')) } })
    def "databases of the server that the client finds"() {
        given:
        def database = Servers.freshDatabase()
        def names = names(System.getenv() + [PGHOST: 'localhost', PGPORT: "${Servers.postgres.port}".toString(), PGUSER: 'postgres', PGPASSWORD: 'postgres'])

        expect:
        eventually.eventually { assert names.of(new Words.Asked('postgresql', "database 'main', postgresql: '", ''), []).contains(database.name()) }

        cleanup:
        Servers.drop([database.name()])
    }

    def "what is not there is nothing, and no failure: #what"() {
        given:
        def names = names()

        expect:
        names.of(new Words.Asked(what, typed, ''), []) == []

        where:
        what     | typed
        'tag'    | "checkout '/nowhere', tag: '"
        'tables' | "export 'main', tables: '"
        'colour' | ''
    }
}
