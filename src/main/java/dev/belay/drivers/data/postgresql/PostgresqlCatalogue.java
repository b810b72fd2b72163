package dev.belay.drivers.data.postgresql;

import dev.belay.drivers.data.Amount;
import dev.belay.drivers.data.Catalogue;
import dev.belay.drivers.data.Catalogue.Part;
import dev.belay.drivers.data.Catalogue.Use;
import dev.belay.drivers.data.Question;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Column.Filling;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Table;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of a PostgreSQL database: not the system's, not an extension's, not Belay's own; of a table in partitions the whole, not its
 * parts.
 */
public final class PostgresqlCatalogue {

    /** The name of a table as Belay says it. */
    private static final String NAME =
            "case when n.nspname = current_schema() then c.relname else n.nspname || '.' || c.relname end";

    private static final String TABLES = """
            pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            """;

    private static final String OWN = """
             c.relkind in ('r', 'p') and not c.relispartition and c.relname !~ '^belay_'
            and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            and not exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass
                and d.objid = c.oid and d.deptype = 'e')
            """;

    /** What tells of the type {@code t} of a column {@code a}: see {@link TypeText}. */
    private static final String TYPE = """
             pg_catalog.format_type(a.atttypid, a.atttypmod), b.typname, b.typcategory,
            case when t.typtype = 'd' then t.typtypmod else a.atttypmod end, e.typname, e.typcategory,
            (select pg_catalog.json_agg(l.enumlabel order by l.enumsortorder) from pg_catalog.pg_enum l
                where l.enumtypid = coalesce(e.oid, b.oid))
            """;

    private static final String TYPES = """
             join pg_catalog.pg_type t on t.oid = a.atttypid
            join pg_catalog.pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
            left join pg_catalog.pg_type e on e.oid = b.typelem and b.typcategory = 'A'
            """;

    private static final String COLUMNS = "select " + NAME + ", a.attname, " + TYPE
            + ", a.attnotnull, pg_catalog.pg_get_expr(x.adbin, x.adrelid), a.attidentity <> '',"
            + " coalesce(pg_catalog.to_jsonb(a)->>'attgenerated', '') <> '' from " + TABLES
            + " join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped" + TYPES
            + " left join pg_catalog.pg_attrdef x on x.adrelid = c.oid and x.adnum = a.attnum where" + OWN
            + " order by 1, a.attnum";

    private static final String KEYS =
            "select " + NAME + ", i.indisprimary, k.relname, a.attname from " + TABLES + """
             join pg_catalog.pg_index i on i.indrelid = c.oid join pg_catalog.pg_class k on k.oid = i.indexrelid
            cross join lateral pg_catalog.unnest(i.indkey::int2[]) with ordinality as u (number, place)
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = u.number
            where i.indisunique and i.indpred is null and i.indexprs is null
            and u.place <= coalesce((pg_catalog.to_jsonb(i)->>'indnkeyatts')::int, i.indnatts) and""" + OWN
                    + " order by 1, 3, u.place";

    /** Not those that the server was told not to hold against the rows that are there, and is told so again after an import. */
    private static final String REFERENCES = "select " + NAME + ", f.conname, a.attname, o.relname, p.attname from "
            + TABLES + """
             join pg_catalog.pg_constraint f on f.conrelid = c.oid and f.contype = 'f' and f.convalidated
            cross join lateral rows from (pg_catalog.unnest(f.conkey), pg_catalog.unnest(f.confkey)) with ordinality as u (mine, theirs, place)
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = u.mine
            join pg_catalog.pg_attribute p on p.attrelid = f.confrelid and p.attnum = u.theirs
            cross join lateral (select\s""" + NAME.replace("n.", "s.").replace("c.", "r.") + """
             as relname from pg_catalog.pg_class r join pg_catalog.pg_namespace s on s.oid = r.relnamespace
                where r.oid = f.confrelid) o
            where""" + OWN + " order by 1, 2, u.place";

    /** The type of a number as people write it, and what {@link TypeText} reads of it. */
    static final String TYPE_OF =
            "select" + TYPE + " from (select ?::text::oid as atttypid, -1 as atttypmod) a" + TYPES;

    private static final String AMOUNTS = "select " + NAME + """
            , case when c.reltuples > 0 then c.reltuples else pg_catalog.pg_stat_get_live_tuples(c.oid) end::bigint, pg_catalog.pg_table_size(c.oid) from\s""" + TABLES
            + " where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";

