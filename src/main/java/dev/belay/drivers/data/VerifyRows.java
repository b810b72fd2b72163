package dev.belay.drivers.data;

import dev.belay.catalog.Options;
import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Limit;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.drivers.data.Comparison.Difference;
import dev.belay.drivers.data.Comparison.Outcome;
import dev.belay.drivers.data.Contents.Held;
import dev.belay.drivers.data.Contents.Part;
import dev.belay.drivers.data.Jobs.Job;
import dev.belay.drivers.data.format.ExportReader;
import dev.belay.drivers.data.format.Table;
import dev.belay.drivers.data.tags.JoinedTags;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Count;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables of a database must hold the rows that came from a file or another database: as many, and equal ones; rows must lead to rows
 * that are there, and counters be ahead of the rows. Both sides are read in one snapshot each. What only one of both has, a table or a
 * column, is not compared, and told.
 *
 * @param context who reads the file
 * @param timeout of all of it; empty for none
 */
record VerifyRows(Database database, Context context, RowsOf origin, Optional<Duration> timeout) implements Action {

    private static final int NAMED = 5;

    static Action of(Arguments arguments) {
        return new VerifyRows(
                DeclaredDatabase.of(arguments, "rows"),
                arguments.context(),
                RowsOf.of(arguments),
                arguments.optionalDuration(Options.TIMEOUT.name()));
    }

    @Override
    public void predict(Forecast f) {
        f.checks();
        f.again(Again.IDEMPOTENT);
        f.back(new Back.Nothing());
    }

