package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Column.Filling;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import dev.belay.drivers.data.format.Table;
import dev.belay.expr.Budget;
import dev.belay.expr.Environment;
import dev.belay.expr.Evaluator;
import dev.belay.expr.Value;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Makes rows of a table out of rows of a file, by the rule of the table. Not for several threads. */
final class Mapping {

    private static final int NOT_THERE = -1;

    private final Rule rule;
    private final List<String> given;
    private final List<Column> columns;
    private final int[] from;
    private final Map<String, BiFunction<Column, Value, Value>> conversions = new HashMap<>();
    private final Map<String, Set<String>> taken = new HashMap<>();
    private final boolean plain;
    private final boolean same;
    private final Row made;

    /**
     * The mapping of rows with the given columns.
     *
     * @throws Failure naming all that does not fit
     */
    Mapping(Table table, Rule rule, List<String> given) {
        List<String> troubles = troubles(table, rule, given);
        if (!troubles.isEmpty()) {
            throw Failure.unmet(table.name() + ": " + String.join("; ", troubles));
        }
        this.rule = rule;
        this.given = List.copyOf(given);
        Map<String, Integer> places = places(rule, given);
        this.columns = table.columns().stream()
                .filter(column -> !column.isComputed())
                .filter(column -> places.containsKey(column.name()) || made(rule, column.name()))
                .toList();
        this.from = columns.stream()
                .mapToInt(column -> places.getOrDefault(column.name(), NOT_THERE))
                .toArray();
        rule.convert().forEach((column, how) -> {
            if (how instanceof Value.Text name) {
                conversions.put(column, Conversions.named(name.text()));
            }
        });
        rule.unique().forEach(column -> taken.put(column, new HashSet<>()));
        this.plain =
                rule.set().isEmpty() && rule.fill().isEmpty() && rule.convert().isEmpty() && taken.isEmpty();
        this.same = plain && IntStream.range(0, from.length).allMatch(i -> from[i] == i);
        this.made = new Row(columns.size());
    }

    /** The columns of the rows that it makes. */
    List<Column> columns() {
        return columns;
    }

    /** The columns of the file that it knows. */
    List<String> given() {
        return given;
    }

    /** All that does not fit between a file and a table, a phrase each. */
    static List<String> troubles(Table table, Rule rule, List<String> given) {
        List<String> troubles = new ArrayList<>();
        Map<String, Integer> places = places(rule, given);
        rule.drop().stream()
                .filter(column -> !given.contains(column))
                .forEach(column -> troubles.add("'drop' names '" + column + "', which the file does not have"
                        + Suggestion.among(column, given)));
        rule.rename().keySet().stream()
                .filter(column -> !given.contains(column))
                .forEach(column -> troubles.add("'rename' names '" + column + "', which the file does not have"
                        + Suggestion.among(column, given)));
        Set<String> named = new HashSet<>(places.keySet());
        named.addAll(rule.set().keySet());
        named.addAll(rule.fill().keySet());
        named.addAll(rule.convert().keySet());
        named.addAll(rule.unique());
        for (String column : named.stream().sorted().toList()) {
            if (table.column(column).isEmpty()) {
                troubles.add("the table has no column '" + column + "'"
                        + Suggestion.among(column, table.columnNames())
                        + (places.containsKey(column) ? "; leave it out with drop: ['" + column + "']" : ""));
            } else if (table.column(column).get().isComputed()) {
                troubles.add("the server computes '" + column + "'; leave it out with drop: ['" + column + "']");
            }
        }
        for (Column column : table.columns()) {
            boolean supplied = places.containsKey(column.name()) || made(rule, column.name());
            if (!supplied && !column.nullable() && column.standard().isEmpty() && column.filling() == Filling.NONE) {
                troubles.add("the file has no '" + column.name() + "', which must have a value; write fill: ["
                        + column.name() + ": ...]");
            }
        }
        return troubles;
    }

    private static boolean made(Rule rule, String column) {
        return rule.set().containsKey(column) || rule.fill().containsKey(column);
    }

