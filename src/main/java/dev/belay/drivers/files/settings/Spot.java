package dev.belay.drivers.files.settings;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A value in the text of a file of maps and lists, and where it stands.
 *
 * @param kind what it is
 * @param text of a scalar
 * @param members of a map, in order
 * @param items of a list
 * @param start of its notation in the text
 * @param end behind it
 * @param refusal why its notation is not to be replaced; empty where it may
 */
record Spot(
        Kind kind,
        String text,
        Map<String, Member> members,
        List<Spot> items,
        int start,
        int end,
        Optional<String> refusal) {

    /** What a value is. */
    enum Kind {
        MAP,
        LIST,
        TEXT,
        LITERAL
    }

    /** An entry of a map, and where its key stands. */
    record Member(int start, int end, Spot value) {}

    /**
     * Where a key leads.
     *
     * @param parent the map or list that is to hold it
     * @param name of the key in it; several parts where maps between are still to be made
     * @param value empty where it is not there
     */
    record Way(Spot parent, List<String> name, Optional<Spot> value) {
        /** The last part. */
        String last() {
            return name.get(name.size() - 1);
        }
    }

    /** How deep maps and lists may lie in each other. */
    static final int DEEPEST = 100;

    Spot {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        items = List.copyOf(items);
    }

    /** A map. */
    static Spot map(Map<String, Member> members, int start, int end) {
        return new Spot(Kind.MAP, "", members, List.of(), start, end, Optional.empty());
    }

    /** A list. */
    static Spot list(List<Spot> items, int start, int end) {
        return new Spot(Kind.LIST, "", Map.of(), items, start, end, Optional.empty());
    }

    /** A text, or a number, a truth or nothing. */
    static Spot scalar(boolean literal, String text, int start, int end, Optional<String> refusal) {
        return new Spot(literal ? Kind.LITERAL : Kind.TEXT, text, Map.of(), List.of(), start, end, refusal);
    }

    boolean isScalar() {
        return kind == Kind.TEXT || kind == Kind.LITERAL;
    }

    boolean isNull() {
        return kind == Kind.LITERAL && List.of("null", "~", "", "Null", "NULL").contains(text);
    }

    /** The dotted names of all scalars below, in order. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        keys("", keys);
        return keys;
    }

    private void keys(String before, Set<String> keys) {
        members.forEach((name, member) -> member.value().keys(before + name + ".", keys));
        for (int i = 0; i < items.size(); i++) {
            items.get(i).keys(before + i + ".", keys);
        }
        if (isScalar() && !before.isEmpty()) {
            keys.add(before.substring(0, before.length() - 1));
        }
    }

    /** Follows a dotted key; of several members that begin it the longest counts, so that names may have dots. */
    Way way(String key) {
        if (kind == Kind.LIST && key.matches("[0-9]{1,6}(\\..+)?")) {
            String number = key.split("\\.", 2)[0];
            int index = Integer.parseInt(number);
            if (index < items.size()) {
                return onward(items.get(index), key, number);
            }
        }
        return longest(key)
                .map(entry -> onward(entry.getValue().value(), key, entry.getKey()))
                .orElseGet(() -> new Way(this, List.of(key.split("\\.")), Optional.empty()));
    }

    private Way onward(Spot value, String key, String name) {
        return key.equals(name)
                ? new Way(this, List.of(name), Optional.of(value))
                : value.way(key.substring(name.length() + 1));
    }

    /** What it holds, without places: to hold one text against another. */
    Object bare() {
        if (kind == Kind.MAP) {
            Map<String, Object> bare = new LinkedHashMap<>();
            members.forEach((name, member) -> bare.put(name, member.value().bare()));
            return bare;
        } else if (kind == Kind.LIST) {
            return items.stream().map(Spot::bare).toList();
        }
        return isNull() ? new Held("null", true) : new Held(text, kind == Kind.LITERAL);
    }

    /** The same with one key set, or taken out where the value is empty. */
    Object bareWith(String key, Optional<Held> value) {
        return with(bare(), this, key, value);
    }

    @SuppressWarnings("unchecked") // bare() makes maps of texts and lists
    private static Object with(Object bare, Spot spot, String key, Optional<Held> value) {
        if (spot.kind() == Kind.LIST) {
            String number = key.split("\\.", 2)[0];
            int index = Integer.parseInt(number);
            List<Object> items = new ArrayList<>((List<Object>) bare);
            items.set(
                    index,
                    key.equals(number)
                            ? value.map(Object.class::cast).orElseThrow()
                            : with(
                                    items.get(index),
                                    spot.items().get(index),
                                    key.substring(number.length() + 1),
                                    value));
            return items;
        }
        Map<String, Object> map = bare instanceof Map<?, ?> ? (Map<String, Object>) bare : new LinkedHashMap<>();
        Optional<Map.Entry<String, Member>> inner = spot.longest(key);
        if (inner.isPresent() && !inner.get().getKey().equals(key)) {
            String name = inner.get().getKey();
            Spot below = inner.get().getValue().value();
            map.put(name, with(below.bare(), below, key.substring(name.length() + 1), value));
        } else if (inner.isPresent() || !key.contains(".")) {
            value.ifPresentOrElse(held -> map.put(key, held), () -> map.remove(key));
        } else {
            String first = key.substring(0, key.indexOf('.'));
            map.put(first, with(new LinkedHashMap<>(), map(Map.of(), 0, 0), key.substring(first.length() + 1), value));
        }
        return map;
    }

    /** The member with the longest name that is, or begins, a dotted key. */
    private Optional<Map.Entry<String, Member>> longest(String key) {
        return members.entrySet().stream()
                .filter(entry -> key.equals(entry.getKey()) || key.startsWith(entry.getKey() + "."))
                .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)));
    }

    /** What a key holds. */
    static Optional<Held> held(Spot root, String key, String text) {
        return root.way(key).value().map(spot -> {
            if (!spot.isScalar()) {
                throw notScalar(key, spot, text);
            }
            return spot.isNull() ? new Held("null", true) : new Held(spot.text(), spot.kind() == Kind.LITERAL);
        });
    }

    static Failure notScalar(String key, Spot spot, String text) {
        return Failure.failed(
                "line " + Settings.lineOf(text, spot.start()) + ": " + key + " is a "
                        + (spot.kind() == Kind.MAP ? "map" : "list") + " and not a single value",
                "name a key in it: " + key + (spot.kind() == Kind.MAP ? ".name" : ".0"));
    }

    static Failure unsafe(String key, long line, String why) {
        return Failure.failed("line " + line + ": " + key + " cannot be changed safely: " + why, "change it by hand");
    }
}
