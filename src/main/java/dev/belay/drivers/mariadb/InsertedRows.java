package dev.belay.drivers.mariadb;

import dev.belay.database.MariadbKind;
import dev.belay.database.MariadbScript;
import dev.belay.database.MariadbScript.Statement;
import dev.belay.driver.database.RowCounts;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the rows that a file of mariadb-dump holds: the lists of values behind VALUES of its INSERT statements. Pure, but for reading. */
final class InsertedRows {

    private static final Pattern INSERTS = Pattern.compile(
            "(?is)^(?:insert|replace)\\s+(?:delayed\\s+|ignore\\s+)*into\\s+(?:`((?:[^`]|``)+)`|([\\w$]+))\\s*(?:\\([^)]*\\))?\\s*values?\\s*");

    private InsertedRows() {}

    /** Reads it whole; the stream is closed. */
    static RowCounts read(String path, InputStream stream) {
        Map<String, Long> rows = new HashMap<>();
        try (MariadbScript script = new MariadbScript(path, stream)) {
            Optional<Statement> next = script.next();
            while (next.isPresent()) {
                if (next.get().kind() == MariadbKind.DATA) {
                    add(next.get().text(), rows);
                }
                next = script.next();
            }
        }
        return new RowCounts(rows);
    }

    private static void add(String statement, Map<String, Long> rows) {
        Matcher inserts = INSERTS.matcher(statement);
        if (inserts.find()) {
            String table = inserts.group(1) == null
                    ? inserts.group(2)
                    : inserts.group(1).replace("``", "`");
            rows.merge(table, lists(statement, inserts.end()), Long::sum);
        }
    }

    /** How many lists in parentheses there are from a place on; what stands in quotes is no list. */
    private static long lists(String text, int from) {
        long count = 0;
        int depth = 0;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                at = behindQuote(text, at);
                continue;
            }
            if (c == '(' && depth++ == 0) {
                count++;
            } else if (c == ')') {
                depth--;
            }
            at++;
        }
        return count;
    }

    /** A doubled quote is two strings side by side here, which comes to the same. */
    private static int behindQuote(String text, int begin) {
        char quote = text.charAt(begin);
        int at = begin + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' && quote != '`' ? 2 : 1;
        }
        return at + 1;
    }
}
