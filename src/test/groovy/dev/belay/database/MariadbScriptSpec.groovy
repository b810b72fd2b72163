package dev.belay.database

import dev.belay.value.Failure
import spock.lang.Specification

/** How a file of MariaDB's SQL falls into statements, as its own client splits it. */
class MariadbScriptSpec extends Specification {

    static final BACKSLASH = '\\'

    def "splits at delimiters that end a statement: #what"() {
        expect:
        statements(sql)*.text() == expected

        where:
        what                       | sql                                                      || expected
        'nothing'                  | ''                                                       || []
        'blanks and semicolons'    | ' ;; \n ; '                                              || []
        'two statements'           | 'select 1; select 2'                                     || ['select 1', 'select 2']
        'a string'                 | "select 'a;b'; select 2;"                                || ["select 'a;b'", 'select 2']
        'a string in other quotes' | 'select "a;\'b"; select 2;'                              || ['select "a;\'b"', 'select 2']
        'a doubled quote'          | "select 'it''s;'; select 2"                              || ["select 'it''s;'", 'select 2']
        'a backslash'              | "select '${BACKSLASH}';'; select 2"                      || ["select '${BACKSLASH}';'", 'select 2']
        'a quoted name'            | "select `a;${BACKSLASH}`; select 2"                      || ["select `a;${BACKSLASH}`", 'select 2']
        'a line comment'           | "select 1 -- it's; fine\n+ 1; select 2"                  || ["select 1 -- it's; fine\n+ 1", 'select 2']
        'a comment with a hash'    | "select 1 # it's; fine\n+ 1; select 2"                   || ["select 1 # it's; fine\n+ 1", 'select 2']
        'two minuses'              | 'select 5--3; select 2'                                  || ['select 5--3', 'select 2']
        'a comment at the end'     | "select 1;\n--"                                          || ['select 1']
        'leading comments'         | "-- first;\n# second;\n/* and; */ select 1;"             || ['select 1']
        'comments do not nest'     | 'select /* a /* ; */ 1; select 2'                        || ['select /* a /* ; */ 1', 'select 2']
        'an executable comment'    | "/*!40101 SET NAMES utf8mb4 */;\nselect 2"               || ['/*!40101 SET NAMES utf8mb4 */', 'select 2']
        'one of MariaDB alone'     | "/*M!100616 set x = ';' */; select 2"                    || ["/*M!100616 set x = ';' */", 'select 2']
        'the mark of a dump'       | "/*M!999999${BACKSLASH}- enable the sandbox mode */ \nselect 2;" || ["/*M!999999${BACKSLASH}- enable the sandbox mode */ \nselect 2"]
        'a hint'                   | '/*+ hint; */ select 1; select 2'                        || ['/*+ hint; */ select 1', 'select 2']
        'another delimiter'        | "delimiter //\nselect 1; select 2//\nDELIMITER ;\nselect 3;" || ['select 1; select 2', 'select 3']
        'a word as delimiter'      | "DELIMITER go\nselect 1;\ngo\nselect 2 go"               || ['select 1;', 'select 2']
        'a quoted delimiter'       | "DELIMITER '\$\$'\nselect 1; \$\$"                       || ['select 1;']
        'a delimiter in a string'  | "delimiter //\nselect '//'//"                            || ["select '//'"]
        'a mark at the start'      | '\ufeffselect 1'                                         || ['select 1']
        'lines of Windows'         | "select 1;\r\ndelimiter //\r\nselect 2//\r\n"            || ['select 1', 'select 2']
    }

    def "knows the line on which a statement begins"() {
        expect:
        statements("-- head\n\nselect 1;\ndelimiter //\n  select\n 2// select 3")*.line() == [3, 5, 6]
    }