    private static Map<String, Integer> places(Rule rule, List<String> given) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String name = given.get(i);
            String target = rule.rename().getOrDefault(name, name);
            if (!rule.drop().contains(name) && !rule.set().containsKey(target)) {
                places.put(target, i);
            }
        }
        return places;
    }

    /**
     * The row of the table, which may be the given one itself; empty where the rule does not take it. It is used again for the next.
     *
     * @throws Refused where a column must have a value and gets none, or a function fails
     */
    Optional<Row> map(Row row) throws Refused {
        Optional<Value> seen = rule.where().isPresent() || !plain ? Optional.of(entries(row)) : Optional.empty();
        if (rule.where().isPresent()
                && !Evaluator.truth(call("where", rule.where().get(), seen.orElseThrow()))) {
            return Optional.empty();
        }
        if (same) {
            return Optional.of(whole(row));
        }
        made.clear();
        for (int i = 0; i < columns.size(); i++) {
            if (plain) {
                copy(row, i);
            } else {
                put(row, i, seen.orElseThrow());
            }
        }
        return Optional.of(whole(made));
    }

    private Row whole(Row row) throws Refused {
        for (int i = 0; i < columns.size(); i++) {
            if ((row.form(i) == Form.NULL || row.form(i) == Form.ABSENT)
                    && !columns.get(i).nullable()) {
                throw new Refused(columns.get(i).name(), "it is NULL, and the column takes none");
            }
        }
        return row;
    }

    private void copy(Row row, int column) {
        int at = from[column];
        Form form = at == NOT_THERE ? Form.NULL : row.form(at);
        if (form == Form.NULL || form == Form.ABSENT) {
            made.endNull();
        } else {
            made.put(form, row.array(), row.from(at), row.to(at));
        }
    }

    private void put(Row row, int column, Value seen) throws Refused {
        String name = columns.get(column).name();
        Optional<Value> set = Optional.ofNullable(rule.set().get(name));
        Optional<Value> fill = Optional.ofNullable(rule.fill().get(name));
        Optional<Value> convert = Optional.ofNullable(rule.convert().get(name));
        int at = from[column];
        boolean nothing = at == NOT_THERE || row.form(at) == Form.NULL || row.form(at) == Form.ABSENT;
        Optional<Value> value = Optional.empty();
        if (set.isPresent()) {
            value = Optional.of(call(name, set.get(), seen));
        } else if (nothing && fill.isPresent()) {
            value = Optional.of(call(name, fill.get(), seen));
        } else if (!nothing && convert.isPresent()) {
            value = Optional.of(converted(column, convert.get(), row, at, seen));
        }
        if (value.isPresent()) {
            put(name, value.get());
        } else {
            copy(row, column);
        }
        if (taken.containsKey(name)) {
            mustBeOwn(column, name);
        }
    }

    private Value converted(int column, Value how, Row row, int at, Value seen) throws Refused {
        String name = columns.get(column).name();
        try {
            BiFunction<Column, Value, Value> named = conversions.get(name);
            return named == null ? call(name, how, seen) : named.apply(columns.get(column), value(row, at));
        } catch (Failure failure) {
            throw new Refused(name, failure.message());
        }
    }

    private static Value call(String column, Value how, Value row) throws Refused {
        if (!(how instanceof Value.Function function)) {
            return how;
        }
        try {
            return new Evaluator(Environment.empty(), Budget.standard()).apply(function.lambda(), List.of(row));
        } catch (Failure failure) {
            throw new Refused(column, failure.message());
        }
    }

    private void put(String column, Value value) throws Refused {
        if (value instanceof Value.Nothing) {
            made.endNull();
        } else if (value instanceof Value.Text text) {
            made.next().add(text.text());
            made.end(Form.TEXT);
        } else if (value instanceof Value.Decimal number) {
            made.next().add(number.number().toPlainString());
            made.end(Form.BARE);
        } else if (value instanceof Value.Bool bool) {
            made.next().add(String.valueOf(bool.truth()));
            made.end(Form.BARE);
        } else {
            throw new Refused(
                    column, "a column takes a text, a number, a truth or null, and not " + Evaluator.kind(value));
        }
    }

    /** The first of several equal values stays as it is; the others get a number behind them, within the column's length. */
    private void mustBeOwn(int column, String name) {
        if (made.form(column) == Form.NULL) {
            return;
        }
        Set<String> used = taken.getOrDefault(name, new HashSet<>());
        String text = made.text(column);
        String own = text;
        for (int i = 2; !used.add(own); i++) {
            own = numbered(columns.get(column), text, "_" + i);
        }
        if (!own.equals(text)) {
            made.again(column, own.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String numbered(Column column, String text, String number) {
        long longest = column.kind() instanceof dev.belay.drivers.data.format.Kind.Text kind
                ? kind.longest().orElse(Long.MAX_VALUE)
                : Long.MAX_VALUE;
        String cut = text;
        while (cut.codePointCount(0, cut.length()) + number.length() > longest && !cut.isEmpty()) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + number;
    }

    private Value entries(Row row) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            entries.put(given.get(i), value(row, i));
        }
        return new Value.Entries(entries);
    }

    private static Value value(Row row, int at) {
        return switch (row.form(at)) {
            case NULL, ABSENT -> Value.NOTHING;
            case TEXT, LIST, BROKEN -> Value.of(row.text(at));
            case BARE -> {
                String text = row.text(at);
                yield text.equals("true") || text.equals("false")
                        ? Value.of(text.equals("true"))
                        : new Value.Decimal(new BigDecimal(text));
            }
        };
    }
}
