package dev.belay.drivers.source;

import dev.belay.value.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Simple values by key in the files where projects write their version. Pure; no more of YAML, TOML and INI than it takes. */
final class KeyedText {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SECTION = Pattern.compile("\\[+\\s*([^\\]]+?)\\s*\\]+");
    private static final Pattern PAIR = Pattern.compile("(\\s*)(?:export\\s+)?([^\\s=:#;][^=:]*?)\\s*[=:](?:\\s*)(.*)");

    private KeyedText() {}

    /** The value of a key; the ending of the file's name tells its kind. */
    static Optional<String> find(String path, String text, String key) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "json" -> json(path, text, key);
            case "yaml", "yml" -> indented(text, key);
            case "toml", "ini", "cfg" -> sections(text, key);
            default -> flat(text, key);
        };
    }

    private static Optional<String> json(String path, String text, String key) {
        try {
            JsonNode node = JSON.readTree(text);
            for (String name : key.split("\\.")) {
                node = node.path(name);
            }
            return node.isValueNode() && !node.isNull() ? Optional.of(node.asString()) : Optional.empty();
        } catch (JacksonException broken) {
            throw Failure.unmet(path + " is not JSON: " + broken.getOriginalMessage());
        }
    }

    private static Optional<String> flat(String text, String key) {
        return text.lines()
                .map(PAIR::matcher)
                .filter(pair -> pair.matches() && pair.group(2).equals(key))
                .map(pair -> plain(pair.group(3)))
                .findFirst();
    }

    private static Optional<String> sections(String text, String key) {
        String section = "";
        for (String line : text.lines().toList()) {
            Matcher header = SECTION.matcher(line.strip());
            Matcher pair = PAIR.matcher(line);
            if (header.matches()) {
                section = header.group(1) + ".";
            } else if (pair.matches() && (section + unquoted(pair.group(2))).equals(key)) {
                return Optional.of(plain(pair.group(3)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> indented(String text, String key) {
        record Level(int indent, String path) {}
        Deque<Level> levels = new ArrayDeque<>();
        for (String line : text.lines().toList()) {
            Matcher pair = PAIR.matcher(line);
            if (!pair.matches()) {
                continue;
            }
            int indent = pair.group(1).length();
            while (!levels.isEmpty() && levels.peek().indent() >= indent) {
                levels.pop();
            }
            String path = (levels.isEmpty() ? "" : levels.peek().path() + ".") + unquoted(pair.group(2));
            if (path.equals(key) && !pair.group(3).isBlank()) {
                return Optional.of(plain(pair.group(3)));
            }
            levels.push(new Level(indent, path));
        }
        return Optional.empty();
    }

    /** Without quotes, and without a comment behind it. */
    private static String plain(String value) {
        String text = value.strip();
        if (text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
            int end = text.indexOf(text.charAt(0), 1);
            return end < 0 ? text : text.substring(1, end);
        }
        return text.replaceFirst("\\s+[#;].*", "").replaceFirst(",$", "");
    }

    private static String unquoted(String key) {
        return key.replaceAll("^[\"']|[\"']$", "");
    }
}
