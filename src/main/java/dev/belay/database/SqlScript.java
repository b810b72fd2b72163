package dev.belay.database;

import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Splits a file of PostgreSQL's SQL into its statements, one at a time, as psql does (PostgreSQL's manual, section 4.1): dollar
 * quotes, strings with and without escapes, quoted identifiers, nested comments, bodies of functions in BEGIN ATOMIC, and the
 * data behind COPY ... FROM stdin. It holds one statement, at most 64 MB, and never the data. UTF-8; a BOM is passed over.
 *
 * <p>Used by one thread. Every method throws {@link Failure} with name and line where the file cannot be read or is not SQL.
 */
public final class SqlScript implements Closeable {

    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int END = -1;

    /**
     * A statement.
     *
     * @param text without the semicolon and without comments before it
     * @param line where it begins, from 1
     * @param kind what it means for transactions
     */
    public record Statement(String text, int line, SqlKind kind) {}

    /** Takes the data behind a COPY, piece by piece. */
    public interface Sink {
        /** The next characters; the array is reused. */
        void take(char[] characters, int length);
    }

    private final String name;
    private final BufferedReader reader;
    private int line = 1;
    private int next;
    private int afterNext;
    private final StringBuilder text = new StringBuilder();
    private SqlWords words = new SqlWords();
    private int begin;

    /**
     * @param name of the file, for messages
     * @param stream its content, closed with this
     */
    public SqlScript(String name, InputStream stream) {
        this.name = name;
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        reader = new BufferedReader(new InputStreamReader(stream, decoder), 1 << 16);
        next = read();
        afterNext = read();
        if (next == '\ufeff') {
            shift();
        }
    }

    /** The next statement; empty at the end of the file. */
    public Optional<Statement> next() {
        text.setLength(0);
        words = new SqlWords();
        begin = line;
        while (next != END) {
            if (next == ';' && words.complete()) {
                shift();
                if (!text.isEmpty()) {
                    return Optional.of(statement());
                }
            } else {
                piece();
            }
        }
        return text.toString().isBlank() ? Optional.empty() : Optional.of(statement());
    }

    /**
     * Hands on the data that stands behind the COPY that {@link #next} just gave, up to the line {@code \.}, which is not data.
     */
    public void data(Sink sink) {
        int from = line;
        while (next != END && next != '\n') {
            shift();
        }
        shift();
        char[] buffer = new char[1 << 14];
        int length = 0;
        while (!atEndOfData()) {
            boolean inLine = true;
            while (inLine) {
                if (next == END) {
                    throw wrong(from, "the data of COPY does not end with a line \\.");
                }
                inLine = next != '\n';
                buffer[length++] = (char) shift();
                if (length == buffer.length) {
                    length = handOn(sink, buffer);
                }
            }
        }
        sink.take(buffer, length);
    }

    /** A pair of surrogates is one character and stays together. */
    private static int handOn(Sink sink, char[] buffer) {
        char last = buffer[buffer.length - 1];
        int kept = Character.isHighSurrogate(last) ? 1 : 0;
        sink.take(buffer, buffer.length - kept);
        buffer[0] = last;
        return kept;
    }

