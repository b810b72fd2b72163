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
 * @param timeout of all of it; empty for none
 */
record Export(Database database, Context context, String to, Shape shape, Wanted wanted, Optional<Duration> timeout)
        implements Action {

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
        return new Export(
                DeclaredDatabase.of(arguments, "subject"),
                arguments.context(),
                arguments.context().absolute(arguments.text("to")),
                pod ? Shape.POD : plain ? Shape.LINES : Shape.ZSTD,
                Wanted.of(arguments),
                arguments.optionalDuration(Options.TIMEOUT.name()));
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
        return selections.size() + (selections.size() == 1 ? " table" : " tables") + ", about " + about.rows()
                + " rows: " + String.join(", ", names) + queries;
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
                .remark(to + ", " + manifest.tables().size() + " tables, " + manifest.rows() + " rows, "
                        + files.total(to));
    }

    private Manifest write(Work w, FileWriter files) {
        try (Source source = Systems.open(w, database);
                Limit limit = w.limit(timeout, source::cancel);
                Sink sink = sink(files)) {
            Manifest.Origin origin = source.origin(w.run());
            List<Selection> selections = wanted.of(source, database.toString());
            Pace pace = new Pace(w, limit, rows(w.read(new RowEstimates(database)), selections));
            for (Selection selection : selections) {
                String table = selection.table().name();
                sink.begin(selection.table());
                source.read(selection, row -> {
                    sink.row(row);
                    pace.row(table, row);
                });
                limit.check(table);
                sink.end();
            }
            return sink.finish(origin);
        } catch (SQLException e) {
            throw new Failure(Exit.FAILED, "the export of " + database + " ended: " + words(e), e);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "the export to " + to + " cannot be written: " + Reason.of(e), e);
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

    private Sink sink(FileWriter files) throws IOException {
        files.remove(to + UNFINISHED);
        if (shape == Shape.POD) {
            return new PodSink(to.substring(to.lastIndexOf('/') + 1), files.create(to + UNFINISHED));
        }
        files.makeFolders(to + UNFINISHED);
        return new FolderSink(files, to + UNFINISHED, shape);
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
