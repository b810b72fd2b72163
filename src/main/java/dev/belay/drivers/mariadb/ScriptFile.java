package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.database.MariadbKind;
import dev.belay.database.MariadbScript;
import dev.belay.database.MariadbScript.Statement;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What can be told of a file of SQL by reading it once.
 *
 * @param sha256 of its statements, one after the other; comments before them do not count
 * @param statements how many
 * @param kinds of them
 * @param trouble why it cannot be run; empty where it can
 */
record ScriptFile(String sha256, int statements, Set<MariadbKind> kinds, Optional<String> trouble) {

    private static final Set<MariadbKind> ROLLED_BACK =
            EnumSet.of(MariadbKind.DATA, MariadbKind.SESSION, MariadbKind.BEGIN, MariadbKind.COMMIT, MariadbKind.LOCK);

    ScriptFile {
        kinds = Set.copyOf(kinds);
    }

    /** Reads a file to its end; memory does not grow with it. The stream is closed. */
    static ScriptFile read(String name, InputStream stream, Database database) {
        return read(name, stream, database, Integer.MAX_VALUE);
    }

    /** Reads the first statements of a file. */
    static ScriptFile read(String name, InputStream stream, Database database, int most) {
        MessageDigest digest = Digest.sha256();
        EnumSet<MariadbKind> kinds = EnumSet.noneOf(MariadbKind.class);
        Optional<String> trouble = Optional.empty();
        int statements = 0;
        try (MariadbScript script = new MariadbScript(name, stream)) {
            Place place = new Place(name, database);
            Optional<Statement> next = script.next();
            while (next.isPresent() && statements < most) {
                statements++;
                count(digest, next.get());
                kinds.add(place.kind(next.get()));
                next = script.next();
            }
            if (next.isEmpty()) {
                place.mustBeClosed();
            }
        } catch (Failure failure) {
            trouble = Optional.of(failure.message());
        }
        return new ScriptFile(Digest.of(digest).hex(), statements, kinds, trouble);
    }

    /** Adds a statement to the digest of those before it. */
    static void count(MessageDigest digest, Statement statement) {
        digest.update(statement.text().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /** True where all of it can be rolled back, tables permitting. */
    boolean rollsBack() {
        return ROLLED_BACK.containsAll(kinds);
    }

    /**
     * True where the history and the schema tell of each statement whether it happened.
     *
     * @param transactions whether all tables know them
     */
    boolean tells(boolean transactions) {
        return !kinds.contains(MariadbKind.UNKNOWN) && (transactions || !kinds.contains(MariadbKind.DATA));
    }

    /** Looks at the statements of a file one after the other: each must be such that the history can tell of it. */
    static final class Place {

        private final String name;
        private final Database database;
        private Optional<Statement> begun = Optional.empty();

        Place(String name, Database database) {
            this.name = name;
            this.database = database;
        }

        /** True between START TRANSACTION and COMMIT. */
        boolean inTransaction() {
            return begun.isPresent();
        }

        /**
         * What the statement is, in this database.
         *
         * @throws Failure where it has no place in a file
         */
        MariadbKind kind(Statement statement) {
            MariadbKind kind = chooses(statement) ? MariadbKind.SESSION : statement.kind();
            String first = statement.text().split("\\s+")[0].toUpperCase(java.util.Locale.ROOT);
            if (kind == MariadbKind.DATABASE) {
                throw refused(statement, "it makes, drops or chooses a database; a file stays in " + database.name());
            }
            if (kind == MariadbKind.ROLLBACK) {
                throw refused(
                        statement,
                        "nobody could tell behind " + first + " what was kept, so it has no place in a file");
            }
            boolean transacted = kind == MariadbKind.DATA || kind == MariadbKind.SESSION;
            if (begun.isPresent() && !transacted && kind != MariadbKind.COMMIT) {
                throw refused(
                        statement,
                        first + " commits by itself, so it has no place between START TRANSACTION and COMMIT");
            }
            if (kind == MariadbKind.BEGIN) {
                begun = Optional.of(statement);
            } else if (kind == MariadbKind.COMMIT) {
                begun = Optional.empty();
            }
            return kind;
        }

        /** A transaction must end within the file. */
        void mustBeClosed() {
            begun.ifPresent(statement -> {
                throw refused(statement, "the transaction that begins here has no COMMIT");
            });
        }

        private boolean chooses(Statement statement) {
            return statement.text().matches("(?is)use\\s+`?\\Q" + database.name() + "\\E`?\\s*");
        }

        private Failure refused(Statement statement, String why) {
            return Failure.failed(name + ":" + statement.line() + ": " + why);
        }
    }
}
