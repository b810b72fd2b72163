package dev.belay.drivers.data

import dev.belay.database.Database
import dev.belay.drivers.data.format.Bytes
import dev.belay.drivers.data.format.RowWriter
import spock.lang.Shared

/** How each value is written, so that nothing of it is lost: the encoding that {@code drivers.data.format} documents. */
class ValuesSpec extends DataSpecification {

    @Shared
    Database postgresql = fresh('postgresql', "create type mood as enum ('sad', 'ok', 'so \"so\"')")

    @Shared
    Database mariadb = fresh('mariadb')

    def cleanup() {
        [postgresql, mariadb].each { run(it, 'drop table if exists t') }
    }

    def cleanupSpec() {
        drop([postgresql, mariadb])
    }

    def "#type #value of PostgreSQL is written as #written"() {
        given:
        run(postgresql, "create table t (v $type)", "insert into t values ($value)")

        expect:
        lines(postgresql) == "{\"v\":$written}\n"

        where:
        [type, value, written] << Values.POSTGRESQL
    }

    def "#type #value of MariaDB is written as #written"() {
        given:
        run(mariadb, "create table t (v $type)", "set statement sql_mode='' for insert into t values ($value)")

        expect:
        lines(mariadb) == "{\"v\":$written}\n"

        where:
        [type, value, written] << Values.MARIADB
    }

    def "a text of a database without an encoding that is no UTF-8 comes as its bytes"() {
        given:
        run(postgresql, "create database ascii_${postgresql.name()} encoding 'SQL_ASCII' template template0 lc_collate 'C' lc_ctype 'C'")
        def ascii = postgresql.named("ascii_${postgresql.name()}")
        run(ascii, 'create table t (v text)', "insert into t values (convert_from('\\x61ff'::bytea, 'SQL_ASCII'))")

        expect:
        lines(ascii) == '{"v":{"base64":"Yf8="}}\n'

        cleanup:
        drop([ascii])
    }

    /** The rows of the table {@code t}. */
    private static String lines(Database database) {
        def source = open(database)
        try {
            def table = source.tables().find { it.name() == 't' }
            def writer = new RowWriter(table.columnNames(), RowWriter.Style.LINES)
            def out = new Bytes(64)
            source.read(Selection.of(table)) { writer.write(it, out) }
            out.text(0, out.length())
        } finally {
            source.close()
        }
    }
}
