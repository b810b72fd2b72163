package dev.belay.expr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods of maps. A function gets an entry with {@code key} and {@code value}, or both where it has two parameters. */
final class MapMethods {

    static final Map<String, Methods.Arity> ARITIES = Map.ofEntries(
            Map.entry("size", Methods.Arity.NONE),
            Map.entry("isEmpty", Methods.Arity.NONE),
            Map.entry("containsKey", Methods.Arity.ONE),
            Map.entry("get", new Methods.Arity(1, 2)),
            Map.entry("keys", Methods.Arity.NONE),
            Map.entry("values", Methods.Arity.NONE),
            Map.entry("entries", Methods.Arity.NONE),
            Map.entry("plus", Methods.Arity.ONE),
            Map.entry("collect", Methods.Arity.ONE),
            Map.entry("collectEntries", Methods.Arity.ONE),
            Map.entry("findAll", Methods.Arity.ONE),
            Map.entry("find", Methods.Arity.ONE),
            Map.entry("any", Methods.Arity.ONE),
            Map.entry("every", Methods.Arity.ONE));

    private MapMethods() {}

    static Value call(Map<String, Value> map, Methods.Given given, Budget budget) {
        budget.list(map.size());
        return switch (given.method()) {
            case "size" -> Value.of(map.size());
            case "isEmpty" -> Value.of(map.isEmpty());
            case "containsKey" -> Value.of(map.containsKey(given.text(0)));
            case "get" -> map.getOrDefault(given.text(0), given.count() > 1 ? given.value(1) : Value.NOTHING);
            case "keys" -> Value.texts(List.copyOf(map.keySet()));
            case "values" -> new Value.Items(List.copyOf(map.values()));
            case "entries" -> new Value.Items(entriesOf(map));
            case "plus" -> Operations.apply(Operator.PLUS, new Value.Entries(map), given.value(0), budget);
            case "findAll" -> findAll(map, given);
            default -> ListMethods.call(entriesOf(map), given, budget);
        };
    }

    /** The entries of a map, each a map of {@code key} and {@code value}: what a loop over a map sees. */
    static List<Value> entriesOf(Map<String, Value> map) {
        List<Value> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(entry(key, value)));
        return entries;
    }

    private static Value entry(String key, Value value) {
        Map<String, Value> entry = new LinkedHashMap<>();
        entry.put("key", Value.of(key));
        entry.put("value", value);
        return new Value.Entries(entry);
    }

    private static Value findAll(Map<String, Value> map, Methods.Given given) {
        Map<String, Value> found = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (given.holds(entry(key, value))) {
                found.put(key, value);
            }
        });
        return new Value.Entries(found);
    }
}
