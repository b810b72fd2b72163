package dev.belay.drivers.postgresql;

import dev.belay.database.SqlKind;
import dev.belay.database.SqlScript;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.Optional;

/**
 * What can be told of a file of SQL by reading it once.
 *
 * @param sha256 of its content
 * @param alone true where a statement in it cannot run in a transaction
 * @param trouble why it cannot be run; empty where it can
 */
record SqlFile(String sha256, boolean alone, Optional<String> trouble) {

    /** Reads a file to its end; memory does not grow with it. The stream is closed. */
    static SqlFile read(String name, InputStream stream) {
        DigestInputStream digested = new DigestInputStream(new Open(stream), Digest.sha256());
        boolean alone = false;
        Optional<String> trouble = Optional.empty();
        try (SqlScript script = new SqlScript(name, digested)) {
            Enclosing enclosing = new Enclosing(name);
            Optional<SqlScript.Statement> next = script.next();
            while (next.isPresent()) {
                enclosing.passesOver(next.get());
                alone |= next.get().kind() == SqlKind.ALONE;
                if (next.get().kind() == SqlKind.COPY_IN) {
                    script.data((characters, length) -> {});
                }
                next = script.next();
            }
        } catch (Failure failure) {
            trouble = Optional.of(failure.message());
        }
        drain(name, digested);
        return new SqlFile(Digest.of(digested.getMessageDigest()).hex(), alone, trouble);
    }

    private static void drain(String name, InputStream stream) {
        byte[] buffer = new byte[1 << 16];
        try (stream) {
            int read = stream.read(buffer);
            while (read >= 0) {
                read = stream.read(buffer);
            }
        } catch (java.io.IOException e) {
            throw new dev.belay.value.Unseen(name + " cannot be read: " + Reason.of(e), e);
        }
    }

    /** A stream that the splitter's close leaves open, so that the digest can be brought to its end. */
    private static final class Open extends FilterInputStream {
        Open(InputStream stream) {
            super(stream);
        }

        @Override
        public void close() {}
    }

    /**
     * A file may begin with BEGIN and end with COMMIT: those are passed over, since it runs in a transaction anyhow. Any other
     * statement about transactions is refused.
     */
    static final class Enclosing {

        private final String name;
        private boolean first = true;
        private boolean begun;
        private boolean committed;

        Enclosing(String name) {
            this.name = name;
        }

        /**
         * True for a statement that is not to be run.
         *
         * @throws Failure where the statement has no place in a file
         */
        boolean passesOver(SqlScript.Statement statement) {
            boolean begins = first;
            first = false;
            if (committed) {
                throw refused(statement, "a file is one transaction, but there is more behind its COMMIT");
            }
            if (statement.kind() == SqlKind.COPY_OUT) {
                throw refused(statement, "COPY TO stdout has no place in a file");
            }
            if (statement.kind() != SqlKind.TRANSACTION) {
                return false;
            }
            String text = statement.text().toUpperCase(java.util.Locale.ROOT);
            if (begins && (text.startsWith("BEGIN") || text.startsWith("START"))) {
                begun = true;
            } else if (begun && (text.startsWith("COMMIT") || text.startsWith("END"))) {
                committed = true;
            } else {
                throw refused(statement, "a file is one transaction, so it cannot hold " + text.split("\\s")[0]);
            }
            return true;
        }

        private Failure refused(SqlScript.Statement statement, String why) {
            return Failure.failed(name + ":" + statement.line() + ": " + why);
        }
    }
}
