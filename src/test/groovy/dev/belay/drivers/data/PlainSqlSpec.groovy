package dev.belay.drivers.data

import spock.lang.Specification

/** What a preview runs of a script's SQL: only what is certain to do nothing but read. */
class PlainSqlSpec extends Specification {

    def "#plain: #sql"() {
        expect:
        PlainSql.isPlain(sql) == plain

        where:
        sql                                                                  || plain
        "id > 7 and name <> 'it''s'"                                         || true
        "created_at >= date '2020-01-01' or deleted is null"                 || true
        "lower(name) in ('a', 'b')"                                          || true
        "(a + 1) * 2 = b::int"                                               || true
        'select p."Name", t.name from p join t on (t.id = p.t_id) where exists (select 1 from x)' || true
        'select id, count(*) from t group by id having count(*) > 1;'        || true
        'data->>\'x\' = \'y\''                                               || true
        'pg_sleep(10) is null'                                               || false
        'pg_catalog.lower(name) = name'                                      || false
        '"lower"(name) = name'                                               || false
        "my_function (id)"                                                   || false
        "id = 1) to stdout; drop table t; copy (select 1"                    || false
        "1 = 1); select (1"                                                  || false
        "id in (1, 2"                                                        || false
        'id = 1 -- all'                                                      || false
        'id = 1 /* all */'                                                   || false
        "name = 'a\\\\' or sleep(1) or '"                                    || false
        'select * into other from t'                                         || false
        'select * from t for update'                                         || false
        'delete from t'                                                      || false
        'id = $$x$$'                                                         || false
        '@a := 1'                                                            || false
    }
}
