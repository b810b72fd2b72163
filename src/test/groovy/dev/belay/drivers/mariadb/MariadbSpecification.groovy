package dev.belay.drivers.mariadb

import dev.belay.database.Database
import dev.belay.engine.Bench
import dev.belay.expr.Value
import dev.belay.plan.Prediction
import dev.belay.plan.Resource
import dev.belay.plan.Step
import dev.belay.testing.Mariadb
import dev.belay.value.SecretText
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** A fresh database of a real server, and a bench to try steps on. */
abstract class MariadbSpecification extends Specification {

    @TempDir
    Path folder

    Database database = Mariadb.freshDatabase()
    Bench bench = bench()

    def cleanup() {
        bench.close()
        Mariadb.drop(database)
    }

    Bench bench(Map<String, Object> options = [:]) {
        new Bench(folder.resolve('state'), [new MariadbDriver()], [PASSWORD: Mariadb.PASSWORD], [resource(options)])
    }

    Resource resource(Map<String, Object> options = [:]) {
        def declared = [mariadb: Mariadb.address(database), user: Mariadb.ACCOUNT,
                        password: new Value.Secret(SecretText.secret('PASSWORD'))] + options
        new Resource('database', 'main', 'mariadb', declared.collectEntries { name, value -> [name, Bench.value(value)] } as Map)
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
        Mariadb.run(database, statements)
    }

    List<Object> ask(String query) {
        Mariadb.ask(database, query)
    }

    /** The names of tables, views left out. */
    List<Object> tables() {
        ask("select table_name from information_schema.tables where table_schema = database() and table_name not like 'belay%' order by 1")
    }

    /** The databases beside this one. */
    List<String> keptDatabases() {
        Mariadb.databases(database) - database.name()
    }
}
