package dev.belay.drivers.files.settings;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The text of a YAML file. The notation of a scalar is replaced where it stands, a key gets a line behind the last of its map, or
 * its line is taken out; the result is read again, and must differ in that key alone. Values that are anchored, repeated by an
 * alias, tagged or written as a block are refused.
 */
record YamlText(String mark, String body) implements Settings {

    private static final String MARK = "\uFEFF";
    private static final LoadSettings READING = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(50)
            .build();
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_./+][A-Za-z0-9_./@%+=-]*(?:[ :][A-Za-z0-9_./@%+=-]+)*");
    private static final Set<Tag> LITERALS = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
    /** What YAML 1.1 still takes for something else than a text. */
    private static final Pattern OLD_LITERAL = Pattern.compile(
            "y|n|yes|no|on|off|true|false|null|~|[-+]?[0-9][0-9_.,:eExXobB+-]*.*|[-+]?\\.(inf|nan|[0-9]+)|=|<<",
            Pattern.CASE_INSENSITIVE);

    /** Reads a text. */
    static YamlText parse(String text) {
        String mark = text.startsWith(MARK) ? MARK : "";
        YamlText yaml = new YamlText(mark, text.substring(mark.length()));
        yaml.root();
        return yaml;
    }

    private Spot root() {
        List<Node> documents = new ArrayList<>();
        try {
            new Compose(READING).composeAllFromString(body).forEach(documents::add);
        } catch (MarkedYamlEngineException broken) {
            long line = broken.getProblemMark().map(at -> at.getLine() + 1L).orElse(1L);
            throw Failure.failed("line " + line + " is not YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            throw Failure.failed("line 1: it is not read as YAML");
        }
        if (documents.size() > 1) {
            throw Failure.failed(
                    "line " + line(documents.get(1)) + " begins a second document, and which is meant is not clear");
        }
        if (documents.isEmpty()) {
            return Spot.map(Map.of(), body.length(), body.length());
        }
        Spot root = new Reading(new IdentityHashMap<>(), new IdentityHashMap<>()).spot(documents.get(0), 0);
        if (root.isNull()) {
            return Spot.map(Map.of(), body.length(), body.length());
        }
        if (root.kind() != Spot.Kind.MAP) {
            throw Failure.failed("line " + line(documents.get(0)) + ": it is no map of keys");
        }
        return root;
    }

    private static long line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1L).orElse(1L);
    }

    /** Turns nodes into spots; remembers which it saw, since an alias is the node that it repeats. */
    private final class Reading {
        private final Map<Node, Boolean> seen;
        private final Map<Node, Boolean> open;

        Reading(Map<Node, Boolean> seen, Map<Node, Boolean> open) {
            this.seen = seen;
            this.open = open;
        }

        Spot spot(Node node, int depth) {
            if (depth > Spot.DEEPEST || open.put(node, true) != null) {
                throw Failure.failed("line " + line(node) + ": it lies in itself, or too deep");
            }
            try {
                boolean repeated = seen.put(node, true) != null;
                int start = place(node.getStartMark());
                int end = place(node.getEndMark());
                if (node instanceof MappingNode map) {
                    return Spot.map(members(map, depth), start, end);
                } else if (node instanceof SequenceNode list) {
                    return Spot.list(
                            list.getValue().stream()
                                    .map(item -> spot(item, depth + 1))
                                    .toList(),
                            start,
                            end);
                }
                ScalarNode scalar = (ScalarNode) node;
                boolean literal = scalar.getScalarStyle() == ScalarStyle.PLAIN && LITERALS.contains(scalar.getTag());
                return Spot.scalar(literal, scalar.getValue(), start, end, refusal(scalar, start, repeated));
            } finally {
                open.remove(node);
            }
        }

        private Map<String, Spot.Member> members(MappingNode map, int depth) {
            Map<String, Spot.Member> members = new LinkedHashMap<>();
            for (NodeTuple tuple : map.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw Failure.failed("line " + line(tuple.getKeyNode()) + " has a key that is no single word");
                }
                Spot.Member member = new Spot.Member(
                        place(key.getStartMark()), place(key.getEndMark()), spot(tuple.getValueNode(), depth + 1));
                if (members.put(key.getValue(), member) != null) {
                    throw Failure.failed("line " + line(key) + " has a key of the same map for the second time");
                }
            }
            return members;
        }
    }

    private Optional<String> refusal(ScalarNode scalar, int start, boolean repeated) {
        char first = start < body.length() ? body.charAt(start) : '\n';
        if (repeated || first == '*') {
            return Optional.of("an alias repeats it");
        } else if (scalar.getAnchor().isPresent() || first == '&') {
            return Optional.of("it has an anchor, by which it may be repeated");
        } else if (first == '!') {
            return Optional.of("it has a tag");
        }
        boolean block = scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED;
        return block ? Optional.of("it is a block of lines") : Optional.empty();
    }

    private int place(Optional<Mark> mark) {
        return body.offsetByCodePoints(0, mark.orElseThrow().getIndex());
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
    public YamlText holding(String key, Held value) {
        Spot root = root();
        if (held(key).equals(Optional.of(value))) {
            return this;
        }
        Spot.Way way = root.way(key);
        String edited = way.value().isPresent() ? replaced(key, way, value) : added(key, way, value);
        return verified(key, edited, root.bareWith(key, Optional.of(value)));
    }

    private String replaced(String key, Spot.Way way, Held value) {
        Spot old = way.value().orElseThrow();
        refuse(key, old);
        if (old.start() == old.end()) {
            Spot.Member member = way.parent().members().get(way.last());
            if (member == null) {
                throw Spot.unsafe(key, Settings.lineOf(body, old.start()), "it is an empty item of a list");
            }
            int colon = body.indexOf(':', member.end()) + 1;
            return body.substring(0, colon) + " " + notation(value, ' ') + body.substring(colon);
        }
        return body.substring(0, old.start()) + notation(value, body.charAt(old.start())) + body.substring(old.end());
    }

    private void refuse(String key, Spot spot) {
        spot.refusal().ifPresent(why -> {
            throw Spot.unsafe(key, Settings.lineOf(body, spot.start()), why);
        });
    }

    private String added(String key, Spot.Way way, Held value) {
        Spot parent = way.parent();
        boolean empty = parent.isNull() && parent.start() == parent.end();
        if (parent.kind() != Spot.Kind.MAP && !empty) {
            throw Spot.unsafe(key, Settings.lineOf(body, parent.start()), "what is to hold it is no map");
        }
        refuse(key, parent);
        boolean flow =
                parent.kind() == Spot.Kind.MAP && parent.end() > parent.start() && body.charAt(parent.start()) == '{';
        if (flow) {
            return addedInBraces(way, value);
        }
        if (empty) {
            return addedBelow(key, way, value);
        }
        int indent = 0;
        int at = body.length();
        if (!parent.members().isEmpty()) {
            Spot.Member first = parent.members().values().iterator().next();
            List<Spot.Member> members = List.copyOf(parent.members().values());
            Spot.Member last = members.get(members.size() - 1);
            indent = first.start() - lineStart(first.start());
            at = lineEnd(Math.max(last.end(), lastOf(last.value())));
        }
        return inserted(at, lines(way.name(), indent, value));
    }

    /** Behind the line of a key that holds nothing yet. */
    private String addedBelow(String key, Spot.Way way, Held value) {
        Spot.Member holder = holder(root(), way.parent())
                .orElseThrow(() ->
                        Spot.unsafe(key, Settings.lineOf(body, way.parent().start()), "what is to hold it is empty"));
        int indent = holder.start() - lineStart(holder.start());
        return inserted(lineEnd(holder.end()), lines(way.name(), indent + 2, value));
    }

    private static Optional<Spot.Member> holder(Spot from, Spot wanted) {
        for (Spot.Member member : from.members().values()) {
            if (member.value().equals(wanted)) {
                return Optional.of(member);
            }
            Optional<Spot.Member> below = holder(member.value(), wanted);
            if (below.isPresent()) {
                return below;
            }
        }
        return from.items().stream()
                .flatMap(item -> holder(item, wanted).stream())
                .findFirst();
    }

    private String addedInBraces(Spot.Way way, Held value) {
        StringBuilder member = new StringBuilder();
        way.name()
                .forEach(name -> member.append(member.length() == 0 ? "" : "{")
                        .append(keyNotation(name))
                        .append(": "));
        member.append(flowNotation(value)).append("}".repeat(way.name().size() - 1));
        List<Spot.Member> members = List.copyOf(way.parent().members().values());
        if (members.isEmpty()) {
            return body.substring(0, way.parent().start() + 1)
                    + member
                    + body.substring(way.parent().end() - 1);
        }
        Spot.Member last = members.get(members.size() - 1);
        int at = Math.max(last.end(), last.value().end());
        return body.substring(0, at) + ", " + member + body.substring(at);
    }

    private String lines(List<String> names, int indent, Held value) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1;
            lines.append(" ".repeat(indent + 2 * i))
                    .append(keyNotation(names.get(i)))
                    .append(last ? ": " + notation(value, ' ') : ":")
                    .append(newline());
        }
        return lines.toString();
    }

    private String inserted(int at, String lines) {
        boolean open = at > 0 && body.charAt(at - 1) != '\n';
        return body.substring(0, at) + (open ? newline() : "") + lines + body.substring(at);
    }

    private String newline() {
        return body.contains("\r\n") ? "\r\n" : "\n";
    }

    /** Where the last line of a value ends: what is in block style ends only with the next token. */
    private int lastOf(Spot value) {
        boolean brackets = value.start() < body.length() && "{[".indexOf(body.charAt(value.start())) >= 0;
        if (value.isScalar() || brackets) {
            int end = value.end();
            while (end > value.start() && Character.isWhitespace(body.charAt(end - 1))) {
                end--;
            }
            return end;
        }
        List<Spot> all = new ArrayList<>(value.items());
        value.members().values().forEach(member -> all.add(member.value()));
        return all.isEmpty() ? value.start() : lastOf(all.get(all.size() - 1));
    }

    private int lineEnd(int at) {
        int end = body.indexOf('\n', at);
        return end < 0 ? body.length() : end + 1;
    }

    @Override
    public YamlText without(String key) {
        Spot root = root();
        Spot.Way way = root.way(key);
        if (way.value().isEmpty()) {
            return this;
        }
        Spot.held(root, key, body);
        Spot value = way.value().get();
        refuse(key, value);
        Spot.Member member = Optional.ofNullable(way.parent().members().get(way.last()))
                .filter(each -> hasOwnLine(way.parent(), each))
                .orElseThrow(() -> Spot.unsafe(key, Settings.lineOf(body, value.start()), "it has no line of its own"));
        String edited = body.substring(0, lineStart(member.start()))
                + body.substring(lineEnd(Math.max(member.end(), lastOf(value))));
        return verified(key, edited, root.bareWith(key, Optional.empty()));
    }

    private boolean hasOwnLine(Spot map, Spot.Member member) {
        return body.charAt(map.start()) != '{'
                && body.substring(lineStart(member.start()), member.start()).isBlank();
    }

    private int lineStart(int at) {
        return body.lastIndexOf('\n', at - 1) + 1;
    }

    private YamlText verified(String key, String edited, Object wanted) {
        Optional<YamlText> after;
        try {
            after = Optional.of(new YamlText(mark, edited))
                    .filter(text -> text.root().bare().equals(wanted));
        } catch (Failure broken) {
            after = Optional.empty();
        }
        return after.orElseThrow(() -> Failure.failed(
                key + " cannot be changed without changing more than it; it is in line "
                        + root().way(key)
                                .value()
                                .map(spot -> Settings.lineOf(body, spot.start()))
                                .orElse(1L),
                "change it by hand"));
    }

    /** In the quotes that were there, where they do. */
    private static String notation(Held value, char before) {
        if (value.literal()) {
            return value.text();
        }
        String text = value.text();
        if (text.chars().anyMatch(Character::isISOControl)
                || (before == '"' && !text.contains("\\") && !text.contains("\""))) {
            return doubleQuoted(text);
        }
        boolean plain = before != '\''
                && before != '"'
                && PLAIN.matcher(text).matches()
                && !OLD_LITERAL.matcher(text).matches()
                && !text.contains(": ")
                && !text.endsWith(":");
        return plain ? text : "'" + text.replace("'", "''") + "'";
    }

    private static String flowNotation(Held value) {
        return value.literal() ? value.text() : doubleQuoted(value.text());
    }

    private static String keyNotation(String name) {
        return name.matches("[A-Za-z_][\\w-]*") && !OLD_LITERAL.matcher(name).matches()
                ? name
                : "'" + name.replace("'", "''") + "'";
    }

    private static String doubleQuoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default ->
                    out.append(Character.isISOControl(c) ? String.format("\\x%02x", (int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }

    @Override
    public String text() {
        return mark + body;
    }
}