    @Override
    public Result apply(Work w) {
        try (Source target = Systems.open(w, database);
                Limit limit = w.limit(timeout, target::cancel)) {
            try {
                return compared(w, target, limit);
            } catch (SQLException | IOException e) {
                limit.check("the rows of " + database.name());
                throw e;
            }
        } catch (SQLException e) {
            throw broken(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw broken(
                    e.getCause() instanceof SQLException cause ? String.valueOf(cause.getMessage()) : Reason.of(e));
        }
    }

    private Result compared(Work w, Source target, Limit limit) throws SQLException, IOException {
        if (origin instanceof RowsOf.Other other) {
            try (Source source = Systems.open(w, other.database());
                    Limit beside = w.limit(timeout, source::cancel)) {
                beside.check(origin.toString());
                Map<String, Table> tables = byName(source.tables());
                Held held = held(tables, w.read(new RowEstimates(other.database())));
                return compared(w, new Sides(held, Side.of(source, tables), target), limit);
            }
        }
        ExportReader reader = ExportReader.at(w.host().read(context), origin.toString())
                .orElseThrow(() -> Failure.failed("there is no " + origin));
        List<JoinedTags> tags = origin.jobs().tags();
        Side file = Side.of(reader, tags, origin.aside(w.host().read(context)));
        return compared(w, new Sides(FileRows.held(Contents.held(reader), tags), file, target), limit);
    }

    /** What is compared with what. */
    private record Sides(Held held, Side expected, Source target) {}

    private Failure broken(String why) {
        return Failure.failed("the rows of " + database + " and of " + origin + " cannot be compared: " + why);
    }

    private Result compared(Work w, Sides sides, Limit limit) throws SQLException, IOException {
        Source target = sides.target();
        Map<String, Table> there = byName(target.tables());
        List<String> passed = new ArrayList<>();
        List<Job> jobs = jobs(sides.held(), there, passed);
        Map<String, Table> compared = byName(jobs.stream().map(Job::table).toList());
        Comparison comparison = new Comparison(sides.expected(), Side.of(target, compared), target::cancel, jobs);
        Outcome outcome = comparison.outcome(new Pace(w, limit, Jobs.rows(jobs, sides.held())).lane());
        List<String> troubles = new ArrayList<>(outcome.differences().stream()
                .filter(difference -> !origin.appended() || difference.rows() < difference.wanted())
                .map(Difference::toString)
                .toList());
        List<Table> whole =
                compared.keySet().stream().map(name -> table(there, name)).toList();
        List<String> loose = new Integrity(w, database).troubles(whole);
        if (!troubles.isEmpty() || !loose.isEmpty()) {
            throw Failure.failed(told(troubles, loose));
        }
        Result result = Result.none()
                .remark(Count.of(compared.size(), "table") + ", " + Count.of(outcome.rows(), "row")
                        + (origin.appended() ? ", as many or more" : ", all equal"));
        return passed.isEmpty() ? result : result.remark("not compared: " + few(passed, ", "));
    }

    private String told(List<String> troubles, List<String> loose) {
        List<String> parts = new ArrayList<>();
        if (!troubles.isEmpty()) {
            parts.add(database + " does not hold the rows of " + origin + ": " + few(troubles, "; "));
        }
        if (!loose.isEmpty()) {
            parts.add("in " + database + " " + few(loose, "; "));
        }
        return String.join("; ", parts);
    }

    private static String few(List<String> all, String between) {
        String more = all.size() > NAMED ? between + "and " + (all.size() - NAMED) + " more" : "";
        return String.join(between, all.subList(0, Math.min(NAMED, all.size()))) + more;
    }

    /** What becomes of what, as far as both sides have it. */
    private List<Job> jobs(Held held, Map<String, Table> there, List<String> passed) {
        Jobs wanted = origin.jobs();
        Map<String, Part> shared = new LinkedHashMap<>();
        held.tables().forEach((name, part) -> {
            boolean ruled =
                    wanted.rules().stream().anyMatch(rule -> rule.source().equals(name));
            boolean named =
                    wanted.tables().stream().flatMap(List::stream).anyMatch(pattern -> Patterns.fits(pattern, name));
            if (there.containsKey(name) || ruled || named) {
                shared.put(name, part);
            } else if (wanted.tables().isEmpty()) {
                passed.add(name + " (not in " + database + ")");
            }
        });
        List<Job> jobs = new ArrayList<>();
        try {
            for (Job job :
                    wanted.of(new Held(shared), List.copyOf(there.values()), origin.toString(), database.toString())) {
                jobs.add(shared(job, held.part(job.rule().source()).columns(), passed));
            }
        } catch (Failure misfit) {
            throw Failure.failed(misfit.message());
        }
        if (jobs.isEmpty()) {
            throw Failure.failed("there is no table to compare: " + database + " has none of those of " + origin);
        }
        return jobs;
    }

    /** The columns that both have, or that a rule makes; the others are passed over. */
    private static Job shared(Job job, List<String> given, List<String> passed) {
        Rule rule = job.rule();
        List<String> unknown = given.stream()
                .filter(column -> !rule.drop().contains(column))
                .filter(column -> job.table()
                        .column(rule.rename().getOrDefault(column, column))
                        .filter(each -> !each.isComputed())
                        .isEmpty())
                .toList();
        Rule fitting = rule.without(unknown);
        List<String> brought = given.stream()
                .filter(column -> !fitting.drop().contains(column))
                .map(column -> rule.rename().getOrDefault(column, column))
                .toList();
        List<String> lacking = job.table().columnNames().stream()
                .filter(column -> !brought.contains(column)
                        && !rule.set().containsKey(column)
                        && !rule.fill().containsKey(column))
                .toList();
        String name = job.table().name();
        unknown.forEach(column -> passed.add(name + "." + column));
        lacking.forEach(column -> passed.add(name + "." + column));
        return new Job(job.table().without(lacking), fitting);
    }

    private static Held held(Map<String, Table> tables, Map<String, Amount> about) {
        Map<String, Part> parts = new LinkedHashMap<>();
        tables.forEach((name, table) -> parts.put(
                name,
                new Part(
                        table.columnNames(),
                        about.getOrDefault(name, Amount.NOTHING).rows())));
        return new Held(parts);
    }

    private static Table table(Map<String, Table> there, String name) {
        return Optional.ofNullable(there.get(name)).orElseThrow();
    }

    private static Map<String, Table> byName(List<Table> tables) {
        return tables.stream()
                .collect(Collectors.toMap(Table::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }
}
