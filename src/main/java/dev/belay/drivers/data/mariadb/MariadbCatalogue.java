package dev.belay.drivers.data.mariadb;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of a MariaDB database that are not Belay's own. */
public final class MariadbCatalogue {

    private static final String COLUMNS = """
            select c.table_name, c.column_name, c.column_type, c.data_type, c.character_maximum_length, c.numeric_precision,
                c.numeric_scale, c.character_set_name, c.is_nullable, c.column_default, c.extra
            from information_schema.columns c join information_schema.tables t
                on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
            where c.table_schema = ? and c.table_name not like 'belay\\_%'
            order by c.table_name, c.ordinal_position""";

    private static final String KEYS = """
            select s.table_name, s.index_name, s.column_name, max(s.sub_part) over (partition by s.table_name, s.index_name)
            from information_schema.statistics s
            where s.table_schema = ? and s.non_unique = 0 order by s.table_name, s.index_name, s.seq_in_index""";

    private static final String REFERENCES = """
            select k.table_name, k.constraint_name, k.column_name, k.referenced_table_name, k.referenced_column_name
            from information_schema.key_column_usage k
            where k.table_schema = ? and k.referenced_table_name is not null
            order by k.table_name, k.constraint_name, k.ordinal_position""";

    /** JSON is a longtext with this check. */
    private static final String JSON = """
            select table_name, check_clause from information_schema.check_constraints
            where constraint_schema = ? and check_clause like 'json_valid(%'""";

    private static final String GUARDED = """
            select k.table_name from information_schema.check_constraints k
            where k.constraint_schema = ? and k.check_clause not regexp '^json_valid[(]`[^`]*`[)]$'
            union select g.event_object_table from information_schema.triggers g
            where g.event_object_schema = ? and g.event_manipulation = 'INSERT' order by 1""";

    private static final String AMOUNTS =
            "select table_name, table_rows, data_length from information_schema.tables where table_schema = ?";

    private static final String MARKS =
            "select 1 from information_schema.tables where table_schema = ? and table_name = 'belay_import'";

    private MariadbCatalogue() {}

    /** About how much each table holds, by the server's statistics. */
    public static Map<String, Amount> amounts(Question server, String database) throws SQLException {
        return Catalogue.amounts(server.ask(AMOUNTS, database));
    }

    /** When rows were changed last, as far as the server knows: to the second, so that of the last ones nothing can be told. */
    public static String changes(Question server, String database) throws SQLException {
        return server.ask(
                        "select if(max(update_time) > now() - interval 2 second, sysdate(6), max(update_time))"
                                + " from information_schema.tables where table_schema = ?",
                        database)
                .single()
                .orElse("");
    }

    /** The tables with rules that only the server can apply. */
    public static List<String> guarded(Question server, String database) throws SQLException {
        return server.ask(GUARDED, database, database).column();
    }

    /** Whether the table is there in which imports are marked as done. */
    public static boolean keepsMarks(Question server, String database) throws SQLException {
        return server.ask(MARKS, database).single().isPresent();
    }

    /** Reads it. */
    public static List<Table> tables(Question server, String database) throws SQLException {
        Set<String> json = new HashSet<>();
        for (List<Optional<String>> row : server.ask(JSON, database).rows()) {
            json.add(text(row, 0) + " " + text(row, 1));
        }
        Catalogue catalogue = new Catalogue();
        for (List<Optional<String>> row : server.ask(COLUMNS, database).rows()) {
            boolean isJson = json.contains(text(row, 0) + " json_valid(" + MariadbSource.name(text(row, 1)) + ")");
            catalogue.column(text(row, 0), column(row, isJson));
        }
        for (List<Optional<String>> row : server.ask(KEYS, database).rows()) {
            Use use = text(row, 1).equals("PRIMARY") ? Use.PRIMARY : Use.UNIQUE;
            if (row.get(3).isEmpty()) { // one of the beginnings of values says nothing of the values
                catalogue.part(new Part(text(row, 0), use, text(row, 1), text(row, 2), "", ""));
            }
        }
        for (List<Optional<String>> row : server.ask(REFERENCES, database).rows()) {
            catalogue.part(
                    new Part(text(row, 0), Use.REFERENCE, text(row, 1), text(row, 2), text(row, 3), text(row, 4)));
        }
        return catalogue.tables();
    }

    /** What a column gets next that counts by itself. */
    public static Optional<BigInteger> next(Question server, String database, String table) throws SQLException {
        return server.ask(
                        "select auto_increment from information_schema.tables where table_schema = ? and table_name = ?",
                        database,
                        table)
                .single()
                .map(BigInteger::new);
    }

    private static Column column(List<Optional<String>> row, boolean json) {
        String extra = text(row, 10).toUpperCase(java.util.Locale.ROOT);
        Kind kind = json
                ? Kind.Plain.JSON
                : TypeText.kind(new TypeText(
                        text(row, 3),
                        text(row, 2),
                        row.get(4).map(Long::valueOf),
                        row.get(5).map(Integer::valueOf),
                        row.get(6).map(Integer::valueOf).orElse(0)));
        Filling filling = extra.contains("GENERATED") || extra.contains("PERSISTENT")
                ? Filling.COMPUTED
                : extra.contains("AUTO_INCREMENT") ? Filling.COUNTED : Filling.NONE;
        return new Column(
                text(row, 1),
                text(row, 2),
                kind,
                text(row, 8).equals("YES"),
                row.get(9).filter(standard -> !standard.equals("NULL")),
                filling);
    }

    private static String text(List<Optional<String>> row, int column) {
        return row.get(column).orElse("");
    }
}
