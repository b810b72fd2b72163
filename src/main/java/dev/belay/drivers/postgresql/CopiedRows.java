package dev.belay.drivers.postgresql;

import dev.belay.driver.Shell;
import dev.belay.driver.database.RowCounts;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.value.SecretText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the rows that a backup holds, by reading it as a stream: pg_dump writes the rows of a table as one COPY, a line each, since a
 * line's end within a value is written as two characters (PostgreSQL's manual, "COPY", "Text Format").
 */
final class CopiedRows {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".(]+)";
    private static final Pattern LINE =
            Pattern.compile("(?i)(\\d+)\tcopy (" + NAME + "(?:\\." + NAME + ")?)[ (].*from stdin;");
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^\".]+)");
    private static final String INSERTS = "inserts";
    private static final String AWK = """
            LC_ALL=C awk 'c { if ($0 == "\\\\.") { print n "\\t" h; c = 0 } else n++; next }
            tolower($0) ~ /^copy .* from stdin;$/ { h = $0; n = 0; c = 1 }
            /^INSERT INTO / { i = 1 }
            END { if (i) print "inserts" }'""";

    private CopiedRows() {}

    /**
     * The command that reads it.
     *
     * @param tools that read it where it is an archive; empty for a file of SQL
     */
    static Command read(String file, Optional<PgTools> tools, Context context) {
        Context named = context.with("BELAY_FILE", SecretText.plain(file));
        return tools.map(each -> each.rows(file, context))
                .map(CopiedRows::counted)
                .orElseGet(() -> Shell.command(AWK + " \"$BELAY_FILE\"", named));
    }

    private static Command counted(Command rows) {
        List<String> arguments =
                new ArrayList<>(Shell.command("\"$@\" | " + AWK, rows.context()).arguments());
        arguments.add("rows");
        arguments.addAll(rows.arguments());
        return Command.of(arguments).in(rows.context());
    }

    /** The rows of each table, by what was printed; empty where some come by INSERT, which nobody can count by lines. */
    static Optional<RowCounts> of(String printed) {
        Map<String, Long> rows = new HashMap<>();
        for (String line : printed.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (line.equals(INSERTS)) {
                return Optional.empty();
            } else if (matcher.matches()) {
                rows.merge(plain(matcher.group(2)), Long.parseLong(matcher.group(1)), Long::sum);
            }
        }
        return Optional.of(new RowCounts(rows));
    }

    /** Schema and name of a table without quotes, however they were written. */
    static String plain(String written) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(written);
        while (matcher.find()) {
            parts.add(
                    matcher.group(1) == null
                            ? matcher.group(2)
                            : matcher.group(1).replace("\"\"", "\""));
        }
        return parts.size() == 1 ? "public." + parts.get(0) : String.join(".", parts);
    }
}
