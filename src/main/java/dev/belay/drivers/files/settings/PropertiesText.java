package dev.belay.drivers.files.settings;

import dev.belay.value.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of a properties file as {@link Properties} reads it. Where a key stands twice the last one counts. An edit is held
 * against what {@link Properties} makes of the text before and after.
 */
record PropertiesText(List<Entry> entries) implements Settings {

    /**
     * An assignment with the lines that it goes on in, or any other line.
     *
     * @param key as it is read; empty where there is no assignment
     * @param head all up to the value; the whole line where there is no assignment
     * @param raw the value as written
     * @param tail the line's end
     */
    record Entry(String key, String head, String raw, String tail) {
        String text() {
            return head + raw + tail;
        }
    }

    PropertiesText {
        entries = List.copyOf(entries);
    }

    /** Reads a text. */
    static PropertiesText parse(String text) {
        if (text.startsWith("\uFEFF")) {
            throw Failure.failed(
                    "line 1 begins with a byte order mark, which readers of properties take for a part of the first key",
                    "remove the mark");
        }
        load(text);
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            String line = text.substring(at, end);
            boolean comment = line.isBlank() || "#!".indexOf(line.strip().charAt(0)) >= 0;
            while (!comment && goesOn(line) && end < text.length()) {
                end = lineEnd(text, end);
                line = text.substring(at, end);
            }
            entries.add(comment ? new Entry("", line, "", "") : entry(line));
            at = end;
        }
        return new PropertiesText(entries);
    }

    private static int lineEnd(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    /** True where an odd number of backslashes stands at the line's end. */
    private static boolean goesOn(String line) {
        String bare = line.replaceFirst("\\r?\\n\\z", "");
        int slashes = 0;
        while (slashes < bare.length() && bare.charAt(bare.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static Entry entry(String line) {
        String key = load(line).stringPropertyNames().stream().findFirst().orElse("");
        int at = 0;
        while (" \t\f".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        while (at < line.length() && "=: \t\f\r\n".indexOf(line.charAt(at)) < 0) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        int head = Math.min(at, line.length());
        boolean parted = false;
        while (head < line.length()
                && (" \t\f".indexOf(line.charAt(head)) >= 0 || (!parted && isDelimiter(line, head)))) {
            parted |= isDelimiter(line, head);
            head++;
        }
        String body = line.replaceFirst("\\r?\\n\\z", "");
        int end = Math.max(head, body.length());
        return new Entry(key, line.substring(0, head), line.substring(head, end), line.substring(end));
    }

    private static boolean isDelimiter(String line, int at) {
        return line.charAt(at) == '=' || line.charAt(at) == ':';
    }

    private static Properties load(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException broken) {
            throw Failure.failed("it is not read as properties: a \\u is not followed by four hexadecimal digits");
        }
        return properties;
    }

    @Override
    public Set<String> keys() {
        return entries.stream()
                .map(Entry::key)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public long count(String key) {
        return entries.stream().filter(entry -> entry.key().equals(key)).count();
    }

    @Override
    public Optional<Held> held(String key) {
        return Optional.ofNullable(load(text()).getProperty(key)).map(Held::text);
    }

    @Override
    public PropertiesText holding(String key, Held value) {
        if (held(key).equals(Optional.of(Held.text(value.text())))) {
            return this;
        }
        List<Entry> edited = new ArrayList<>(entries);
        int place = last(key);
        if (place >= 0) {
            Entry old = entries.get(place);
            String head = old.head().matches("(?s).*[=: \\t\\f]") ? old.head() : old.head() + "=";
            edited.set(place, new Entry(key, head, written(value.text()), old.tail()));
        } else {
            String end = text().contains("\r\n") ? "\r\n" : "\n";
            if (!edited.isEmpty() && !text().endsWith("\n")) {
                Entry open = edited.get(edited.size() - 1);
                edited.set(edited.size() - 1, new Entry(open.key(), open.head(), open.raw(), open.tail() + end));
            }
            String delimiter = entries.stream()
                            .anyMatch(entry ->
                                    !entry.key().isEmpty() && entry.head().endsWith(" = "))
                    ? " = "
                    : "=";
            String name = written(key).replaceAll("([=: #!])", "\\\\$1");
            edited.add(new Entry(key, name + delimiter, written(value.text()), end));
        }
        PropertiesText after = new PropertiesText(edited);
        Properties wanted = load(text());
        wanted.setProperty(key, value.text());
        return after.verified(key, wanted);
    }

    @Override
    public PropertiesText without(String key) {
        Properties wanted = load(text());
        wanted.remove(key);
        return new PropertiesText(entries.stream()
                        .filter(entry -> !entry.key().equals(key))
                        .toList())
                .verified(key, wanted);
    }

    private PropertiesText verified(String key, Properties wanted) {
        if (!load(text()).equals(wanted)) {
            throw Failure.failed(key + " cannot be changed without changing more than it", "change it by hand");
        }
        return this;
    }

    @Override
    public String text() {
        return entries.stream().map(Entry::text).collect(Collectors.joining());
    }

    private int last(String key) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** With the escapes that every reader knows; only ASCII, since older readers take the file for Latin-1. */
    private static String written(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case ' ' -> out.append(i == 0 || i == value.length() - 1 ? "\\ " : " ");
                default -> out.append(c < 32 || c > 126 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return out.toString();
    }
}
