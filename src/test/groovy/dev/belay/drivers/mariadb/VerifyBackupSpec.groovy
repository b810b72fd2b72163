package dev.belay.drivers.mariadb

import dev.belay.engine.Bench
import dev.belay.expr.Value
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.Step
import dev.belay.testing.Mariadb
import dev.belay.value.Failure

/** A backup is tried: restored into a scratch database, counted, and the scratch database is dropped. */
class VerifyBackupSpec extends MariadbSpecification {

    def setup() {
        sql('create table people (id int auto_increment primary key, name varchar(60) not null, more blob)',
                """insert into people (name, more) values ('Ada', x'00ff'), ('it''s; (a), (b)', null), ('back\\\\slash\\\\', '),('), ('"q"', '`')""",
                'create table `strange (name` (id int)', 'insert into `strange (name` values (1), (2)',
                'create table empty (id int)', 'create view everybody as select name from people',
                'create trigger shout before insert on people for each row set new.name = upper(new.name)')
    }

    private String dump() {
        (bench.run(on('backup/mariadb', [to: "$folder/backup", path: [Mariadb.programs.toString()]])).value().get() as Value.Text).text()
    }

    private static Step verify(String file) {
        Bench.step('verify', 'verify backup/mariadb',
                [backup: file, database: new Value.Resource('database', 'main'), path: [Mariadb.programs.toString()]])
    }

    def "a backup is restored beside, counted and dropped; the database stays as it is"() {
        given:
        def file = dump()
        sql("insert into people (name) values ('written since')")

        when:
        def foreseen = foresee(verify(file))
        def outcome = bench.run(verify(file))

        then:
        foreseen.fidelity() == Fidelity.CHECK
        foreseen.unmet() == []
        outcome.remarks() == ["$file restored: 3 tables, 6 rows, as in the backup".toString()]
        ask('select count(*) from people')*.toString() == ['5']
        keptDatabases() == []
    }

    def "a table that keeps the versions of its rows is a table; the backup holds those of now"() {
        given:
        sql('create table prices (id int primary key, price int) with system versioning',
                'insert into prices values (1, 10), (2, 20)', 'update prices set price = 11 where id = 1')
        def file = dump()

        expect:
        bench.run(verify(file)).remarks() == ["$file restored: 4 tables, 8 rows, as in the backup".toString()]
    }

    def "rows that do not arrive are named, and the scratch database goes nonetheless"() {
        given:
        def file = write('twice.sql', "create table people (id int primary key);\ninsert ignore into people values (1),(1),(2);\n")

        when:
        bench.apply(verify(file.toString()))

        then:
        def failure = thrown(Failure)
        failure.message() == "what was restored from $file is not what it holds: people: 3 in the backup, restored: 2"
        keptDatabases() == []
    }

    def "what a killed attempt left is dropped"() {
        given:
        def file = dump()
        def scratch = foresee(verify(file)).notes()*.text().collectMany { (it =~ /scratch database (\S+),/).collect { it[1] } }[0] as String
        Mariadb.run(database, "create database $scratch")

        when:
        bench.action(verify(file)).discard(bench.work(verify(file)))

        then:
        keptDatabases() == []
    }

    def "rows are counted by their lists: #statement"() {
        expect:
        InsertedRows.read('f.sql', new ByteArrayInputStream("$statement;\n".getBytes('UTF-8'))).rows() == rows

        where:
        statement                                                          || rows
        "INSERT INTO `a` VALUES (1),(2)"                                   || [a: 2L]
        "INSERT INTO `a` VALUES\n(1,'x'),\n(2,'(')"                        || [a: 2L]
        "INSERT INTO `a``b` (`c`, `d`) VALUES (1,')),(('),(2,'it''s (')"   || ['a`b': 2L]
        "INSERT INTO `a` VALUES (1,'\\\\'),(2,'\\'),(')"                   || [a: 2L]
        "INSERT INTO `a` VALUES (point(1,2)),(_binary '('),(0xFF)"         || [a: 3L]
        "REPLACE INTO a VALUES (1)"                                        || [a: 1L]
        "SET names utf8"                                                   || [:]
    }
}
