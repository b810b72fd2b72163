package dev.belay.drivers.data;

import dev.belay.catalog.Block;
import dev.belay.driver.Arguments;
import dev.belay.drivers.data.format.Table;
import dev.belay.drivers.data.tags.JoinedTags;
import dev.belay.expr.Value;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tables of a file become which tables of a database.
 *
 * @param tables names or patterns; empty for all of the file that the database has, or that a rule names
 * @param rules of single tables
 * @param tags of which tables are made
 */
record Jobs(Optional<List<String>> tables, List<Rule> rules, List<JoinedTags> tags) {

    /** Rows of the file that become those of a table. */
    record Job(Table table, Rule rule) {}

    Jobs {
        tables = tables.map(List::copyOf);
        rules = List.copyOf(rules);
        tags = List.copyOf(tags);
    }

    /** What the keywords of an import say. */
    static Jobs of(Arguments arguments) {
        List<Rule> rules = new ArrayList<>();
        List<JoinedTags> tags = new ArrayList<>();
        for (Value item : arguments.items(Block.ARGUMENT)) {
            Arguments keyword = new Arguments(arguments.form(), ((Value.Entries) item).entries());
            if (keyword.text("keyword").equals("table")) {
                rules.add(Rule.of(keyword));
            } else {
                tags.add(JoinedTags.of(keyword));
            }
        }
        return new Jobs(arguments.optionalTexts("tables"), rules, tags);
    }

    /**
     * The jobs, in the order of the file.
     *
     * @param held what the file holds, with the tables that are made of it
     * @param there what the database has
     * @throws Failure naming tables that are in one of them and not in the other
     */
    List<Job> of(Contents.Held held, List<Table> there, String from, String to) {
        Map<String, Rule> wanted = new LinkedHashMap<>();
        Set<String> byRule = Set.copyOf(rules.stream().map(Rule::source).toList());
        for (String name : held.tables().keySet()) {
            boolean named =
                    tables.isEmpty() ? isPlain(name) || !(byRule.contains(name) || isOfTags(name)) : isWanted(name);
            if (named) {
                wanted.put(name, Rule.plain(name));
            }
        }
        mustFit(held, from);
        rules.forEach(rule -> wanted.put(rule.table(), rule));
        List<String> troubles = new ArrayList<>();
        List<Job> jobs = new ArrayList<>();
        for (Rule rule : wanted.values()) {
            Optional<Table> table = there.stream()
                    .filter(each -> each.name().equals(rule.table()))
                    .findFirst();
            if (table.isEmpty()) {
                troubles.add(to + " has no table '" + rule.table() + "'"
                        + Suggestion.among(
                                rule.table(), there.stream().map(Table::name).toList()));
            } else {
                jobs.add(new Job(table.get(), rule));
            }
        }
        if (!troubles.isEmpty()) {
            throw Failure.unmet(String.join("; ", troubles), "say which tables are meant: tables: [...]");
        }
        return jobs;
    }

    /** How many rows of the file each table of the database is made of. */
    static Map<String, Long> rows(List<Job> jobs, Contents.Held held) {
        return jobs.stream()
                .collect(Collectors.toMap(
                        job -> job.table().name(),
                        job -> held.part(job.rule().source()).rows()));
    }

    private boolean isOfTags(String name) {
        return tags.stream()
                .anyMatch(each -> List.of(each.from(), each.tags(), each.uses()).contains(name));
    }

    private boolean isPlain(String name) {
        return rules.stream()
                .anyMatch(rule -> rule.table().equals(name) && rule.from().isEmpty());
    }

    private boolean isWanted(String name) {
        return tables.orElse(List.of()).stream().anyMatch(pattern -> Patterns.fits(pattern, name));
    }

    private void mustFit(Contents.Held held, String from) {
        List<String> names = List.copyOf(held.tables().keySet());
        for (String pattern : tables.orElse(List.of())) {
            if (names.stream().noneMatch(name -> Patterns.fits(pattern, name))) {
                throw Failure.unmet(from + " holds no table '" + pattern + "'" + Suggestion.among(pattern, names));
            }
        }
        for (Rule rule : rules) {
            if (!names.contains(rule.source())) {
                throw Failure.unmet(
                        from + " holds no table '" + rule.source() + "'" + Suggestion.among(rule.source(), names));
            }
        }
    }
}
