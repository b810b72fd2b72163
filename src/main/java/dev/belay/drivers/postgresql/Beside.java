package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.driver.Work;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * The new database beside an old one: made alike, filled, and at last put in its place. The last is one transaction, so that a
 * server which dies in it has the one or the other.
 *
 * @param work the step's hands
 * @param old the one to be replaced
 * @param database the new one
 */
record Beside(Work work, Database old, Database database) {

    /** Settings whose values are lists and must not be quoted as a whole (pg_dump's list, GUC_LIST_QUOTE). */
    private static final String LISTS =
            "'local_preload_libraries','search_path','session_preload_libraries','shared_preload_libraries',"
                    + "'temp_tablespaces','unix_socket_directories'";

    /** Makes the old one, empty, where there is none: then there is one case less. */
    void makeMissing() {
        try (Session server = Session.ofServer(work, old)) {
            server.run("create database " + Session.name(old.name()) + " template template0");
        }
    }

    /** Drops the new one; nothing where there is none. */
    void remove() {
        try (Session server = Session.ofServer(work, old)) {
            server.drop(database.name());
        }
    }

    /**
     * Makes the new one, empty, with encoding, locale, owner, rights and settings of the old one. Where it holds extensions that the
     * role may not make, it begins as a copy of the old one from which the rest is removed.
     *
     * @return what could not be carried over, a line each
     */
    List<String> make() {
        boolean copied = !work.read(new DatabaseFacts.ForbiddenExtensions(old)).isEmpty();
        List<String> remarks;
        try (Session server = Session.ofServer(work, old)) {
            if (copied) {
                server.endOthers(old.name());
                server.copy(old.name(), database.name());
            } else {
                server.run(server.column(LIKE, database.name(), old.name()).get(0));
            }
            remarks = carryOver(server);
        }
        if (copied) {
            try (Session inside = Session.of(work, database)) {
                inside.run(EMPTY);
            }
        }
        return remarks;
    }

    /** Makes the new one as a copy of another. */
    List<String> copyOf(String source) {
        try (Session server = Session.ofServer(work, old)) {
            server.copy(source, database.name());
            return carryOver(server);
        }
    }

    /** Puts the fresh one in the place of the old one, which is called otherwise from then on. */
    void swap(String fresh, String keptAs) {
        work.say("ending the sessions in " + old.name() + " and putting the new database in its place");
        try (Session server = Session.ofServer(work, old)) {
            server.rename(
                    List.of(old.name(), fresh),
                    List.of(
                            "alter database " + Session.name(old.name()) + " rename to " + Session.name(keptAs),
                            "alter database " + Session.name(fresh) + " rename to " + Session.name(old.name())));
        }
    }

    private List<String> carryOver(Session server) {
        List<String> remarks = new ArrayList<>();
        for (String statement : server.column(PROPERTIES, database.name(), old.name())) {
            try {
                server.run(statement);
            } catch (Failure refused) {
                remarks.add("not carried over to the new database: " + statement + ": " + refused.message());
            }
        }
        return remarks;
    }

    private static final String LIKE = """
            select pg_catalog.format('create database %I template template0 encoding %L lc_collate %L lc_ctype %L owner %I',
                ?::text, pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
                pg_catalog.pg_get_userbyid(d.datdba))
              || case when pg_catalog.to_jsonb(d)->>'datlocprovider' = 'i' then pg_catalog.format(
                ' locale_provider icu icu_locale %L',
                coalesce(pg_catalog.to_jsonb(d)->>'datlocale', pg_catalog.to_jsonb(d)->>'daticulocale')) else '' end
              || case when t.spcname <> 'pg_default' then pg_catalog.format(' tablespace %I', t.spcname) else '' end
              || case when d.datconnlimit >= 0 then ' connection limit ' || d.datconnlimit else '' end
            from pg_catalog.pg_database d join pg_catalog.pg_tablespace t on t.oid = d.dattablespace where d.datname = ?
            """;

    private static final String PROPERTIES = """
            with fresh as (select ?::text as name),
            old as (select oid, datacl, pg_catalog.shobj_description(oid, 'pg_database') as comment
                from pg_catalog.pg_database where datname = ?),
            settings as (select s.setrole, pg_catalog.split_part(c.line, '=', 1) as setting,
                pg_catalog.substr(c.line, pg_catalog.strpos(c.line, '=') + 1) as value
                from old join pg_catalog.pg_db_role_setting s on s.setdatabase = old.oid, pg_catalog.unnest(s.setconfig) c(line))
            select statement from (
            select 1 as place, pg_catalog.format('revoke all on database %I from public', name) as statement
              from fresh, old where datacl is not null
            union all
            select 2, pg_catalog.format('grant %s on database %I to %s%s', a.privilege_type, name,
                case a.grantee when 0 then 'public' else quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end,
                case when a.is_grantable then ' with grant option' else '' end)
              from fresh, old, pg_catalog.aclexplode(datacl) a
            union all
            select 3, pg_catalog.format('alter %s set %I to %s',
                case setrole when 0 then pg_catalog.format('database %I', name)
                  else pg_catalog.format('role %I in database %I', pg_catalog.pg_get_userbyid(setrole), name) end,
                setting,
                case when setting in (LISTS) and value <> '' then value else quote_literal(value) end)
              from fresh, settings
            union all
            select 4, pg_catalog.format('comment on database %I is %L', name, comment) from fresh, old where comment is not null
            ) statements order by place
            """.replace("LISTS", LISTS);

    /** Drops what the role owns, save extensions and the schema public itself. */
    private static final String EMPTY = """
            do $belay$ declare line text; begin
              for line in select pg_catalog.format('drop schema if exists %I cascade', n.nspname)
                from pg_catalog.pg_namespace n where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
                and pg_catalog.pg_has_role(n.nspowner, 'USAGE') and not exists (select 1 from pg_catalog.pg_depend d
                  where d.classid = 'pg_catalog.pg_namespace'::regclass and d.objid = n.oid and d.deptype = 'e')
              loop execute line; end loop;
              for line in select pg_catalog.format('drop %s if exists %I.%I cascade', case c.relkind when 'v' then 'view'
                  when 'm' then 'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end,
                  n.nspname, c.relname)
                from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                and pg_catalog.pg_has_role(c.relowner, 'USAGE') and not exists (select 1 from pg_catalog.pg_depend d
                  where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
              loop execute line; end loop;
              for line in select 'drop routine if exists ' || p.oid::regprocedure || ' cascade'
                from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                where n.nspname = 'public' and pg_catalog.pg_has_role(p.proowner, 'USAGE')
                and not exists (select 1 from pg_catalog.pg_depend d
                  where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
              loop execute line; end loop;
              for line in select pg_catalog.format('drop type if exists %I.%I cascade', n.nspname, t.typname)
                from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
                where n.nspname = 'public' and t.typtype in ('e', 'd', 'c', 'r') and pg_catalog.pg_has_role(t.typowner, 'USAGE')
                and not exists (select 1 from pg_catalog.pg_depend d
                  where d.classid = 'pg_catalog.pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
                and (t.typrelid = 0 or exists (select 1 from pg_catalog.pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
              loop execute line; end loop;
            end $belay$
            """;
}
