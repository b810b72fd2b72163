package dev.belay.database

import dev.belay.value.Failure
import org.flywaydb.core.api.configuration.FluentConfiguration
import org.flywaydb.core.internal.parser.ParsingContext
import org.flywaydb.core.internal.resource.StringResource
import org.flywaydb.database.postgresql.PostgreSQLParser
import spock.lang.Specification

/** How a file of SQL falls into statements. */
class SqlScriptSpec extends Specification {

    static final BACKSLASH = '\\'

    def "splits at semicolons that end a statement: #what"() {
        expect:
        statements(sql)*.text() == expected

        where:
        what                    | sql                                                        || expected
        'nothing'               | ''                                                         || []
        'blanks and semicolons' | ' ;; \n ; '                                                || []
        'two statements'        | 'select 1; select 2'                                       || ['select 1', 'select 2']
        'a string'              | "select 'a;b'; select 2;"                                  || ["select 'a;b'", 'select 2']
        'a doubled quote'       | "select 'it''s;'; select 2"                                || ["select 'it''s;'", 'select 2']
        'a plain backslash'     | "select '${BACKSLASH}'; select 2"                          || ["select '${BACKSLASH}'", 'select 2']
        'an escape string'      | "select E'${BACKSLASH}';'; select 2"                       || ["select E'${BACKSLASH}';'", 'select 2']
        'a word that ends in e' | "select name'${BACKSLASH}'; select 2"                      || ["select name'${BACKSLASH}'", 'select 2']
        'a quoted name'         | 'select ";"";"; select 2'                                  || ['select ";"";"', 'select 2']
        'dollar quotes'         | 'do $$ begin; end $$; select 2'                            || ['do $$ begin; end $$', 'select 2']
        'tagged dollar quotes'  | 'do $a$ $$;$b$; $a$; select 2'                             || ['do $a$ $$;$b$; $a$', 'select 2']
        'a dollar in a name'    | 'select a$b$c; select d$b$e'                               || ['select a$b$c', 'select d$b$e']
        'a parameter'           | 'prepare p as select $1; select $1'                        || ['prepare p as select $1', 'select $1']
        'a line comment'        | "select 1 -- it's; fine\n+ 1; select 2"                    || ["select 1 -- it's; fine\n+ 1", 'select 2']
        'a leading comment'     | "-- first;\n/* and; */ select 1;"                          || ['select 1']
        'nested comments'       | "select /* a /* ; */ ' ; */ 1; select 2"                   || ["select /* a /* ; */ ' ; */ 1", 'select 2']
        'only a comment'        | '-- nothing; here'                                         || []
        'a rule'                | 'create rule r as on insert to t do (select 1; select 2);' || ['create rule r as on insert to t do (select 1; select 2)']
        'a body'                | 'create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3' ||
                ['create function f() returns int begin atomic select case when true then 1 end; select 2; end', 'select 3']
        'a mark at the start'   | '\ufeffselect 1'                                           || ['select 1']
        'lines of Windows'      | 'select 1;\r\nselect 2;\r\n'                               || ['select 1', 'select 2']
    }

    def "knows the line on which a statement begins"() {
        expect:
        statements("-- head\n\nselect 1;\n\n  select\n 2; select 3")*.line() == [3, 5, 6]
    }

    def "knows what #sql means for transactions"() {
        expect:
        statements(sql)*.kind() == [kind]

        where:
        sql                                                      || kind
        'begin'                                                  || SqlKind.TRANSACTION
        'start transaction read only'                            || SqlKind.TRANSACTION
        'commit'                                                 || SqlKind.TRANSACTION
        'rollback to savepoint a'                                || SqlKind.ORDINARY
        "prepare transaction 'x'"                                || SqlKind.TRANSACTION
        'prepare p as select 1'                                  || SqlKind.ORDINARY
        'create index concurrently i on t (a)'                   || SqlKind.ALONE
        'CREATE UNIQUE INDEX /* now */ CONCURRENTLY i ON t (a)'  || SqlKind.ALONE
        'create index i on t (a)'                                || SqlKind.ORDINARY
        'create index i on concurrently (a)'                     || SqlKind.ORDINARY
        'drop index concurrently i'                              || SqlKind.ALONE
        'reindex (concurrently) table t'                         || SqlKind.ALONE
        'reindex table t'                                        || SqlKind.ORDINARY
        'vacuum full t'                                          || SqlKind.ALONE
        'alter system set work_mem = 1'                          || SqlKind.ALONE
        'create database d'                                      || SqlKind.ALONE
        'create table database (a int)'                          || SqlKind.ORDINARY
        'alter table t detach partition p concurrently'          || SqlKind.ALONE
        'copy t (a, b) from stdin with csv'                      || SqlKind.COPY_IN
        'copy (select 1) to stdout'                              || SqlKind.COPY_OUT
        "copy t from '/tmp/x'"                                   || SqlKind.ORDINARY
        'insert into t select 1'                                 || SqlKind.ORDINARY
    }

