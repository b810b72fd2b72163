package dev.belay.drivers.files.settings;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of a JSON file. Only the notation of a value is replaced, a member put in behind the last or taken out; the result is
 * read again, and must differ in that key alone. Comments are no JSON and are refused.
 */
record JsonText(String mark, String body) implements Settings {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String MARK = "\uFEFF";

    /** Reads a text; one without anything in it is an empty map. */
    static JsonText parse(String text) {
        String mark = text.startsWith(MARK) ? MARK : "";
        String body = text.substring(mark.length());
        JsonText json = new JsonText(mark, body.isBlank() ? "{}\n" : body);
        json.root();
        return json;
    }

    private Spot root() {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            Spot root = spot(parser, 0);
            if (parser.nextToken() != null) {
                throw Failure.failed(
                        "line " + parser.currentTokenLocation().getLineNr() + ": behind its end the file goes on");
            }
            if (root.kind() != Spot.Kind.MAP) {
                throw Failure.failed("line 1: it is no JSON object in { }");
            }
            return root;
        } catch (JacksonException broken) {
            long line = Optional.ofNullable(broken.getLocation())
                    .map(location -> (long) location.getLineNr())
                    .orElse(1L);
            boolean twice = broken.getOriginalMessage().startsWith("Duplicate");
            throw Failure.failed("line " + line + (twice ? " has a key for the second time" : " is not JSON")
                    + (twice ? "" : ", which knows no comments and no commas behind the last"));
        }
    }

    private Spot spot(JsonParser parser, int depth) {
        if (depth > Spot.DEEPEST) {
            throw Failure.failed("it lies deeper than " + Spot.DEEPEST + " maps and lists in each other");
        }
        int start = at(parser.currentTokenLocation().getCharOffset());
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Spot.Member> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                int from = at(parser.currentTokenLocation().getCharOffset());
                int to = stringEnd(from);
                parser.nextToken();
                members.put(name, new Spot.Member(from, to, spot(parser, depth + 1)));
            }
            return Spot.map(members, start, at(parser.currentTokenLocation().getCharOffset()) + 1);
        } else if (token == JsonToken.START_ARRAY) {
            List<Spot> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(spot(parser, depth + 1));
            }
            return Spot.list(items, start, at(parser.currentTokenLocation().getCharOffset()) + 1);
        }
        boolean text = token == JsonToken.VALUE_STRING;
        String value = parser.getString();
        return Spot.scalar(!text, value, start, text ? stringEnd(start) : start + value.length(), Optional.empty());
    }

    private static int at(long offset) {
        return Math.toIntExact(offset);
    }

    private int stringEnd(int start) {
        int at = start + 1;
        while (body.charAt(at) != '"') {
            at += body.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    @Override
    public Set<String> keys() {
        return root().keys();
    }

    @Override
    public long count(String key) {
        return root().way(key).value().isPresent() ? 1 : 0;
    }

    @Override
    public Optional<Held> held(String key) {
        return Spot.held(root(), key, body);
    }

    @Override
    public JsonText holding(String key, Held value) {
        Spot root = root();
        if (held(key).equals(Optional.of(value))) {
            return this;
        }
        Spot.Way way = root.way(key);
        String edited = way.value().isPresent()
                ? replaced(way.value().get().start(), way.value().get().end(), notation(value))
                : added(key, way, value);
        return verified(key, edited, root.bareWith(key, Optional.of(value)));
    }

    private String added(String key, Spot.Way way, Held value) {
        Spot parent = way.parent();
        if (parent.kind() != Spot.Kind.MAP) {
            throw Spot.unsafe(key, Settings.lineOf(body, parent.start()), "what is to hold it is no map in { }");
        }
        StringBuilder member = new StringBuilder();
        String colon = colon(parent);
        for (int i = 0; i < way.name().size(); i++) {
            member.append(i == 0 ? "" : "{")
                    .append(notation(Held.text(way.name().get(i))))
                    .append(colon);
        }
        member.append(notation(value)).append("}".repeat(way.name().size() - 1));
        if (parent.members().isEmpty()) {
            boolean outermost = parent.start() == body.indexOf('{');
            String inner = outermost ? "\n  " + member + "\n" : member.toString();
            return replaced(parent.start(), parent.end(), "{" + inner + "}");
        }
        List<Spot.Member> members = List.copyOf(parent.members().values());
        String blank = body.substring(parent.start() + 1, members.get(0).start());
        String between = blank.contains("\n") ? blank.substring(blank.lastIndexOf('\n')) : " ";
        int end = members.get(members.size() - 1).value().end();
        String lineEnd = between.startsWith("\n") && body.contains("\r\n") ? "\r" : "";
        return replaced(end, end, "," + lineEnd + between + member);
    }

    /** As the first member has it. */
    private String colon(Spot parent) {
        return parent.members().values().stream()
                .findFirst()
                .map(first -> body.substring(first.end(), first.value().start()))
                .filter(text -> !text.contains("\n"))
                .orElse(": ");
    }

    @Override
    public JsonText without(String key) {
        Spot root = root();
        Spot.Way way = root.way(key);
        if (way.value().isEmpty()) {
            return this;
        }
        if (way.parent().kind() != Spot.Kind.MAP) {
            throw Spot.unsafe(key, Settings.lineOf(body, way.value().get().start()), "it is an item of a list");
        }
        Spot.held(root, key, body);
        List<Map.Entry<String, Spot.Member>> members =
                List.copyOf(way.parent().members().entrySet());
        int place = 0;
        while (!members.get(place).getKey().equals(way.last())) {
            place++;
        }
        Spot.Member member = members.get(place).getValue();
        String edited;
        if (place + 1 < members.size()) {
            edited = replaced(member.start(), members.get(place + 1).getValue().start(), "");
        } else if (place > 0) {
            edited = replaced(
                    members.get(place - 1).getValue().value().end(),
                    member.value().end(),
                    "");
        } else {
            edited = replaced(way.parent().start(), way.parent().end(), "{}");
        }
        return verified(key, edited, root.bareWith(key, Optional.empty()));
    }

    private String replaced(int start, int end, String notation) {
        return body.substring(0, start) + notation + body.substring(end);
    }

    private JsonText verified(String key, String edited, Object wanted) {
        JsonText after = new JsonText(mark, edited);
        if (!after.root().bare().equals(wanted)) {
            throw Failure.failed(key + " cannot be changed without changing more than it", "change it by hand");
        }
        return after;
    }

    private static String notation(Held value) {
        return value.literal() ? value.text() : JSON.writeValueAsString(value.text());
    }

    @Override
    public String text() {
        return mark + body;
    }
}
