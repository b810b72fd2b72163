package dev.belay.drivers.data

import dev.belay.database.Database
import dev.belay.testing.Bench
import dev.belay.testing.Mariadb
import java.nio.file.Files
import tools.jackson.databind.ObjectMapper

/** Rows come into MariaDB by LOAD DATA LOCAL INFILE, which is never strict, and yet none is lost or changed. */
class MariadbLoadSpec extends DataSpecification {

    def "rows come by one statement a table, and stand as they stood in the file"() {
        given:
        def target = database('mariadb', "create table t (id int auto_increment primary key, name varchar(100) charset latin1, note text, bits bit(16), raw blob, letters int generated always as (char_length(name)) stored, made datetime default '2024-02-29', word varchar(10) default 'new')",
                'create table empty (id int)', 'create table line (only varchar(10))')
        def raw = (0..255).collect { it as byte } as byte[]
        def text = '\\N \\ \t \r\n \u0000 "\' é 😀 \u001a \\t'
        write([t: [[id: 0, name: 'Zürich', note: text, bits: '0000100101011100', raw: raw.encodeBase64().toString()], [id: 7, name: '', note: '\\N', bits: null, raw: null]],
               empty: [], line: [[only: ''], [only: null], [only: '\\'], [only: 'NULL']]])

        when:
        def loads = loads()
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json')")

        then:
        ask(target, 'select note from t order by id') == [text, '\\N']
        ask(target, 'select hex(raw) from t order by id') == [raw.encodeHex().toString().toUpperCase(), null]
        ask(target, "select concat_ws('|', id, name, bin(bits), letters, made, word) from t order by id") ==
                ['0|Zürich|100101011100|6|2024-02-29 00:00:00|new', '7||0|2024-02-29 00:00:00|new']
        ask(target, 'select only from line') == ['', null, '\\', 'NULL']
        this.loads() == loads + 2
    }

    def "#what stops the import with the server's reason, and nothing is imported"() {
        given:
        def target = database('mariadb', "create table t (id int primary key, v $type)", "insert into t (id) values (9)")
        write([t: [[id: 1, v: null], [id: 2, v: value], [id: 3, v: value]]])

        when:
        def ended = bench.run(bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json')"))

        then:
        ended.exit().code() == 1
        Bench.message(ended).contains(reason)
        Bench.message(ended).endsWith('nothing was imported')
        ask(target, 'select id from t') == [9]

        where:
        what                                  | type                       | value         || reason
        'a doubled beginning of a text'       | 'varchar(9), unique (v(2))' | 'abc'        || "Duplicate entry 'ab' for key 'v'"
        'a value that a check refuses'        | 'int check (v < 10)'       | 10            || 'CONSTRAINT `t.v` failed'
        'a character that a column lacks'     | 'varchar(9) charset latin1' | 'a😀'        || 'Incorrect string value'
        'a text of more bytes than fit'       | 'tinytext'                 | 'x' + 'é' * 200 || 'Data too long for column'
        'a time that is out of range'         | 'time'                     | '900:00:00'   || 'Incorrect time value'
        'a year that is out of range'         | 'year'                     | 3000          || 'Out of range value'
        'a number that is out of range'       | 'float'                    | 1.0e300       || 'Out of range value'
        'an address that is none'             | 'inet6'                    | 'abc'         || "Incorrect inet6 value: 'abc'"
        'JSON that only MariaDB takes for none' | 'longtext check (json_valid(v) and json_type(v) = \'OBJECT\')' | '[1]' || 'CONSTRAINT `t.v` failed'
    }

    def "what a trigger refuses is refused, and what it warns of is imported all the same"() {
        given:
        def target = database('mariadb', 'create table t (id int primary key)', 'create table seen (id int)',
                "create trigger heed before insert on t for each row begin insert into seen values (new.id); signal sqlstate '$state' set message_text = 'mind the step'; end")
        write([t: [[id: 1], [id: 2]]])

        when:
        def ended = bench.run(bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json', tables: ['t'])"))

        then:
        ended.exit().code() == code
        Bench.message(ended).contains(message)
        ask(target, 'select id from t order by id') == rows
        ask(target, 'select id from seen order by id') == rows

        where:
        state   || code | message         | rows
        '45000' || 1    | 'mind the step' | []
        '01000' || 0    | ''              | [1, 2]
    }

    def "a server that takes no LOAD DATA LOCAL gets the rows all the same"() {
        given:
        def target = database('mariadb', 'create table t (id int primary key, v varchar(10))')
        write([t: [[id: 1, v: 'a\tb'], [id: 2, v: null]]])
        Mariadb.run(target, 'set global local_infile = 0')

        when:
        def loads = loads()
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json')")

        then:
        ask(target, 'select v from t order by id') == ['a\tb', null]
        this.loads() == loads

        cleanup:
        Mariadb.run(target, 'set global local_infile = 1')
    }

    def "a load that waits for another is ended when the time is over"() {
        given:
        def target = database('mariadb', 'create table t (id int primary key)', 'insert into t values (9)')
        write([t: [[id: 1], [id: 2], [id: 3]]])
        def other = Mariadb.connect(target)
        other.autoCommit = false
        other.createStatement().execute('insert into t values (2)')

        when:
        def ended = bench.run(bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json', mode: 'append', timeout: 1.second)"))

        then:
        ended.exit().code() == 1
        Bench.message(ended).contains('1 s')
        ask(target, 'select id from t') == [9]

        cleanup:
        other?.close()
    }

    private void write(Map tables) {
        Files.writeString(folder.resolve('pod.json'), new ObjectMapper().writeValueAsString(tables))
    }

    /** How many statements of this kind the server did. */
    private static long loads() {
        Mariadb.ask(Mariadb.database('information_schema'), "select variable_value from global_status where variable_name = 'COM_LOAD'")[0] as long
    }
}