    /** Takes the line {@code \.}, where the next line is that. */
    private boolean atEndOfData() {
        if (next != '\\' || afterNext != '.') {
            return false;
        }
        shift();
        shift();
        while (next == '\r') {
            shift();
        }
        if (next != END && next != '\n') {
            throw wrong(line, "there is more behind \\. on its line");
        }
        shift();
        return true;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Statement statement() {
        String whole = text.toString().stripTrailing();
        return new Statement(whole, begin, words.kind());
    }

    /** The next piece that belongs together: a comment, a string, a word, or one other character. */
    private void piece() {
        int c = next;
        if (c == '-' && afterNext == '-') {
            lineComment();
        } else if (c == '/' && afterNext == '*') {
            blockComment();
        } else if (c == '\'') {
            quoted('\'', false);
        } else if (c == '"') {
            quoted('"', false);
        } else if (c == '$' && dollarBegins()) {
            dollarQuoted();
        } else if (isWordStart(c)) {
            word();
        } else if (c == '\\') {
            metaCommand();
        } else if (Character.isWhitespace(c)) {
            blank();
        } else {
            words.sign((char) c);
            take();
        }
    }

    private void blank() {
        if (text.isEmpty()) {
            shift();
        } else {
            take();
        }
    }

    private void lineComment() {
        boolean leading = text.isEmpty();
        while (next != END && next != '\n') {
            keep(!leading);
        }
    }

    private void blockComment() {
        boolean leading = text.isEmpty();
        int from = line;
        int depth = 0;
        do {
            if (next == END) {
                throw wrong(from, "the comment that begins here does not end");
            }
            boolean opens = next == '/' && afterNext == '*';
            boolean closes = next == '*' && afterNext == '/';
            if (opens || closes) {
                depth += opens ? 1 : -1;
                keep(!leading);
            }
            keep(!leading);
        } while (depth > 0);
    }

    private void quoted(char quote, boolean escapes) {
        int from = line;
        start();
        take();
        while (next != quote) {
            if (next == END) {
                throw wrong(
                        from, "the " + (quote == '"' ? "quoted name" : "string") + " that begins here does not end");
            }
            if (escapes && next == '\\') {
                take();
            }
            take();
        }
        take();
        words.value();
    }

    /** True for $$ and $tag$; false for $1 and for a dollar in an identifier, which is part of the word. */
    private boolean dollarBegins() {
        return afterNext == '$' || isWordStart(afterNext);
    }

    private void dollarQuoted() {
        int from = line;
        start();
        StringBuilder tag = new StringBuilder();
        do {
            tag.append((char) next);
            take();
        } while (next != END && next != '$' && isWordPart(next));
        if (next != '$') {
            return;
        }
        tag.append('$');
        take();
        int begins = text.length();
        while (!endsWith(tag, begins)) {
            if (next == END) {
                throw wrong(from, "the text in " + tag + " that begins here does not end");
            }
            take();
        }
        words.value();
    }

    private boolean endsWith(CharSequence tag, int begins) {
        int at = text.length() - tag.length();
        if (at < begins) {
            return false;
        }
        for (int i = tag.length() - 1; i >= 0; i--) {
            if (text.charAt(at + i) != tag.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void word() {
        start();
        int from = text.length();
        while (next != END && (isWordPart(next) || next == '$')) {
            take();
        }
        String word = text.substring(from);
        if (next == '\'' && word.equalsIgnoreCase("e")) {
            quoted('\'', true);
        } else {
            words.word(word);
        }
    }

    /** psql's own commands are no SQL. Those that newer versions of pg_dump write around a dump mean nothing here. */
    private void metaCommand() {
        int from = line;
        StringBuilder command = new StringBuilder();
        while (next != END && next != '\n' && !Character.isWhitespace(next)) {
            command.append((char) shift());
        }
        if (text.isEmpty()
                && (command.toString().equals("\\restrict")
                        || command.toString().equals("\\unrestrict"))) {
            while (next != END && next != '\n') {
                shift();
            }
            return;
        }
        throw wrong(from, "'" + command + "' is a command of psql and no SQL");
    }

    private void start() {
        if (text.isEmpty()) {
            begin = line;
        }
    }

    private void keep(boolean wanted) {
        if (wanted) {
            take();
        } else {
            shift();
        }
    }

    private void take() {
        start();
        if (next == END) {
            return;
        }
        if (text.length() >= LARGEST) {
            throw wrong(begin, "the statement that begins here is larger than 64 MB");
        }
        text.append((char) shift());
    }

    private int shift() {
        int taken = next;
        if (taken == '\n') {
            line++;
        }
        next = afterNext;
        afterNext = afterNext == END ? END : read();
        return taken;
    }

    private int read() {
        try {
            return reader.read();
        } catch (CharacterCodingException e) {
            throw wrong(line, "this line or one soon after is not UTF-8");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static boolean isWordStart(int c) {
        return c == '_' || c >= 0x80 || Character.isLetter(c);
    }

    private static boolean isWordPart(int c) {
        return isWordStart(c) || (c >= '0' && c <= '9');
    }

    private Failure wrong(int at, String what) {
        return Failure.failed(name + ":" + at + ": " + what);
    }

    private Failure unreadable(IOException e) {
        return Failure.failed(name + " cannot be read: " + Reason.of(e));
    }
}
