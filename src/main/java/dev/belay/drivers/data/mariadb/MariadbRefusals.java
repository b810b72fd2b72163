package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.Refusal;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.format.Table;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What MariaDB says of rows that it refuses. Not for several threads. */
public final class MariadbRefusals {

    /** Classes of errors that are no fault of a row: of connections, statements, transactions and servers. */
    private static final Set<String> OTHER = Set.of("08", "0A", "25", "28", "3D", "40", "42", "70", "HY", "XA");

    /**
     * Those of them that are one all the same (MariaDB's manual, "Error Codes"): no default, no character, no partition, another
     * partition, a value for what is generated, a signal, too long a row.
     */
    private static final Set<Integer> OF_ROW = Set.of(1364, 1366, 1526, 1748, 1906, 1644, 1118);

    private static final Pattern CONNECTION = Pattern.compile("^\\(conn=\\d+\\) ");
    private static final Pattern NUMBER = Pattern.compile(" at row \\d+$");
    private static final Pattern COLUMN =
            Pattern.compile("[Cc]olumn '([^']+)'|[Cc]olumn (?:`[^`]+`\\.)?(?:`([^`]+)`\\.)?`([^`]+)`|Field '([^']+)'");
    private static final Pattern KEY = Pattern.compile("for key '([^']+)'$");
    private static final Pattern CHECK = Pattern.compile("^CONSTRAINT `([^`]+)` failed for `[^`]+`\\.`([^`]+)`");

    private final Session session;
    private final String database;
    private final Map<List<String>, List<String>> keys = new HashMap<>();

    /** @param session in a transaction that goes on */
    MariadbRefusals(Session session, String database) {
        this.session = session;
        this.database = database;
    }

    /** Whether it can be the fault of a row. */
    public static boolean isOfRow(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && state.length() > 2
                && (!OTHER.contains(state.substring(0, 2)) || OF_ROW.contains(e.getErrorCode()));
    }

    /** What it said, on one line. */
    public static String words(SQLException e) {
        String said = CONNECTION.matcher(String.valueOf(e.getMessage())).replaceFirst("");
        return NUMBER.matcher(said.replaceAll("\\s*\\n\\s*", "; ")).replaceFirst("");
    }

    /** Why it took none of some rows. */
    Refusal of(SQLException e, Table table) throws SQLException {
        String words = words(e);
        List<String> columns = columns(words, table);
        List<String> names = Stream.of(table.columnNames(), List.of(table.name(), database))
                .flatMap(List::stream)
                .toList();
        return new Refusal(OptionalInt.empty(), columns, words, names);
    }

    private List<String> columns(String words, Table table) throws SQLException {
        Matcher check = CHECK.matcher(words);
        if (check.find()) {
            String own = check.group(1);
            return own.startsWith(table.name() + ".") && check.group(2).equals(table.name())
                    ? known(table, own.substring(table.name().length() + 1))
                    : List.of();
        }
        Matcher column = COLUMN.matcher(words);
        if (column.find()) {
            boolean other = column.group(2) != null && !column.group(2).equals(table.name());
            return other
                    ? List.of()
                    : Stream.of(1, 3, 4)
                            .map(column::group)
                            .filter(name -> name != null)
                            .flatMap(name -> known(table, name).stream())
                            .toList();
        }
        Matcher key = KEY.matcher(words);
        return key.find() ? key(table, key.group(1)) : List.of();
    }

    private static List<String> known(Table table, String column) {
        return table.columnNames().contains(column) ? List.of(column) : List.of();
    }

    private List<String> key(Table table, String name) throws SQLException {
        List<String> key = List.of(table.name(), name);
        if (!keys.containsKey(key)) {
            keys.put(
                    key,
                    session.ask(
                                    "select s.column_name from information_schema.statistics s where s.table_schema = ? and"
                                            + " s.table_name = ? and s.index_name = ? order by s.seq_in_index",
                                    database,
                                    table.name(),
                                    name)
                            .column());
        }
        return keys.getOrDefault(key, List.of());
    }
}
