package dev.belay.database;

import dev.belay.value.Failure;
import java.io.Closeable;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a file of MariaDB's SQL into its statements, one at a time, as the client {@code mariadb} does (MariaDB's manual, "mariadb
 * command-line client", "Comment syntax"): DELIMITER, strings with backslashes, quoted identifiers, the three kinds of comments,
 * and the executable ones, whose text belongs to a statement. It holds one statement, at most 64 MB. UTF-8; a BOM is passed over.
 *
 * <p>Used by one thread. Every method throws {@link Failure} with name and line where the file cannot be read or is not SQL.
 */
public final class MariadbScript implements Closeable {

    private static final int LARGEST = 64 * 1024 * 1024;
    private static final String STANDARD = ";";

    /** Commands of the client that are words; they stand at the beginning of a line. */
    private static final Set<String> CLIENTS = Set.of(
            "SOURCE",
            "SYSTEM",
            "TEE",
            "NOTEE",
            "PAGER",
            "NOPAGER",
            "CONNECT",
            "CHARSET",
            "DELIMITER",
            "EDIT",
            "RESETCONNECTION");

    /**
     * A statement.
     *
     * @param text without its delimiter and without comments before it
     * @param line where it begins, from 1
     * @param kind what it means for a run that may be broken off
     */
    public record Statement(String text, int line, MariadbKind kind) {}

    private final LookAhead ahead;
    private final StringBuilder text = new StringBuilder();
    private MariadbWords words = new MariadbWords();
    private String delimiter = STANDARD;
    private int begin;

    /**
     * @param name of the file, for messages
     * @param stream its content, closed with this
     */
    public MariadbScript(String name, InputStream stream) {
        ahead = new LookAhead(name, stream);
    }

    /** The next statement; empty at the end of the file. */
    public Optional<Statement> next() {
        text.setLength(0);
        words = new MariadbWords();
        begin = ahead.line();
        while (ahead.at(0) != LookAhead.END) {
            if (ahead.is(delimiter)) {
                delimiter.chars().forEach(c -> ahead.shift());
                if (!text.isEmpty()) {
                    return Optional.of(statement());
                }
            } else {
                piece();
            }
        }
        return text.toString().isBlank() ? Optional.empty() : Optional.of(statement());
    }

    @Override
    public void close() {
        ahead.close();
    }

    private Statement statement() {
        return new Statement(text.toString().stripTrailing(), begin, words.kind());
    }

    /** The next piece that belongs together: a comment, a string, a word, or one other character. */
    private void piece() {
        int c = ahead.at(0);
        if (c == '#' || dashes()) {
            lineComment();
        } else if (ahead.is("/*!") || ahead.is("/*M!")) {
            executable();
        } else if (ahead.is("*/")) {
            take();
            take();
        } else if (ahead.is("/*")) {
            blockComment();
        } else if (c == '\'' || c == '"' || c == '`') {
            quoted(c);
        } else if (isWordPart(c)) {
            word();
        } else if (c == '\\') {
            throw ahead.wrong(
                    ahead.line(),
                    "'\\" + (char) Math.max(' ', ahead.at(1)) + "' is a command of the client and no SQL");
        } else if (Character.isWhitespace(c)) {
            keep(!text.isEmpty());
        } else {
            words.sign((char) c);
            take();
        }
    }

    /** Two dashes begin a comment only where a blank or the line's end follows: {@code 5--3} is eight. */
    private boolean dashes() {
        return ahead.is("--") && ahead.at(2) <= ' ';
    }

    private void lineComment() {
        boolean leading = text.isEmpty();
        while (ahead.at(0) != LookAhead.END && ahead.at(0) != '\n') {
            keep(!leading);
        }
    }

    private void blockComment() {
        boolean leading = text.isEmpty();
        boolean hint = ahead.is("/*+");
        int from = ahead.line();
        keep(!leading || hint);
        keep(!leading || hint);
        while (!ahead.is("*/")) {
            if (ahead.at(0) == LookAhead.END) {
                throw ahead.wrong(from, "the comment that begins here does not end");
            }
            keep(!leading || hint);
        }
        keep(!leading || hint);
        keep(!leading || hint);
    }

    /** The mark and the version behind it; what follows is SQL like any other. */
    private void executable() {
        do {
            take();
        } while (ahead.at(0) != '!');
        take();
        while (ahead.at(0) >= '0' && ahead.at(0) <= '9') {
            take();
        }
        if (ahead.is("\\-")) {
            take(); // the mark by which a dump turns the client's own commands off
            take();
        }
    }

    private void quoted(int quote) {
        int from = ahead.line();
        boolean escapes = quote != '`';
        take();
        while (ahead.at(0) != quote) {
            if (ahead.at(0) == LookAhead.END) {
                throw ahead.wrong(
                        from, "the " + (escapes ? "string" : "quoted name") + " that begins here does not end");
            }
            if (escapes && ahead.at(0) == '\\') {
                take();
            }
            take();
        }
        take();
        words.value();
    }

    private void word() {
        boolean first = words.none();
        int from = ahead.line();
        int start = text.length();
        while (isWordPart(ahead.at(0)) && !ahead.is(delimiter)) {
            take();
        }
        String word = text.substring(start);
        String upper = word.toUpperCase(Locale.ROOT);
        if (first && upper.equals("DELIMITER")) {
            text.setLength(start);
            delimiter = rest(from);
        } else if (first && CLIENTS.contains(upper)) {
            throw ahead.wrong(from, "'" + word + "' is a command of the client and no SQL");
        } else {
            words.word(word);
        }
    }

    /** The first word of the rest of the ahead.line(), quotes around it removed, as the client takes it. */
    private String rest(int from) {
        StringBuilder rest = new StringBuilder();
        while (ahead.at(0) != LookAhead.END && ahead.at(0) != '\n') {
            rest.append((char) ahead.shift());
        }
        String[] parts = rest.toString().strip().split("\\s+", 2);
        String chosen = parts[0].replaceAll("^(['\"`])(.*)\\1$", "$2");
        if (chosen.isEmpty() || chosen.contains("\\")) {
            throw ahead.wrong(from, "DELIMITER needs a word behind it, without a backslash");
        }
        if (chosen.length() > LookAhead.FAR) {
            throw ahead.wrong(from, "this DELIMITER is longer than " + LookAhead.FAR + " characters");
        }
        return chosen;
    }

    private void keep(boolean wanted) {
        if (wanted) {
            take();
        } else {
            ahead.shift();
        }
    }

    private void take() {
        if (ahead.at(0) == LookAhead.END) {
            return;
        }
        if (text.isEmpty()) {
            begin = ahead.line();
        }
        if (text.length() >= LARGEST) {
            throw ahead.wrong(begin, "the statement that begins here is larger than 64 MB");
        }
        text.append((char) ahead.shift());
    }

    private static boolean isWordPart(int c) {
        return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
    }
}
