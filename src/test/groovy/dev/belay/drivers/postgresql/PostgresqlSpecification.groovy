package dev.belay.drivers.postgresql

import dev.belay.database.Database
import dev.belay.expr.Value
import dev.belay.plan.Prediction
import dev.belay.plan.Resource
import dev.belay.plan.Step
import dev.belay.engine.Bench
import dev.belay.testing.Servers
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** A fresh database of a real server, and a bench to try steps on. */
abstract class PostgresqlSpecification extends Specification {

    @TempDir
    Path folder

    Database database = Servers.freshDatabase()
    Bench bench = bench()

    def cleanup() {
        bench.close()
        Servers.drop(keptDatabases() + database.name())
    }

    Bench bench(Map<String, Object> options = [:]) {
        new Bench(folder.resolve('state'), [new PostgresqlDriver()], [PG_PASSWORD: 'postgres'], [resource(options)])
    }

    Resource resource(Map<String, Object> options = [:]) {
        def declared = [postgresql: Servers.address(database), user: 'postgres', password: new Value.Secret(dev.belay.value.SecretText.secret('PG_PASSWORD'))] + options
        new Resource('database', 'main', 'postgresql', declared.collectEntries { name, value -> [name, Bench.value(value)] } as Map)
    }

    /** A step on the database 'main'. */
    static Step on(String form, Map<String, Object> arguments = [:], String id = form.split(/\W/)[0]) {
        Bench.step(id, form, [subject: new Value.Resource('database', 'main')] + arguments)
    }

    Prediction foresee(Step step) {
        bench.foresee(step)[0]
    }

    /** Lines as a preview shows changes. */
    static List<String> changes(Prediction prediction) {
        prediction.changes().collect { "${it.sign()} ${it.subject()}".toString() }
    }

    Path write(String name, String content) {
        def file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, content)
    }

    void sql(String... statements) {
        Servers.run(database, statements)
    }

    List<Object> ask(String query) {
        Servers.ask(database, query)
    }

    static List<String> databases() {
        Servers.ask(Servers.database('postgres'), 'select datname from pg_database') as List<String>
    }

    List<String> keptDatabases() {
        databases().findAll { it.startsWith("${database.name()}_") }
    }

    static boolean toolsAreHere() {
        programs()
    }

    /** The pg_dump and pg_restore of this machine; none where they are not installed. */
    static List<Path> programs() {
        ['15', '16', '17'].collect { Path.of("/usr/lib/postgresql/$it/bin") }.find { Files.exists(it.resolve('pg_dump')) }
                ?.with { [it.resolve('pg_dump'), it.resolve('pg_restore')] } ?: []
    }
}
