package dev.belay.drivers.files.settings;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of an INI file or of a unit of systemd: sections of {@code key = value} lines. A key is named {@code section.key}; the
 * longest section that is there counts, so that keys may have dots. Readers of INI files differ in comments behind values,
 * repeated keys and quotes: where that would make a difference, the edit is refused.
 */
record IniText(Dialect dialect, List<Entry> entries) implements Settings {

    /** Who reads it. */
    enum Dialect {
        /** Python's configparser, PHP, MySQL, git: an indented line goes on with the value before it. */
        INI("=:", " = "),
        /** systemd: a value goes on behind a backslash at the line's end, and nothing behind it is a comment. */
        SYSTEMD("=", "=");

        private final Pattern assignment;
        private final String delimiter;

        Dialect(String delimiters, String delimiter) {
            this.assignment = Pattern.compile("([ \\t]*)([^\\s" + delimiters + "\\[#;][^" + delimiters
                    + "\\r\\n]*?)([ \\t]*[" + delimiters + "][ \\t]*)(.*)");
            this.delimiter = delimiter;
        }
    }

    /**
     * An assignment with the lines that it goes on in, the heading of a section, or any other line.
     *
     * @param section that it stands in, or heads
     * @param key empty where there is no assignment
     * @param head all up to the value; the whole text where there is no assignment
     * @param raw the value as written
     * @param tail blanks behind it and the line's end
     */
    record Entry(String section, String key, String head, String raw, String tail) {
        String text() {
            return head + raw + tail;
        }

        boolean isHeading() {
            return key.isEmpty() && HEADING.matcher(head.strip()).matches();
        }
    }

    /** A section and a key in it. */
    private record Name(String section, String key) {}

    private static final Pattern HEADING = Pattern.compile("\\[([^\\]\\r\\n]*)]\\s*([#;].*)?");
    private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+\\z");
    private static final Pattern COMMENT = Pattern.compile("[ \\t][#;]");
    private static final String MARK = "\uFEFF";

    IniText {
        entries = List.copyOf(entries);
    }

