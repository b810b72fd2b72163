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
        type               | value                                    || written
        'int'              | 'null'                                   || 'null'
        'smallint'         | '-32768'                                 || '-32768'
        'bigint'           | '9007199254740992'                       || '9007199254740992'
        'bigint'           | '9007199254740993'                       || '"9007199254740993"'
        'bigint'           | '-9223372036854775808'                   || '"-9223372036854775808"'
        'numeric(12,2)'    | '-0.50'                                  || '"-0.50"'
        'numeric'          | "'NaN'"                                  || '"NaN"'
        'float8'           | '0.1'                                    || '0.1'
        'float8'           | '1e300'                                  || '1e+300'
        'float8'           | "'-Infinity'"                            || '"-Infinity"'
        'float4'           | '16777217'                               || '1.6777216e+07'
        'boolean'          | 'true'                                   || 'true'
        'text'             | "E'a\\tb\\\\N \"q\" \\n\\r\\x01 😀 %'"        || '"a\\tb\\\\N \\"q\\" \\n\\r\\u0001 😀 %"'
        'text'             | "''"                                     || '""'
        'text'             | "E'\\\\N'"                                || '"\\\\N"'
        'char(4)'          | "'ab'"                                   || '"ab  "'
        'bytea'            | "'\\x00ff5c0a'"                           || '"AP9cCg=="'
        'date'             | "'infinity'"                             || '"infinity"'
        'date'             | "'0044-03-15 BC'"                        || '"0044-03-15 BC"'
        'time'             | "'24:00'"                                || '"24:00:00"'
        'timetz'           | "'10:00:00.5+02:30'"                     || '"10:00:00.5+02:30"'
        'timestamp'        | "'2024-03-31 02:30:00.000001'"           || '"2024-03-31 02:30:00.000001"'
        'timestamptz'      | "'2024-03-31 02:30:00+02'"               || '"2024-03-31 00:30:00+00"'
        'interval'         | "'1 year 2 mons -3 days 4:05:06.7'"      || '"P1Y2M-3DT4H5M6.7S"'
        'uuid'             | "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'" || '"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"'
        'json'             | "'{\"a\": 1, \"a\":2}'"                  || '"{\\"a\\": 1, \\"a\\":2}"'
        'inet'             | "'10.0.0.1/8'"                           || '"10.0.0.1/8"'
        'mood'             | "'so \"so\"'"                            || '"so \\"so\\""'
        'bit(5)'           | "B'01001'"                               || '"01001"'
        'int[]'            | "'{{1,null},{3,4}}'"                     || '[[1,null],[3,4]]'
        'int[]'            | "'[0:1]={1,2}'"                          || '"[0:1]={1,2}"'
        'text[]'           | "array['a\"b', 'NULL', null, 'x,y']"     || '["a\\"b","NULL",null,"x,y"]'
        'boolean[]'        | "'{t,f}'"                                || '[true,false]'
        'bytea[]'          | "array['\\x6162'::bytea]"                 || '["YWI="]'
        'int4range'        | "'[1,5)'"                                || '"[1,5)"'
        'point'            | "'(1,2)'"                                || '"(1,2)"'
    }

    def "#type #value of MariaDB is written as #written"() {
        given:
        run(mariadb, "create table t (v $type)", "set statement sql_mode='' for insert into t values ($value)")

        expect:
        lines(mariadb) == "{\"v\":$written}\n"

        where:
        type                    | value                          || written
        'int'                   | 'null'                         || 'null'
        'tinyint(1)'            | '5'                            || '5'
        'int(6) zerofill'       | '12'                           || '12'
        'int(6) zerofill'       | '0'                            || '0'
        'bigint unsigned'       | '18446744073709551615'         || '"18446744073709551615"'
        'decimal(12,2)'         | '-0.5'                         || '"-0.50"'
        'float'                 | '16777217'                     || '16777216'
        'float'                 | '0.1'                          || '0.10000000149011612'
        'double'                | '1e300'                        || '1e300'
        'varchar(20)'           | "'\\t\"\\\\N\\0\\r\\n 😀'"        || '"\\t\\"\\\\N\\u0000\\r\\n 😀"'
        'varchar(9) charset latin1' | "'é'"                      || '"é"'
        'blob'                  | "x'00ff5c0a'"                  || '"AP9cCg=="'
        'binary(4)'             | "'ab'"                         || '"YWIAAA=="'
        'date'                  | "'0000-00-00'"                 || '"0000-00-00"'
        'date'                  | "'2024-00-00'"                 || '"2024-00-00"'
        'datetime(6)'           | "'2024-03-31 02:30:00.000001'" || '"2024-03-31 02:30:00.000001"'
        'timestamp(3) null'     | "'2024-03-31 02:30:00.5'"      || '"2024-03-31 02:30:00.500+00"'
        'time(6)'               | "'838:59:59'"                  || '"838:59:59.000000"'
        'time'                  | "'-01:00:00'"                  || '"-01:00:00"'
        'year'                  | '2024'                         || '2024'
        'json'                  | "'{\"a\": 1, \"a\":2}'"        || '"{\\"a\\": 1, \\"a\\":2}"'
        "enum('a','b''c')"      | "'b''c'"                       || '"b\'c"'
        "set('a','b','c')"      | "'c,a'"                        || '"a,c"'
        'bit(10)'               | "b'1000000001'"                || '"1000000001"'
        'uuid'                  | "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'" || '"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"'
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