    /** Checks, exclusions and triggers of tables or their parts, and domains that check. */
    private static final String GUARDED = "select " + NAME + " from " + TABLES + " where " + OWN + """
             and (exists (select 1 from pg_catalog.pg_constraint k where k.contype in ('c', 'x')
                    and k.conrelid in (select c.oid union all select h.inhrelid from pg_catalog.pg_inherits h where h.inhparent = c.oid))
                or exists (select 1 from pg_catalog.pg_trigger g where not g.tgisinternal and g.tgtype & 4 <> 0
                    and g.tgrelid in (select c.oid union all select h.inhrelid from pg_catalog.pg_inherits h where h.inhparent = c.oid))
                or exists (select 1 from pg_catalog.pg_attribute a join pg_catalog.pg_constraint k on k.contypid = a.atttypid
                    where a.attrelid = c.oid and not a.attisdropped and k.contype = 'c'))
            order by 1""";

    /** How the server writes what a column counts by, where that does not belong to it. */
    private static final Pattern NEXT = Pattern.compile("nextval\\('((?:[^']|'')+)'::regclass\\)");

    private PostgresqlCatalogue() {}

    /** About how much each table holds, by the server's statistics. */
    public static Map<String, Amount> amounts(Question database) throws SQLException {
        return Catalogue.amounts(database.ask(AMOUNTS));
    }

    /** What the server counts of changed rows. */
    public static String changes(Question database) throws SQLException {
        return database.ask(
                        "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_catalog.pg_stat_user_tables")
                .single()
                .orElse("");
    }

    /** The tables with rules that only the server can apply. */
    public static List<String> guarded(Question database) throws SQLException {
        return database.ask(GUARDED).column();
    }

    /** Whether the table is there in which imports are marked as done. */
    public static boolean keepsMarks(Question database) throws SQLException {
        return database.ask("select to_regclass('belay_import')").single().isPresent();
    }

    /** Reads it. */
    public static List<Table> tables(Question database) throws SQLException {
        Catalogue catalogue = new Catalogue();
        for (List<Optional<String>> row : database.ask(COLUMNS).rows()) {
            catalogue.column(text(row, 0), column(row));
        }
        for (List<Optional<String>> row : database.ask(KEYS).rows()) {
            Use use = isTrue(row.get(1)) ? Use.PRIMARY : Use.UNIQUE;
            catalogue.part(new Part(text(row, 0), use, text(row, 2), text(row, 3), "", ""));
        }
        for (List<Optional<String>> row : database.ask(REFERENCES).rows()) {
            catalogue.part(
                    new Part(text(row, 0), Use.REFERENCE, text(row, 1), text(row, 2), text(row, 3), text(row, 4)));
        }
        return catalogue.tables();
    }

    /** What a column gets next that counts by itself; empty where no sequence is found that counts upwards. */
    public static Optional<BigInteger> next(Question database, String table, Column column) throws SQLException {
        Optional<String> owned = database.ask(
                        "select pg_catalog.pg_get_serial_sequence(?, ?)", PostgresqlSource.table(table), column.name())
                .single();
        Optional<String> sequence = owned.or(() -> column.standard()
                .map(NEXT::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1).replace("''", "'")));
        if (sequence.isEmpty()) {
            return Optional.empty();
        }
        return database.ask(
                        "select case when is_called then last_value + 1 else last_value end from " + sequence.get()
                                + " where (select seqincrement > 0 from pg_catalog.pg_sequence where seqrelid = ?::regclass)",
                        sequence.get())
                .single()
                .map(BigInteger::new);
    }

    private static Column column(List<Optional<String>> row) {
        Kind kind = TypeText.kind(row.subList(3, 9));
        Optional<String> standard = row.get(10);
        boolean counted = isTrue(row.get(11))
                || standard.filter(text -> text.startsWith("nextval(")).isPresent();
        Filling filling = isTrue(row.get(12)) ? Filling.COMPUTED : counted ? Filling.COUNTED : Filling.NONE;
        return new Column(text(row, 1), text(row, 2), kind, !isTrue(row.get(9)), standard, filling);
    }

    private static String text(List<Optional<String>> row, int column) {
        return row.get(column).orElse("");
    }

    private static boolean isTrue(Optional<String> value) {
        return value.equals(Optional.of("t"));
    }
}
