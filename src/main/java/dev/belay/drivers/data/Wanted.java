package dev.belay.drivers.data;

import dev.belay.catalog.Block;
import dev.belay.driver.Arguments;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Table;
import dev.belay.expr.Value;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an export is asked for.
 *
 * @param tables names, or patterns with {@code *}; empty for all tables
 * @param rules of single tables
 * @param queries by their names
 */
record Wanted(Optional<List<String>> tables, List<Only> rules, Map<String, String> queries) {

    /**
     * What is said of a table, or of all that a pattern fits.
     *
     * @param where a condition in SQL
     * @param drop columns that are left out
     */
    record Only(String table, Optional<String> where, List<String> drop) {}

    Wanted {
        tables = tables.map(List::copyOf);
        rules = List.copyOf(rules);
        queries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(queries));
    }

    /** From the arguments of a step. */
    static Wanted of(Arguments arguments) {
        List<Only> rules = new ArrayList<>();
        Map<String, String> queries = new LinkedHashMap<>();
        for (Value item : arguments.items(Block.ARGUMENT)) {
            Arguments keyword = new Arguments(arguments.form(), ((Value.Entries) item).entries());
            String name = keyword.text("subject");
            if (keyword.text("keyword").equals("table")) {
                rules.add(new Only(name, keyword.optionalText("where"), keyword.texts("drop")));
            } else if (queries.put(name, keyword.text("sql")) != null) {
                throw Failure.wrong("two queries are called '" + name + "'; give one of them another name");
            }
        }
        Optional<List<String>> tables = arguments.optionalTexts("tables");
        return new Wanted(tables, rules, queries);
    }

    /**
     * Which of the tables are meant, in the order in which they are asked for; those of a pattern sorted.
     *
     * @param database for messages
     * @throws Failure where a table or a column that is named is not there
     */
    List<Selection> among(List<Table> there, String database) {
        Map<String, Table> chosen = new LinkedHashMap<>();
        for (String wanted : tables.orElse(List.of("*"))) {
            List<Table> fitting = fitting(wanted, there);
            if (fitting.isEmpty() && tables.isPresent()) {
                throw Failure.unmet(database + " has no table '" + wanted + "'"
                        + Suggestion.among(
                                wanted, there.stream().map(Table::name).toList()));
            }
            fitting.forEach(table -> chosen.put(table.name(), table));
        }
        mustFit(chosen, database);
        return chosen.values().stream().map(this::selection).collect(Collectors.toList());
    }

    /**
     * What is read of a database: tables, and then queries.
     *
     * @param name of the database, for messages
     */
    List<Selection> of(Source source, String name) throws SQLException {
        List<Selection> selections = new ArrayList<>(among(source.tables(), name));
        for (Map.Entry<String, String> query : queries.entrySet()) {
            Table table = Table.query(query.getKey(), source.columns(query.getValue()));
            selections.add(new Selection(table, Optional.empty(), Optional.of(query.getValue())));
        }
        return selections;
    }

    /**
     * SQL of the script that may do more than read, or of which that cannot be told: a preview does not run it. Each as it is to be called
     * in a sentence.
     */
    List<String> doubtful() {
        return Stream.concat(
                        rules.stream()
                                .filter(rule ->
                                        !rule.where().map(PlainSql::isPlain).orElse(true))
                                .map(rule -> "where: of " + rule.table()),
                        queries.entrySet().stream()
                                .filter(query -> !PlainSql.isPlain(query.getValue()))
                                .map(query -> "query '" + query.getKey() + "'"))
                .toList();
    }

    private void mustFit(Map<String, Table> chosen, String database) {
        for (Only rule : rules) {
            List<Table> fitting = fitting(rule.table(), List.copyOf(chosen.values()));
            if (fitting.isEmpty()) {
                throw Failure.unmet("'table " + rule.table() + "' fits no table that is exported from " + database
                        + Suggestion.among(rule.table(), chosen.keySet()));
            }
            for (Table table : fitting) {
                rule.drop().stream()
                        .filter(column -> table.column(column).isEmpty())
                        .forEach(column -> {
                            throw Failure.unmet(table.name() + " has no column '" + column + "'"
                                    + Suggestion.among(column, table.columnNames()));
                        });
            }
        }
        queries.keySet().stream().filter(chosen::containsKey).forEach(name -> {
            throw Failure.wrong("a query is called '" + name + "', as a table is; give it another name");
        });
    }

    private Selection selection(Table table) {
        List<Only> mine = rules.stream()
                .filter(rule -> Patterns.fits(rule.table(), table.name()))
                .toList();
        List<String> dropped = new ArrayList<>();
        mine.forEach(rule -> dropped.addAll(rule.drop()));
        table.columns().stream().filter(Column::isComputed).forEach(column -> dropped.add(column.name()));
        String where = mine.stream()
                .flatMap(rule -> rule.where().stream())
                .map(condition -> "(" + condition + "\n)")
                .collect(Collectors.joining(" and "));
        return new Selection(
                table.without(dropped), where.isEmpty() ? Optional.empty() : Optional.of(where), Optional.empty());
    }

    private static List<Table> fitting(String wanted, List<Table> tables) {
        return tables.stream()
                .filter(table -> Patterns.fits(wanted, table.name()))
                .toList();
    }
}
