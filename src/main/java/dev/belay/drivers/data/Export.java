package dev.belay.drivers.data;

import dev.belay.catalog.Options;
import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.FreeSpace;
import dev.belay.driver.Limit;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.drivers.data.ExportFile.State;
import dev.belay.drivers.data.format.FolderSink;
import dev.belay.drivers.data.format.Manifest;
import dev.belay.drivers.data.format.Manifest.Shape;
import dev.belay.drivers.data.format.ManifestJson;
import dev.belay.drivers.data.format.PodSink;
import dev.belay.drivers.data.format.Sink;
import dev.belay.drivers.data.format.Table;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.value.Count;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes tables out of one snapshot to files: under another name until all is there.
 *
 * @param database that is read
 * @param context who writes
 * @param to the file or folder, absolute
 * @param connections at most so many are read over side by side
 * @param timeout of all of it; empty for none
 */
record Export(
        Database database,
        Context context,
        String to,
        Shape shape,
        Wanted wanted,
        int connections,
        Optional<Duration> timeout)
        implements Action {

    /** The option that says how many connections there may be. */
    static final String CONNECTIONS = "connections";

    private static final int MOST_CONNECTIONS = 64;
    private static final String UNFINISHED = ".unfinished";
    private static final int READABLE_BY_OWNER = 0600;
    private static final long BYTES_A_SECOND = 50_000_000;

    /** Rows as compressed JSON take about this part of what they take in the server. */
    private static final int SMALLER = 5;

    private static final int NAMED = 3;

    static Action of(Arguments arguments) {
        boolean pod = arguments.optionalText("format").equals(Optional.of("pod"));
        boolean plain = arguments.optionalText("compress").equals(Optional.of("none"));
        if (pod && arguments.has("compress")) {
            throw Failure.wrong("a file as Pod writes it is not compressed; leave 'compress' out");
        }
        if (pod && arguments.has(CONNECTIONS)) {
            throw Failure.wrong(
                    "a file as Pod writes it is written in order, over one connection; leave 'connections' out");
        }
        return new Export(
                DeclaredDatabase.of(arguments, "subject"),
                arguments.context(),
                arguments.context().absolute(arguments.text("to")),
                pod ? Shape.POD : plain ? Shape.LINES : Shape.ZSTD,
                Wanted.of(arguments),
                connections(arguments),
                arguments.optionalDuration(Options.TIMEOUT.name()));
    }

    private static int connections(Arguments arguments) {
        long wanted = arguments.has(CONNECTIONS) ? arguments.number(CONNECTIONS) : 1;
        if (wanted < 1 || wanted > MOST_CONNECTIONS) {
            throw Failure.wrong("connections: " + wanted + " is not from 1 to " + MOST_CONNECTIONS);
        }
        return (int) wanted;
    }

    @Override
    public void predict(Forecast f) {
        f.again(Again.CLEAN_FIRST);
        f.back(new Back.Nothing());
        f.result(Value.of(to));
        ExportFile file = file(f.run());
        State state = f.now(file);
        if (state == State.FOREIGN) {
            throw Failure.unmet(to + " is there, and no export of Belay; move it away, or export to another name");
        }
        List<Selection> selections = wanted.among(f.now(new TablesOf(database)), database.toString());
        Amount about = about(f, selections);
        Size bytes = Size.of(shape == Shape.ZSTD ? about.bytes() / SMALLER : about.bytes());
        f.costs(bytes, Duration.ofSeconds(1 + about.bytes() / BYTES_A_SECOND));
        Size free = f.now(new FreeSpace(context, to));
        if (state == State.NOTHING && free.bytes() < bytes.bytes()) {
            f.unmet(to + " has " + free + " free, the export may take " + bytes + "; make room or write it elsewhere");
        }
        f.remark(summary(selections, about));
        f.becomes(file, State.WRITTEN);
        Contents contents = new Contents(context, to);
        if (wanted.queries().isEmpty() || wanted.doubtful().isEmpty()) {
            f.follows(contents, Optional.of(held(f, selections)));
        } else {
            f.disturbs(contents); // only the server knows what columns a query has
        }
        if (state != State.WRITTEN) {
            f.follows(new Written(context, to), Optional.of(new Written.From(database, wanted)));
        }
    }

    private Contents.Held held(Forecast f, List<Selection> selections) {
        Map<String, Amount> about = f.now(new RowEstimates(database));
        Map<String, Contents.Part> tables = new LinkedHashMap<>();
        for (Selection selection : selections) {
            Table table = selection.table();
            long rows = about.getOrDefault(table.name(), Amount.NOTHING).rows();
            tables.put(table.name(), new Contents.Part(table.columnNames(), rows));
        }
        if (!wanted.queries().isEmpty()) {
            f.now(new QueryColumns(database, wanted.queries()))
                    .forEach((name, columns) -> tables.put(name, new Contents.Part(columns, 0)));
        }
        return new Contents.Held(tables);
    }

    private Amount about(Forecast f, List<Selection> selections) {
        Map<String, Amount> all = f.now(new RowEstimates(database));
        return selections.stream()
                .map(selection -> all.getOrDefault(selection.table().name(), Amount.NOTHING))
                .reduce(Amount.NOTHING, Amount::plus);
    }

    private String summary(List<Selection> selections, Amount about) {
        List<String> names = new ArrayList<>(selections.stream()
                .map(each -> each.table().name())
                .limit(NAMED)
                .toList());
        int more = selections.size() - names.size();
        if (more > 0) {
            names.add("and " + more + " more");
        }
        String queries = wanted.queries().isEmpty()
                ? ""
                : "; queries " + String.join(", ", wanted.queries().keySet());
        return Count.of(selections.size(), "table") + ", about " + about.rows() + " rows: " + String.join(", ", names)
                + queries;
    }

    @Override
    public Result apply(Work w) {
        if (w.read(file(w.run())) == State.WRITTEN) {
            return Result.of(Value.of(to));
        }
        FileWriter files = w.files(context);
        files.makeFolders(to.substring(0, Math.max(1, to.lastIndexOf('/'))));
        Manifest manifest = write(w, files);
        files.remove(to);
        files.write(
                Manifest.path(shape, shape == Shape.POD ? to : to + UNFINISHED),
                SecretText.plain(ManifestJson.write(manifest)),
                Optional.of(READABLE_BY_OWNER));
        files.rename(to + UNFINISHED, to);
        return Result.of(Value.of(to))
                .remark(to + ", " + Count.of(manifest.tables().size(), "table") + ", "
                        + Count.of(manifest.rows(), "row") + ", " + files.total(to));
    }

    /**
     * So much of a table as is read at once.
     *
     * @param number from 1, in the order of the rows
     * @param count how many parts the table has
     */
    private record Part(Selection selection, int number, int count) {}

    private Manifest write(Work w, FileWriter files) {
        boolean whole = false;
        try {
            Manifest manifest = written(w, files);
            whole = true;
            return manifest;
        } finally {
            if (!whole) {
                discard(w);
            }
        }
    }

    private Manifest written(Work w, FileWriter files) {
        Map<String, Amount> about = w.read(new RowEstimates(database)); // asked over a connection that is closed then
        try (Snapshot snapshot = Systems.snapshot(w, database, connections);
                Limit limit = w.limit(timeout, snapshot::cancel)) {
            List<Selection> selections = wanted.of(snapshot.first(), database.toString());
            Manifest.Origin origin = origin(w, snapshot.first(), selections);
            Pace pace = new Pace(w, limit, rows(about, selections));
            try (Sink sink = sink(files, selections)) {
                snapshot.read(parts(snapshot.first(), selections), () -> {
                    Passing passing = pace.lane();
                    return (part, source) -> write(part, source, sink, passing, limit);
                });
                return sink.finish(origin);
            }
        } catch (SQLException e) {
            throw new Failure(Exit.FAILED, "the export of " + database + " ended: " + words(e), e);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "the export to " + to + " cannot be written: " + Reason.of(e), e);
        }
    }

    private static Manifest.Origin origin(Work w, Source source, List<Selection> selections) throws SQLException {
        Manifest.Origin origin = source.origin(w.run());
        List<String> outside = new ArrayList<>(source.outside());
        outside.retainAll(selections.stream().map(each -> each.table().name()).toList());
        if (outside.isEmpty()) {
            return origin;
        }
        String what = "without " + String.join(", ", outside) + ", whose engine knows none";
        w.say("one snapshot " + what);
        return new Manifest.Origin(
                origin.system(), origin.database(), origin.snapshot() + ", " + what, origin.at(), origin.run());
    }

    /** One file is written in order, so there is no use in parting its tables. */
    private List<Part> parts(Source source, List<Selection> selections) throws SQLException {
        List<Part> parts = new ArrayList<>();
        for (Selection selection : selections) {
            List<Selection> some = shape == Shape.POD ? List.of(selection) : source.parts(selection, FolderSink.CHUNK);
            for (int number = 1; number <= some.size(); number++) {
                parts.add(new Part(some.get(number - 1), number, some.size()));
            }
        }
        return parts;
    }

    private static void write(Part part, Source source, Sink sink, Passing passing, Limit limit)
            throws SQLException, IOException {
        Table table = part.selection().table();
        try (Sink.Part into = sink.part(table, part.number(), part.count())) {
            source.read(part.selection(), row -> {
                into.row(row);
                passing.row(table.name(), row);
            });
            limit.check(table.name());
            into.end();
        } catch (SQLException e) {
            limit.check(table.name()); // that ends a query, too
            throw e;
        }
    }

    /** About how many rows come; not of those that a condition or a query chooses. */
    private static Map<String, Long> rows(Map<String, Amount> about, List<Selection> selections) {
        return selections.stream()
                .filter(each -> each.where().isEmpty() && each.query().isEmpty())
                .map(each -> each.table().name())
                .filter(about::containsKey)
                .collect(Collectors.toMap(
                        name -> name,
                        name -> about.getOrDefault(name, Amount.NOTHING).rows()));
    }

    private static String words(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private Sink sink(FileWriter files, List<Selection> selections) throws IOException {
        files.remove(to + UNFINISHED);
        if (shape == Shape.POD) {
            return new PodSink(to.substring(to.lastIndexOf('/') + 1), files.create(to + UNFINISHED));
        }
        files.makeFolders(to + UNFINISHED);
        List<Table> tables = selections.stream().map(Selection::table).toList();
        return new FolderSink(files, to + UNFINISHED, shape, tables);
    }

    @Override
    public void discard(Work w) {
        w.files(context).remove(to + UNFINISHED);
    }

    @Override
    public Standing resolve(Resolving world) {
        Standing standing = world.compare();
        return standing == Standing.UNKNOWN ? Standing.PARTIAL : standing;
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.files(to));
    }

    private ExportFile file(String run) {
        return new ExportFile(context, shape, to, run);
    }
}
