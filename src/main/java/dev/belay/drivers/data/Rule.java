package dev.belay.drivers.data;

import dev.belay.driver.Arguments;
import dev.belay.expr.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the rows of a file become those of a table.
 *
 * @param table of the target
 * @param from the table or query of the file; empty where it has the same name
 * @param drop columns of the file that are left out
 * @param rename columns of the file, and their names in the target
 * @param set columns that always get this value, or what this function makes of the row
 * @param fill columns that get it where they are missing or NULL
 * @param convert columns of the target, and the name of a conversion or a function of the row
 * @param where a function that tells which rows are taken; empty for all
 * @param unique columns whose values are made unique by a number
 */
record Rule(
        String table,
        Optional<String> from,
        List<String> drop,
        Map<String, String> rename,
        Map<String, Value> set,
        Map<String, Value> fill,
        Map<String, Value> convert,
        Optional<Value> where,
        List<String> unique) {

    /** The rule of a table of which nothing is said. */
    static Rule plain(String table) {
        return new Rule(
                table,
                Optional.empty(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of());
    }

    /** What a keyword of the block says. */
    static Rule of(Arguments keyword) {
        return new Rule(
                keyword.text("subject"),
                keyword.optionalText("from"),
                keyword.texts("drop"),
                keyword.entries("rename").entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> Arguments.text(each.getValue()))),
                keyword.entries("set"),
                keyword.entries("fill"),
                keyword.entries("convert"),
                keyword.find("where"),
                keyword.texts("unique"));
    }

    /** The same without more columns of the file. */
    Rule without(List<String> more) {
        List<String> all =
                Stream.concat(drop.stream(), more.stream()).distinct().toList();
        return new Rule(table, from, all, rename, set, fill, convert, where, unique);
    }

    /** The table or query of the file. */
    String source() {
        return from.orElse(table);
    }
}
