package dev.belay.drivers.mariadb;

import dev.belay.database.MariadbKind;
import dev.belay.database.MariadbScript;
import dev.belay.database.MariadbScript.Statement;
import dev.belay.value.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file of SQL holds, by reading it whole.
 *
 * @param tables the names of tables, sequences and views that it makes
 * @param whole true where it ends as mariadb-dump ends its files
 */
record DumpFile(Set<String> tables, boolean whole) {

    private static final Pattern MAKES = Pattern.compile(
            "(?is)^(?:/\\*M?!\\d*\\s*)?create\\s+(?:or\\s+replace\\s+)?(?:table|sequence|view)\\s+(?:if\\s+not\\s+exists\\s+)?"
                    + "(?:`((?:[^`]|``)+)`|([\\w$]+))");
    private static final int HEAD = 400;
    private static final int END = 200;
    private static final String COMPLETED = "-- Dump completed";

    DumpFile {
        tables = Set.copyOf(tables);
    }

    /**
     * Reads it; the stream is closed.
     *
     * @throws Failure where it is no SQL, or chooses a database itself
     */
    static DumpFile read(String path, InputStream stream) {
        Set<String> tables = new TreeSet<>();
        Ending ending = new Ending(stream);
        try (MariadbScript script = new MariadbScript(path, ending)) {
            Optional<Statement> next = script.next();
            while (next.isPresent()) {
                look(path, next.get(), tables);
                next = script.next();
            }
        }
        return new DumpFile(tables, ending.text().contains(COMPLETED));
    }

    private static void look(String path, Statement statement, Set<String> tables) {
        if (statement.kind() == MariadbKind.DATABASE) {
            throw Failure.unmet(path + ":" + statement.line()
                    + ": it makes, drops or chooses a database itself, so it cannot be loaded beside; write it without"
                    + " --databases");
        }
        if (statement.kind() == MariadbKind.SCHEMA) {
            String text = statement.text();
            Matcher makes = MAKES.matcher(text.substring(0, Math.min(text.length(), HEAD)));
            if (makes.find()) {
                tables.add(
                        makes.group(1) == null ? makes.group(2) : makes.group(1).replace("``", "`"));
            }
        }
    }

    /** Remembers the last bytes of a stream. */
    private static final class Ending extends FilterInputStream {
        private byte[] last = {};

        Ending(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            if (read > 0) {
                byte[] both = new byte[last.length + read];
                System.arraycopy(last, 0, both, 0, last.length);
                System.arraycopy(into, offset, both, last.length, read);
                last = java.util.Arrays.copyOfRange(both, Math.max(0, both.length - END), both.length);
            }
            return read;
        }

        String text() {
            return new String(last, StandardCharsets.UTF_8);
        }
    }
}
