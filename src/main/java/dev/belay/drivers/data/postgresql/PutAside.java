package dev.belay.drivers.data.postgresql;

import dev.belay.drivers.data.Session;
import dev.belay.value.Failure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/**
 * Foreign keys and indexes that are taken away while rows are loaded, and put back as they were: to build an index of all rows is several
 * times quicker than to let it grow (facts/data.md). All of it belongs to the transaction of the rows, so that a crash leaves them where
 * they are. Not for several threads.
 */
final class PutAside {

    private static final String FOREIGN_KEYS = """
            select k.conrelid::regclass::text, k.conname, pg_catalog.pg_get_constraintdef(k.oid),
                pg_catalog.obj_description(k.oid, 'pg_constraint')
            from pg_catalog.pg_constraint k where k.contype = 'f'
            and coalesce((pg_catalog.to_jsonb(k)->>'conparentid')::bigint, 0) = 0
            and (k.conrelid = any (?::regclass[]::oid[]) or k.confrelid = any (?::regclass[]::oid[])) order by 1, 2""";

    /** Not the primary key, and none of which its definition does not tell all, or on which something else stands. */
    private static final String INDEXES = """
            select i.indrelid::regclass::text, i.indexrelid::regclass::text, pg_catalog.pg_get_indexdef(i.indexrelid),
                pg_catalog.obj_description(i.indexrelid, 'pg_class'), k.conname, pg_catalog.pg_get_constraintdef(k.oid),
                pg_catalog.obj_description(k.oid, 'pg_constraint')
            from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
            left join pg_catalog.pg_constraint k on k.conindid = i.indexrelid and k.conrelid = i.indrelid
            where i.indrelid = any (?::regclass[]::oid[]) and i.indisvalid and c.relkind = 'i' and c.reltablespace = 0
            and not i.indisprimary and not i.indisreplident and not i.indisclustered
            and (k.oid is null or k.contype in ('u', 'x') and c.reloptions is null)
            and not exists (select 1 from pg_catalog.pg_inherits p where p.inhrelid = c.oid)
            and not exists (select 1 from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attstattarget > -1)
            and not exists (select 1 from pg_catalog.pg_depend d where d.refobjid in (c.oid, k.oid) and d.deptype = 'n')
            order by 1, 2""";

    /** The state of an error (PostgreSQL's manual, "PostgreSQL Error Codes"). */
    private static final String LEADS_NOWHERE = "23503";

    /** A statement that puts something back, and what it is. */
    private record Back(String sql, Optional<String> foreignKey, String table) {}

    private final Session session;
    private final List<Back> indexes = new ArrayList<>();
    private final List<Back> keys = new ArrayList<>();

    PutAside(Session session) {
        this.session = session;
    }

    /** Takes the foreign keys away that lead from or to these tables; tables as an array of PostgreSQL. */
    void foreignKeys(String tables) throws SQLException {
        for (List<Optional<String>> row :
                session.ask(FOREIGN_KEYS, tables, tables).rows()) {
            String table = text(row, 0);
            String name = PostgresqlSource.name(text(row, 1));
            keys.add(new Back(
                    "alter table " + table + " add constraint " + name + " " + text(row, 2), row.get(1), table));
            comment(keys, "constraint " + name + " on " + table, row.get(3), table);
            session.run("alter table " + table + " drop constraint " + name);
        }
    }

    /** Takes the indexes of these tables away, once nothing leads to them. */
    void indexes(String tables) throws SQLException {
        for (List<Optional<String>> row : session.ask(INDEXES, tables).rows()) {
            String table = text(row, 0);
            String index = text(row, 1);
            if (row.get(4).isPresent()) {
                String name = PostgresqlSource.name(text(row, 4));
                session.run("alter table " + table + " drop constraint " + name);
                indexes.add(new Back(
                        "alter table " + table + " add constraint " + name + " " + text(row, 5),
                        Optional.empty(),
                        table));
                comment(indexes, "constraint " + name + " on " + table, row.get(6), table);
            } else {
                session.run("drop index " + index);
                indexes.add(new Back(text(row, 2), Optional.empty(), table));
            }
            comment(indexes, "index " + index, row.get(3), table);
        }
    }

    private static void comment(List<Back> to, String of, Optional<String> comment, String table) {
        comment.ifPresent(text -> to.add(
                new Back("comment on " + of + " is '" + text.replace("'", "''") + "'", Optional.empty(), table)));
    }

    /**
     * Puts all back, which checks all rows.
     *
     * @throws Failure where rows lead to rows that are not there
     */
    void back() throws SQLException {
        for (Back index : indexes) {
            session.run(index.sql());
        }
        for (Back key : keys) {
            try {
                session.run(key.sql());
            } catch (PSQLException e) {
                if (!LEADS_NOWHERE.equals(e.getSQLState())) {
                    throw e;
                }
                Optional<String> detail =
                        Optional.ofNullable(e.getServerErrorMessage()).map(m -> m.getDetail());
                throw Failure.failed(
                        "rows of " + key.table() + " lead to rows that are not there ("
                                + key.foreignKey().orElse("") + "): " + detail.orElse(e.getMessage())
                                + "; nothing was imported",
                        "mend the rows where they came from, and export again");
            }
        }
    }

    private static String text(List<Optional<String>> row, int column) {
        return row.get(column).orElse("");
    }
}
