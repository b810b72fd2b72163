package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.driver.database.DatabaseFact;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.drivers.data.format.Table;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tables of a database must hold as many rows as where they came from. A table that only one of both has is passed over, unless it
 * is named.
 *
 * @param context who reads the file
 * @param source the other database; empty where it is a file
 * @param file the export; empty text where it is a database
 */
record VerifyRows(
        Database database, Context context, Optional<Database> source, String file, Optional<List<String>> tables)
        implements Action {

    private static final int NAMED = 5;

    static Action of(Arguments arguments) {
        Value from = arguments.value("from");
        Optional<Database> source = arguments
                .resource(from)
                .map(resource -> DeclaredDatabase.of(resource).database());
        return new VerifyRows(
                DeclaredDatabase.of(arguments, "rows"),
                arguments.context(),
                source,
                source.isPresent() ? "" : arguments.context().absolute(Arguments.text(from)),
                arguments.has("tables") ? Optional.of(arguments.texts("tables")) : Optional.empty());
    }

    @Override
    public void predict(Forecast f) {
        f.checks();
        f.again(Again.IDEMPOTENT);
        f.back(new Back.Nothing());
        Stream.concat(Stream.of(database), source.stream())
                .flatMap(each -> DatabaseFact.needs(each).stream())
                .forEach(f::needs);
    }

    @Override
    public Result apply(Work w) {
        Map<String, Long> expected = source.map(each -> counts(w, each)).orElseGet(() -> held(w));
        List<String> there =
                Systems.tables(w, database).stream().map(Table::name).toList();
        List<String> differ = new ArrayList<>();
        int compared = 0;
        for (Map.Entry<String, Long> each : expected.entrySet()) {
            boolean named = tables.isPresent();
            if (named ? isMeant(each.getKey()) : there.contains(each.getKey())) {
                compared++;
                String rows =
                        there.contains(each.getKey()) ? rows(w, database, each.getKey()) + " rows" : "no such table";
                if (!rows.equals(each.getValue() + " rows")) {
                    differ.add(each.getKey() + " holds " + rows + ", there are " + each.getValue());
                }
            }
        }
        if (!differ.isEmpty()) {
            String more = differ.size() > NAMED ? "; and " + (differ.size() - NAMED) + " more tables" : "";
            throw Failure.failed(database + " does not hold the rows of "
                    + source.map(Database::toString).orElse(file) + ": "
                    + String.join("; ", differ.subList(0, Math.min(NAMED, differ.size()))) + more);
        }
        if (compared == 0) {
            throw Failure.failed("there is no table to compare: " + database + " has none of those of "
                    + source.map(Database::toString).orElse(file));
        }
        return Result.none().remark(compared + (compared == 1 ? " table" : " tables") + ", as many rows");
    }

    private boolean isMeant(String table) {
        return tables.orElse(List.of()).stream().anyMatch(pattern -> Patterns.fits(pattern, table));
    }

    private Map<String, Long> held(Work w) {
        Contents.Held held =
                w.read(new Contents(context, file)).orElseThrow(() -> Failure.failed("there is no " + file));
        Map<String, Long> rows = new TreeMap<>();
        held.tables().forEach((table, part) -> rows.put(table, part.rows()));
        return rows;
    }

    private static Map<String, Long> counts(Work w, Database database) {
        Map<String, Long> rows = new TreeMap<>();
        Systems.tables(w, database).forEach(table -> rows.put(table.name(), rows(w, database, table.name())));
        return rows;
    }

    private static long rows(Work w, Database database, String table) {
        return w.query(database, "select count(*) from " + Systems.name(database, table))
                .single()
                .map(Long::parseLong)
                .orElse(0L);
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }
}