    def "knows what #sql means for a run that may be broken off"() {
        expect:
        statements(sql)*.kind() == [kind]

        where:
        sql                                              || kind
        'insert into t values (1)'                       || MariadbKind.DATA
        'with x as (select 1) select * from x'           || MariadbKind.DATA
        'select 1'                                       || MariadbKind.DATA
        'select count(*) into @n from t'                 || MariadbKind.SESSION
        "set @a = 1"                                     || MariadbKind.SESSION
        '/*!40101 SET NAMES utf8mb4 */'                  || MariadbKind.SESSION
        'prepare s from @a'                              || MariadbKind.SESSION
        'set autocommit = 0'                             || MariadbKind.ROLLBACK
        'set autocommit = 1'                             || MariadbKind.SESSION
        'set global max_connections = 7'                 || MariadbKind.REPEATABLE
        'set @@global.max_connections = 7'               || MariadbKind.REPEATABLE
        'set statement max_statement_time = 0 for alter table t add c int' || MariadbKind.SCHEMA
        'create table t (id int)'                        || MariadbKind.SCHEMA
        'create or replace view v as select 1'           || MariadbKind.SCHEMA
        'create definer = `a`@`b` trigger g before insert on t for each row set @x = 1' || MariadbKind.SCHEMA
        'create unique index i on t (id)'                || MariadbKind.SCHEMA
        'alter table t drop column c'                    || MariadbKind.SCHEMA
        'alter table t exchange partition p with table u' || MariadbKind.UNKNOWN
        'rename table a to b'                            || MariadbKind.SCHEMA
        'rename table a to x, b to a, x to b'            || MariadbKind.UNKNOWN
        'create temporary table t (id int)'              || MariadbKind.TEMPORARY
        'create user u'                                  || MariadbKind.UNKNOWN
        'create database d'                              || MariadbKind.DATABASE
        'use d'                                          || MariadbKind.DATABASE
        'truncate t'                                     || MariadbKind.REPEATABLE
        'grant select on t to u'                         || MariadbKind.REPEATABLE
        'start transaction'                              || MariadbKind.BEGIN
        'begin'                                          || MariadbKind.BEGIN
        'commit'                                         || MariadbKind.COMMIT
        'rollback'                                       || MariadbKind.ROLLBACK
        'lock tables t write'                            || MariadbKind.LOCK
        'call p()'                                       || MariadbKind.UNKNOWN
        'execute s'                                      || MariadbKind.UNKNOWN
    }

    def "what is no SQL is told with its line: #message"() {
        when:
        statements(sql)

        then:
        def failure = thrown(Failure)
        failure.message() == message

        where:
        sql                          || message
        "select 1;\nselect 'x"       || 'file.sql:2: the string that begins here does not end'
        'select `x'                  || 'file.sql:1: the quoted name that begins here does not end'
        'select 1 /* x'              || 'file.sql:1: the comment that begins here does not end'
        "select 1;\n\n${BACKSLASH}. other.sql" || "file.sql:3: '${BACKSLASH}.' is a command of the client and no SQL"
        'source other.sql'           || "file.sql:1: 'source' is a command of the client and no SQL"
        "delimiter\nselect 1"        || 'file.sql:1: DELIMITER needs a word behind it, without a backslash'
    }

    def "a file that is not UTF-8 is told"() {
        when:
        statements("select 'é'".getBytes('ISO-8859-1'))

        then:
        def failure = thrown(Failure)
        failure.message() == 'file.sql:1: this line or one soon after is not UTF-8'
    }

    def "a statement longer than what is read at once stays whole"() {
        given:
        def whole = "select '${'x;' * 100_000}'"

        expect:
        statements("$whole;$whole".toString())*.text() == [whole.toString()] * 2
    }

    private static List<MariadbScript.Statement> statements(String sql) {
        statements(sql.getBytes('UTF-8'))
    }

    private static List<MariadbScript.Statement> statements(byte[] sql) {
        def found = []
        new MariadbScript('file.sql', new ByteArrayInputStream(sql)).withCloseable { script ->
            def next = script.next()
            while (next.present) {
                found << next.get()
                next = script.next()
            }
        }
        found
    }
}
