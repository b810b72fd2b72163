package dev.belay.drivers.data.postgresql;

import dev.belay.drivers.data.Refusal;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL says of rows that it refuses. Not for several threads. */
public final class PostgresqlRefusals {

    /** Classes of errors that are no fault of a row (PostgreSQL's manual, "PostgreSQL Error Codes"). */
    private static final Set<String> OTHER = Set.of(
            "08", "0A", "25", "26", "28", "3B", "3D", "3F", "40", "42", "53", "55", "57", "58", "72", "F0", "XX");

    /** Of these the detail repeats all of the row. */
    private static final Set<String> WHOLE_ROW = Set.of("23502", "23514");

    /** Where a COPY was: in the language of the server, so that only the numbers are sure. */
    private static final Pattern PLACE =
            Pattern.compile("^COPY .*?, [^,\\d]*(\\d+)(?:[^,:]*, \\S+ (.+?): .*)?", Pattern.MULTILINE);

    private static final String RULE = """
            select a.attname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid = c.oid
            left join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.conname = ?
            left join pg_catalog.pg_index i on i.indrelid = c.oid
                and i.indexrelid = (select x.oid from pg_catalog.pg_class x where x.relname = ? and x.relnamespace = n.oid)
            where n.nspname = ? and c.relname = ? and (a.attnum = any (k.conkey) or a.attnum = any (i.indkey::int2[]))
            and (c.oid = ?::regclass or c.relispartition) order by a.attnum""";

    private final Session session;
    private final Map<List<String>, List<String>> rules = new HashMap<>();

    /** @param session in a transaction that goes on */
    PostgresqlRefusals(Session session) {
        this.session = session;
    }

    /** Whether it can be the fault of a row. */
    public static boolean isOfRow(SQLException e) {
        return e instanceof PSQLException
                && e.getSQLState() != null
                && e.getSQLState().length() > 2
                && !OTHER.contains(e.getSQLState().substring(0, 2));
    }

    /** What it said, without the rows that it may repeat; as it stands where the server did not say it. */
    public static String words(SQLException e) {
        return message(e).map(said -> words(e.getSQLState(), said)).orElseGet(() -> String.valueOf(e.getMessage()));
    }

    /**
     * Why it took none of some rows.
     *
     * @param rows how many
     */
    Refusal of(SQLException e, Table table, List<Column> brought, int rows) throws SQLException {
        Optional<ServerErrorMessage> said = message(e);
        Matcher place = PLACE.matcher(said.map(ServerErrorMessage::getWhere).orElse(""));
        OptionalInt at = OptionalInt.empty();
        List<String> columns = new ArrayList<>();
        while (place.find()) {
            int line = place.group(1).length() > 9 ? 0 : Integer.parseInt(place.group(1));
            at = line > 0 && line <= rows ? OptionalInt.of(line - 1) : OptionalInt.empty();
            brought.stream()
                    .map(Column::name)
                    .filter(each -> each.equals(place.group(2)))
                    .forEach(columns::add);
        }
        if (columns.isEmpty() && said.isPresent()) {
            columns.addAll(columns(said.get(), table));
        }
        List<String> names = Stream.concat(
                        said.stream().flatMap(PostgresqlRefusals::names),
                        Stream.concat(Stream.of(table.name()), table.columnNames().stream()))
                .toList();
        return new Refusal(at, columns, words(e), names);
    }

    private List<String> columns(ServerErrorMessage said, Table table) throws SQLException {
        String name = said.getTable() == null ? "" : said.getTable();
        if (name.isEmpty()) {
            return List.of();
        }
        if (said.getColumn() != null) {
            return table.column(said.getColumn()).isPresent() ? List.of(said.getColumn()) : List.of();
        }
        if (said.getConstraint() == null) {
            return List.of();
        }
        String schema = String.valueOf(said.getSchema());
        List<String> rule = List.of(said.getConstraint(), schema, name, table.name());
        if (!rules.containsKey(rule)) {
            rules.put(
                    rule,
                    session.ask(
                                    RULE,
                                    said.getConstraint(),
                                    said.getConstraint(),
                                    schema,
                                    name,
                                    PostgresqlSource.table(table.name()))
                            .column());
        }
        return rules.getOrDefault(rule, List.of());
    }

    private static Stream<String> names(ServerErrorMessage said) {
        return Stream.of(
                        Optional.ofNullable(said.getSchema()),
                        Optional.ofNullable(said.getTable()),
                        Optional.ofNullable(said.getConstraint()),
                        Optional.ofNullable(said.getDatatype()))
                .flatMap(Optional::stream);
    }

    private static String words(String state, ServerErrorMessage said) {
        boolean wholeRow = WHOLE_ROW.contains(state) && (said.getConstraint() != null || said.getColumn() != null);
        return Stream.of(
                        Optional.ofNullable(said.getMessage()),
                        Optional.ofNullable(said.getDetail()).filter(detail -> !wholeRow))
                .flatMap(Optional::stream)
                .map(text -> text.replaceAll("\\s*\\n\\s*", "; "))
                .reduce((message, detail) -> message + " (" + detail + ")")
                .orElse("");
    }

    private static Optional<ServerErrorMessage> message(SQLException e) {
        return e instanceof PSQLException server
                ? Optional.ofNullable(server.getServerErrorMessage())
                : Optional.empty();
    }
}