    def "hands on the data behind COPY and finds the next statement after it"() {
        given:
        def script = script("copy t from stdin;\n1\t'a;\n2\t${BACKSLASH}N\n${BACKSLASH}.\nselect 2;")
        def data = new StringBuilder()

        when:
        def copy = script.next().get()
        script.data { characters, length -> data.append(characters, 0, length) }
        def after = script.next().get()

        then:
        copy.kind() == SqlKind.COPY_IN
        data.toString() == "1\t'a;\n2\t${BACKSLASH}N\n"
        after == new SqlScript.Statement('select 2', 5, SqlKind.ORDINARY)
    }

    def "holds a piece of the data, not all of it"() {
        given: 'more data than a heap of the tests could hold twice'
        def row = ('x' * 1023 + '\n').bytes
        def rows = 100_000
        def begin = new ByteArrayInputStream('copy t from stdin;\n'.bytes)
        def end = new ByteArrayInputStream("${BACKSLASH}.\n".bytes)
        def all = new SequenceInputStream(new SequenceInputStream(begin, repeated(row, rows)), end)
        def script = new SqlScript('large.sql', all)
        long total = 0
        int largest = 0

        when:
        script.next()
        script.data { characters, length ->
            total += length
            largest = Math.max(largest, length)
        }

        then:
        total == 1024L * rows
        largest <= 1 << 16
    }

    def "says where #sql is wrong"() {
        when:
        statements("select 1;\n$sql")

        then:
        def failure = thrown(Failure)
        failure.message() == "a.sql:$line: $message"

        where:
        sql                        || line | message
        "select 'a"                || 2    | 'the string that begins here does not end'
        'select "a'                || 2    | 'the quoted name that begins here does not end'
        'select 1 /* a /* b */'    || 2    | 'the comment that begins here does not end'
        'do $x$ begin $$ end'      || 2    | 'the text in $x$ that begins here does not end'
        "\n${BACKSLASH}connect db" || 3    | "'${BACKSLASH}connect' is a command of psql and no SQL"
        "select 1 ${BACKSLASH}gx"  || 2    | "'${BACKSLASH}gx' is a command of psql and no SQL"
    }

    def "passes over what pg_dump writes around a dump for psql alone"() {
        expect:
        statements("${BACKSLASH}restrict abc\nselect 1;\n${BACKSLASH}unrestrict abc\n")*.text() == ['select 1']
    }

    def "refuses what is not UTF-8"() {
        when:
        new SqlScript('a.sql', new ByteArrayInputStream([0x73, 0xff, 0xfe] as byte[])).next()

        then:
        thrown(Failure)
    }

    def "agrees with Flyway about #sql"() {
        given:
        def configuration = new FluentConfiguration().placeholderReplacement(false)
        def flyway = new PostgreSQLParser(configuration, new ParsingContext()).parse(new StringResource(sql))
        def theirs = []
        while (flyway.hasNext()) {
            theirs << flyway.next()
        }

        expect:
        def ours = statements(sql)
        ours*.text().collect { it.replaceAll(/\s+/, ' ') } == theirs*.sql.collect { it.replaceAll(/\s+/, ' ') }
        ours.collect { it.kind() != SqlKind.ALONE } == theirs*.canExecuteInTransaction()

        where:
        sql << [
                "create table a (b text default ';');\ninsert into a values ('x''y;'), (E'${BACKSLASH}';');",
                'create or replace function f() returns trigger as $body$ begin update a set b = 1; return new; end; $body$ language plpgsql;\nselect 1;',
                'select 1 /* ; /* ; */ ; */ + 2; select 3 -- ;\n;',
                'create index concurrently i on a (b);',
                'vacuum analyze a;',
                'alter system set work_mem = 1;',
                'alter table "a;b" add column "c""d" int; comment on table "a;b" is $$it\'s$$;',
                "insert into a values (U&'d!0061t!+000061;' uescape '!');",
                'create function g() returns int language sql begin atomic select 1; select 2; end;\nselect 4;',
        ]
    }

    private static List<SqlScript.Statement> statements(String sql) {
        def script = script(sql)
        def all = []
        for (def next = script.next(); next.present; next = script.next()) {
            all << next.get()
        }
        all
    }

    private static SqlScript script(String sql) {
        new SqlScript('a.sql', new ByteArrayInputStream(sql.getBytes('UTF-8')))
    }

    private static InputStream repeated(byte[] row, int times) {
        new SequenceInputStream(Collections.enumeration((1..times).collect { new ByteArrayInputStream(row) }))
    }
}
