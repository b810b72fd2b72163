package dev.belay.purity

import dev.belay.database.Database
import dev.belay.testing.Servers

/** All that a database holds: its tables and other things, their columns, every row with where it lies, counters of sequences; and which databases and roles there are. */
class Tables {

    private static final String RELATIONS = """
        select quote_ident(nspname) || '.' || quote_ident(relname) from pg_class c join pg_namespace n on n.oid = relnamespace
        where relkind in ('r', 'm') and nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_' order by 1"""

    private static final Map<String, String> CATALOG = [
        databases: 'select string_agg(d::text, chr(10) order by oid) from (select oid, datname, datacl from pg_database) d',
        roles    : 'select string_agg(r::text, chr(10) order by oid) from (select oid, rolname, rolsuper from pg_roles) r',
        things   : """select string_agg(c::text, chr(10) order by oid) from
                        (select oid, relname, relnamespace, relkind, relfilenode, relnatts, relacl from pg_class where oid >= 16384) c""",
        columns  : """select string_agg(a::text, chr(10) order by attrelid, attnum) from
                        (select attrelid, attname, atttypid, attnum, attnotnull from pg_attribute where attrelid >= 16384) a""",
        schemas  : 'select string_agg(n::text, chr(10) order by oid) from pg_namespace n',
        sequences: 'select string_agg(s::text, chr(10) order by s::text) from pg_sequences s',
        routines : "select count(*)::text || ' ' || max(oid)::text from pg_proc",
        locks    : "select string_agg(l::text, chr(10)) from (select locktype, objid from pg_locks where locktype = 'advisory') l",
    ]

    private final Database database

    Tables(Database database) {
        this.database = database
    }

    Map<String, String> look() {
        def rows = Servers.ask(database, RELATIONS).collectEntries { [("table $it".toString()): rows(it as String)] }
        def catalog = CATALOG.collectEntries { name, query -> [("catalog $name".toString()): Servers.ask(database, query)[0] as String] }
        rows + catalog as Map<String, String>
    }

    /** Every row with its place and the transaction that wrote it. */
    private String rows(String table) {
        Servers.ask(database, "select string_agg(t.ctid::text || ' ' || t.xmin::text || ' ' || t::text, chr(10) order by t.ctid) from $table t")[0] as String
    }
}