    /** Reads a text. */
    static IniText parse(Dialect dialect, String text) {
        List<Entry> entries = new ArrayList<>();
        String body = text;
        if (text.startsWith(MARK)) {
            entries.add(new Entry("", "", MARK, "", ""));
            body = text.substring(1);
        }
        String section = "";
        Matcher lines = LINE.matcher(body);
        while (lines.find()) {
            String line = lines.group();
            String bare = line.strip();
            Matcher heading = HEADING.matcher(bare);
            Matcher assignment = dialect.assignment.matcher(line.replaceFirst("\\r?\\n\\z", ""));
            if (goesOn(dialect, entries, line)) {
                entries.set(entries.size() - 1, longer(entries.get(entries.size() - 1), line));
            } else if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                entries.add(new Entry(section, "", line, "", ""));
            } else if (heading.matches()) {
                section = heading.group(1);
                entries.add(new Entry(section, "", line, "", ""));
            } else if (assignment.matches()) {
                String raw = assignment.group(4).stripTrailing();
                String head = assignment.group(1) + assignment.group(2) + assignment.group(3);
                entries.add(new Entry(
                        section, assignment.group(2), head, raw, line.substring(head.length() + raw.length())));
            } else if (dialect == Dialect.INI && bare.matches("[\\w.!-]+")) {
                entries.add(new Entry(section, "", line, "", "")); // a key without a value, as MySQL has them
            } else {
                throw Failure.failed("line " + Settings.lineOf(body, lines.start())
                        + " is neither a section in [ ] nor key" + (dialect == Dialect.INI ? " = " : "=") + "value");
            }
        }
        return new IniText(dialect, entries);
    }

    private static boolean goesOn(Dialect dialect, List<Entry> entries, String line) {
        if (entries.isEmpty() || entries.get(entries.size() - 1).key().isEmpty()) {
            return false;
        }
        Entry before = entries.get(entries.size() - 1);
        if (dialect == Dialect.SYSTEMD) {
            return before.raw().endsWith("\\");
        }
        return !line.isBlank() && "#;".indexOf(line.strip().charAt(0)) < 0 && indent(line) > indent(before.head());
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && " \t".indexOf(line.charAt(indent)) >= 0) {
            indent++;
        }
        return indent;
    }

    private static Entry longer(Entry entry, String line) {
        String raw = line.stripTrailing();
        return new Entry(
                entry.section(),
                entry.key(),
                entry.head(),
                entry.raw() + entry.tail() + raw,
                line.substring(raw.length()));
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        entries.stream().filter(entry -> !entry.key().isEmpty()).forEach(entry -> keys.add(name(entry)));
        return Collections.unmodifiableSet(keys);
    }

    private static String name(Entry entry) {
        return entry.section().isEmpty() ? entry.key() : entry.section() + "." + entry.key();
    }

    @Override
    public long count(String key) {
        return places(key).size();
    }

    @Override
    public Optional<Held> held(String key) {
        List<Integer> places = places(key);
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(Held.text(
                        read(entries.get(places.get(places.size() - 1)).raw())));
    }

    private String read(String raw) {
        if (dialect == Dialect.INI && isQuoted(raw)) {
            return raw.substring(1, raw.length() - 1);
        }
        return raw.replaceAll("\\\\?\\r?\\n[ \\t]*", "\n");
    }

    private static boolean isQuoted(String raw) {
        return raw.length() > 1
                && "'\"".indexOf(raw.charAt(0)) >= 0
                && raw.indexOf(raw.charAt(0), 1) == raw.length() - 1;
    }

    @Override
    public IniText holding(String key, Held value) {
        List<Integer> places = places(key);
        if (places.isEmpty()) {
            return added(named(key), written(key, value.text(), ""));
        }
        if (held(key).equals(Optional.of(Held.text(value.text())))) {
            return this;
        }
        int place = only(key, places);
        Entry old = entries.get(place);
        refuseComment(key, old, place);
        List<Entry> edited = new ArrayList<>(entries);
        String raw = written(
                key,
                value.text(),
                isQuoted(old.raw()) && dialect == Dialect.INI ? old.raw().substring(0, 1) : "");
        String head =
                old.raw().isEmpty() && dialect == Dialect.INI && old.head().matches(".*\\S[=:]")
                        ? old.head() + (old.head().matches(".*\\s[=:]") ? " " : "")
                        : old.head();
        edited.set(place, new Entry(old.section(), old.key(), head, raw, old.tail()));
        return new IniText(dialect, edited);
    }

    @Override
    public IniText without(String key) {
        List<Integer> places = places(key);
        if (places.isEmpty()) {
            return this;
        }
        List<Entry> edited = new ArrayList<>(entries);
        edited.remove(only(key, places));
        return new IniText(dialect, edited);
    }

    @Override
    public String text() {
        return entries.stream().map(Entry::text).collect(Collectors.joining());
    }

    private int only(String key, List<Integer> places) {
        if (places.size() > 1) {
            throw Failure.failed(
                    key + " stands " + places.size() + " times, the last time in line "
                            + line(places.get(places.size() - 1)) + "; which one counts differs from reader to reader",
                    "leave one of them");
        }
        return places.get(0);
    }

    private void refuseComment(String key, Entry old, int place) {
        if (dialect == Dialect.INI
                && !isQuoted(old.raw())
                && COMMENT.matcher(old.raw()).find()) {
            throw Failure.failed(
                    "line " + line(place) + " has a '#' or ';' behind the value of " + key
                            + ", which some readers take for a comment and some for a part of the value",
                    "move the comment to a line of its own");
        }
    }

    private long line(int place) {
        String before = entries.subList(0, place).stream().map(Entry::text).collect(Collectors.joining());
        return Settings.lineOf(before, before.length());
    }

    private String written(String key, String value, String quote) {
        boolean unit = dialect == Dialect.SYSTEMD;
        Optional<String> why = Optional.empty();
        if (value.chars().anyMatch(Character::isISOControl)) {
            why = Optional.of("it has a line's end or another control character");
        } else if (!value.equals(value.strip())) {
            why = Optional.of("it begins or ends with a blank");
        } else if (unit && value.endsWith("\\")) {
            why = Optional.of("it ends with a backslash");
        } else if (!unit && !quote.isEmpty() && (value.contains(quote) || value.contains("\\"))) {
            why = Optional.of("it has a quote or a backslash, and stands in quotes");
        } else if (!unit && quote.isEmpty() && value.matches("(?s)[#;'\"].*|.*[ \\t][#;].*")) {
            why = Optional.of("it begins with a quote, or has a '#' or ';' that begins a comment for some readers");
        }
        if (why.isPresent()) {
            throw Failure.failed(
                    "the value for " + key + " cannot be written so that all readers read it alike: " + why.get(),
                    "choose a value without these characters");
        }
        return quote + value + quote;
    }

    private List<Integer> places(String key) {
        Name name = named(key);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.key().equals(name.key()) && entry.section().equals(name.section())) {
                places.add(i);
            }
        }
        return places;
    }

    /** The longest section that is there and begins the key; else what stands before the first dot. */
    private Name named(String key) {
        return entries.stream()
                .filter(Entry::isHeading)
                .map(Entry::section)
                .filter(section -> key.startsWith(section + ".") && key.length() > section.length() + 1)
                .max(Comparator.comparingInt(String::length))
                .map(section -> new Name(section, key.substring(section.length() + 1)))
                .orElseGet(() -> {
                    int dot = key.indexOf('.');
                    boolean plain = dot <= 0
                            || dot == key.length() - 1
                            || entries.stream()
                                    .anyMatch(entry -> entry.section().isEmpty()
                                            && entry.key().equals(key));
                    return plain ? new Name("", key) : new Name(key.substring(0, dot), key.substring(dot + 1));
                });
    }

    private IniText added(Name name, String raw) {
        List<Entry> edited = new ArrayList<>(entries);
        String end = text().contains("\r\n") ? "\r\n" : "\n";
        Entry model = entries.stream()
                .filter(entry -> !entry.key().isEmpty())
                .filter(entry -> entry.section().equals(name.section()))
                .reduce((first, second) -> second)
                .or(() ->
                        entries.stream().filter(entry -> !entry.key().isEmpty()).reduce((first, second) -> second))
                .orElse(new Entry("", "x", "x" + dialect.delimiter, "", ""));
        String delimiter = model.head()
                .substring(model.head().indexOf(model.key()) + model.key().length());
        String indent = model.section().equals(name.section()) ? model.head().substring(0, indent(model.head())) : "";
        Entry entry = new Entry(name.section(), name.key(), indent + name.key() + delimiter, raw, end);
        int place = lastOf(name.section());
        if (place < 0 && !name.section().isEmpty()) {
            closeLastLine(edited, end);
            boolean gap = !edited.isEmpty()
                    && !edited.get(edited.size() - 1).text().isBlank()
                    && !edited.get(edited.size() - 1).text().equals(MARK);
            edited.add(new Entry(name.section(), "", (gap ? end : "") + "[" + name.section() + "]" + end, "", ""));
            edited.add(entry);
            return new IniText(dialect, edited);
        }
        if (place == edited.size() - 1) {
            closeLastLine(edited, end);
        }
        edited.add(place + 1, entry);
        return new IniText(dialect, edited);
    }

    /** Behind which entry a new key of a section comes; -1 for the very beginning, or where there is no such section. */
    private int lastOf(String section) {
        int last = -1;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean counts = !entry.key().isEmpty()
                    || entry.isHeading()
                    || entry.head().equals(MARK)
                    || (section.isEmpty() && entry.head().strip().startsWith("#"));
            if (entry.section().equals(section) && counts) {
                last = i;
            }
        }
        return last;
    }

    private static void closeLastLine(List<Entry> edited, String end) {
        if (edited.isEmpty()) {
            return;
        }
        Entry last = edited.get(edited.size() - 1);
        if (!last.text().endsWith("\n") && !last.text().equals(MARK)) {
            Entry closed = last.key().isEmpty()
                    ? new Entry(last.section(), "", last.head() + end, "", "")
                    : new Entry(last.section(), last.key(), last.head(), last.raw(), last.tail() + end);
            edited.set(edited.size() - 1, closed);
        }
    }
}
