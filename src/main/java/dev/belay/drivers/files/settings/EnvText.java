package dev.belay.drivers.files.settings;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of an env file: {@code KEY=value} lines, comments and blank lines. Edits change the values they name and nothing
 * else: order, comments, quotes, {@code export} and line ends stay. Where a key stands twice the last one counts, as for all
 * readers of such files. Immutable.
 */
record EnvText(List<Piece> pieces) implements Settings {

    /**
     * An assignment, or any other line.
     *
     * @param head all up to the value; the whole line where there is no assignment
     * @param key empty where there is no assignment
     * @param raw the value as written
     * @param tail a comment behind it and the line's end
     */
    record Piece(String head, String key, String raw, String tail) {
        String text() {
            return head + raw + tail;
        }
    }

    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\G([ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \\t]*=[ \\t]*)");
    private static final Pattern TAIL = Pattern.compile("\\G[ \\t]*(?:[ \\t]#[^\\r\\n]*)?(?:\\r?\\n|\\z)");
    private static final Pattern LINE = Pattern.compile("\\G[^\\n]*(?:\\n|\\z)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern FOREIGN =
            Pattern.compile("\\s*(?:\\[[^\\]]+\\]\\s*|[{<].*|[\\w-]+:(?:\\s.*)?|---\\s*)", Pattern.DOTALL);

    EnvText {
        pieces = List.copyOf(pieces);
    }

    /**
     * Reads a text.
     *
     * @throws Failure where it is of another format, or a quote is never closed; names the line, never its content
     */
    static EnvText parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        int at = text.startsWith("\uFEFF") ? 1 : 0;
        if (at > 0) {
            pieces.add(new Piece("\uFEFF", "", "", ""));
        }
        while (at < text.length()) {
            Piece piece = piece(text, at);
            pieces.add(piece);
            at += piece.text().length();
        }
        return new EnvText(pieces);
    }

    private static Piece piece(String text, int at) {
        Matcher assignment = ASSIGNMENT.matcher(text);
        if (assignment.find(at)) {
            int start = assignment.end();
            int end = valueEnd(text, start);
            Matcher tail = TAIL.matcher(text);
            String rest = tail.find(end) ? tail.group() : "";
            return new Piece(assignment.group(1), assignment.group(2), text.substring(start, end), rest);
        }
        Matcher line = LINE.matcher(text);
        String whole = line.find(at) ? line.group() : text.substring(at);
        if (FOREIGN.matcher(whole).matches()) {
            throw Failure.failed(
                    "line " + lineOf(text, at) + " is not one of an env file (KEY=value)",
                    "say which format it is: format: 'ini'");
        }
        return new Piece(whole, "", "", "");
    }

    /** Where the value ends that starts here: behind its closing quote, or before a comment or the line's end. */
    private static int valueEnd(String text, int start) {
        char first = start < text.length() ? text.charAt(start) : '\n';
        if (first == '\'' || first == '"') {
            int end = closing(text, start) + 1;
            if (TAIL.matcher(text).find(end)) {
                return end;
            }
        }
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && !comment(text, end)) {
            end += continued(text, end);
        }
        while (end > start && " \t\r".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static int closing(String text, int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
            if (text.charAt(i) == '\\' && quote == '"') {
                i++;
            }
        }
        throw Failure.failed("line " + lineOf(text, start) + ": the quote is never closed");
    }

    private static boolean comment(String text, int at) {
        return text.charAt(at) == '#' && " \t".indexOf(text.charAt(at - 1)) >= 0;
    }

    /** How many characters to pass: a backslash before the line's end goes on in the next line. */
    private static int continued(String text, int at) {
        if (text.startsWith("\\\r\n", at)) {
            return 3;
        }
        return text.startsWith("\\\n", at) ? 2 : 1;
    }

    private static long lineOf(String text, int at) {
        return text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }

    @Override
    public Set<String> keys() {
        return pieces.stream()
                .map(Piece::key)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public long count(String key) {
        return pieces.stream().filter(piece -> piece.key().equals(key)).count();
    }

    @Override
    public Optional<Held> held(String key) {
        return value(key).map(Held::text);
    }

    @Override
    public EnvText holding(String key, Held value) {
        return with(key, value.text());
    }

    /** The value of a key; empty where it does not stand in the file. */
    Optional<String> value(String key) {
        return last(key).map(index -> EnvValue.read(pieces.get(index).raw()));
    }

    /**
     * The text with a key set: in its place, or at the end.
     *
     * @throws Failure where the value cannot be written; never shows the value
     */
    EnvText with(String key, String value) {
        Optional<Integer> index = last(key);
        if (index.isPresent() && value(key).equals(Optional.of(value))) {
            return this;
        }
        List<Piece> edited = new ArrayList<>(pieces);
        if (index.isPresent()) {
            Piece old = pieces.get(index.get());
            String raw = EnvValue.write(key, value, Optional.of(old.raw()));
            edited.set(index.get(), new Piece(old.head(), key, raw, old.tail()));
        } else {
            closeLastLine(edited);
            String head = (exported() ? "export " : "") + key + "=";
            edited.add(new Piece(head, key, EnvValue.write(key, value, Optional.empty()), lineEnd()));
        }
        return new EnvText(edited);
    }

    /** The text without a key, wherever it stands. */
    @Override
    public EnvText without(String key) {
        return new EnvText(
                pieces.stream().filter(piece -> !piece.key().equals(key)).toList());
    }

    @Override
    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /**
     * Sees that a key is one that every reader takes.
     *
     * @throws Failure where it is not
     */
    static void checkKey(String key) {
        if (!NAME.matcher(key).matches()) {
            throw Failure.wrong("'" + key + "' cannot be a key of an env file; keys are made of letters, digits and _");
        }
    }

    private Optional<Integer> last(String key) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            if (pieces.get(i).key().equals(key)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private void closeLastLine(List<Piece> edited) {
        if (edited.isEmpty()) {
            return;
        }
        Piece last = edited.get(edited.size() - 1);
        if (!last.text().endsWith("\n") && !last.text().equals("\uFEFF")) {
            edited.set(edited.size() - 1, new Piece(last.head(), last.key(), last.raw(), last.tail() + lineEnd()));
        }
    }

    private String lineEnd() {
        return pieces.stream().anyMatch(piece -> piece.text().endsWith("\r\n")) ? "\r\n" : "\n";
    }

    private boolean exported() {
        List<Piece> assignments =
                pieces.stream().filter(piece -> !piece.key().isEmpty()).toList();
        return !assignments.isEmpty()
                && assignments.stream()
                        .allMatch(piece -> piece.head().stripLeading().startsWith("export "));
    }
}
