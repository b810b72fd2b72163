package dev.belay.expr;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods of lists. */
final class ListMethods {

    static final Map<String, Methods.Arity> ARITIES = Map.ofEntries(
            Map.entry("size", Methods.Arity.NONE),
            Map.entry("isEmpty", Methods.Arity.NONE),
            Map.entry("contains", Methods.Arity.ONE),
            Map.entry("indexOf", Methods.Arity.ONE),
            Map.entry("first", Methods.Arity.NONE),
            Map.entry("last", Methods.Arity.NONE),
            Map.entry("take", Methods.Arity.ONE),
            Map.entry("drop", Methods.Arity.ONE),
            Map.entry("reverse", Methods.Arity.NONE),
            Map.entry("sort", Methods.Arity.MAYBE),
            Map.entry("unique", Methods.Arity.NONE),
            Map.entry("sum", Methods.Arity.NONE),
            Map.entry("min", Methods.Arity.NONE),
            Map.entry("max", Methods.Arity.NONE),
            Map.entry("flatten", Methods.Arity.NONE),
            Map.entry("plus", Methods.Arity.ONE),
            Map.entry("minus", Methods.Arity.ONE),
            Map.entry("join", Methods.Arity.MAYBE),
            Map.entry("collect", Methods.Arity.ONE),
            Map.entry("collectEntries", Methods.Arity.ONE),
            Map.entry("findAll", Methods.Arity.ONE),
            Map.entry("find", Methods.Arity.ONE),
            Map.entry("any", Methods.Arity.ONE),
            Map.entry("every", Methods.Arity.ONE));

    private ListMethods() {}

    static Value call(List<Value> items, Methods.Given given, Budget budget) {
        budget.list(items.size());
        return switch (given.method()) {
            case "size" -> Value.of(items.size());
            case "isEmpty" -> Value.of(items.isEmpty());
            case "contains" -> Value.of(Operations.in(given.value(0), new Value.Items(items)));
            case "indexOf" -> Value.of(indexOf(items, given.value(0)));
            case "first" -> end(items, 0);
            case "last" -> end(items, items.size() - 1);
            case "sum" -> sum(items, budget);
            case "min" -> items.stream().min(Operations::compare).orElse(Value.NOTHING);
            case "max" -> items.stream().max(Operations::compare).orElse(Value.NOTHING);
            case "join" -> join(items, given, budget);
            case "collectEntries" -> collectEntries(items, given);
            case "find" -> items.stream().filter(given::holds).findFirst().orElse(Value.NOTHING);
            case "any" -> Value.of(items.stream().anyMatch(given::holds));
            case "every" -> Value.of(items.stream().allMatch(given::holds));
            default -> new Value.Items(changed(items, given, budget));
        };
    }

    private static List<Value> changed(List<Value> items, Methods.Given given, Budget budget) {
        return switch (given.method()) {
            case "take" -> items.subList(0, Math.min(items.size(), given.number(0)));
            case "drop" -> items.subList(Math.min(items.size(), given.number(0)), items.size());
            case "reverse" -> reverse(items);
            case "sort" -> sort(items, given, budget);
            case "unique" -> unique(items, budget);
            case "flatten" -> flatten(items, budget);
            case "plus" -> plus(items, given.items(0), budget);
            case "minus" -> minus(items, given.items(0), budget);
            case "collect" -> items.stream().map(given::apply).toList();
            default -> items.stream().filter(given::holds).toList();
        };
    }

    private static Value end(List<Value> items, int place) {
        if (items.isEmpty()) {
            throw Failure.wrong("this list is empty");
        }
        return items.get(place);
    }

    private static int indexOf(List<Value> items, Value wanted) {
        for (int i = 0; i < items.size(); i++) {
            if (Operations.equal(items.get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static Value sum(List<Value> items, Budget budget) {
        Value sum = items.isEmpty() ? Value.of(0) : items.get(0);
        for (Value item : items.subList(Math.min(1, items.size()), items.size())) {
            sum = Operations.apply(Operator.PLUS, sum, item, budget);
        }
        return sum;
    }

    private static Value join(List<Value> items, Methods.Given given, Budget budget) {
        Value separator = Value.of(given.count() == 0 ? "" : given.text(0));
        List<Value> parts = new ArrayList<>();
        for (Value item : items) {
            if (!parts.isEmpty()) {
                parts.add(separator);
            }
            parts.add(item);
        }
        return Operations.join(parts, budget);
    }

    private static Value collectEntries(List<Value> items, Methods.Given given) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Value item : items) {
            Value made = given.apply(item);
            if (made instanceof Value.Entries some) {
                entries.putAll(some.entries());
            } else if (made instanceof Value.Items pair && pair.items().size() == 2) {
                entries.put(Words.text(pair.items().get(0)), pair.items().get(1));
            } else {
                throw Failure.wrong("'collectEntries' takes a function that gives [key, value] or [key: value]");
            }
        }
        return new Value.Entries(entries);
    }

    private static List<Value> reverse(List<Value> items) {
        List<Value> reversed = new ArrayList<>(items);
        java.util.Collections.reverse(reversed);
        return reversed;
    }

    private static List<Value> sort(List<Value> items, Methods.Given given, Budget budget) {
        Comparator<Value> order = (a, b) -> {
            budget.step();
            return Operations.compare(a, b);
        };
        Comparator<Value> by = given.count() == 0 ? order : Comparator.comparing(item -> given.apply(item), order);
        return items.stream().sorted(by).toList();
    }

    private static List<Value> unique(List<Value> items, Budget budget) {
        List<Value> unique = new ArrayList<>();
        for (Value item : items) {
            budget.list(unique.size());
            if (indexOf(unique, item) < 0) {
                unique.add(item);
            }
        }
        return unique;
    }

    private static List<Value> flatten(List<Value> items, Budget budget) {
        List<Value> flat = new ArrayList<>();
        for (Value item : items) {
            flat.addAll(item instanceof Value.Items inner ? flatten(inner.items(), budget) : List.of(item));
            budget.list(flat.size());
        }
        return flat;
    }

    private static List<Value> plus(List<Value> items, List<Value> more, Budget budget) {
        budget.list((long) items.size() + more.size());
        List<Value> all = new ArrayList<>(items);
        all.addAll(more);
        return all;
    }

    private static List<Value> minus(List<Value> items, List<Value> less, Budget budget) {
        budget.list(Math.min(Budget.ITEMS, (long) items.size() * less.size()));
        return items.stream().filter(item -> indexOf(less, item) < 0).toList();
    }
}
