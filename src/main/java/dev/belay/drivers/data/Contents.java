package dev.belay.drivers.data;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.drivers.data.format.ExportReader;
import dev.belay.drivers.data.format.Row;
import dev.belay.host.Context;
import dev.belay.value.Count;
import dev.belay.value.Reason;
import dev.belay.value.Unseen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an export holds: of one with a manifest that tells it, of a file of Pod's own by reading it once.
 *
 * @param context who reads
 * @param path absolute
 */
record Contents(Context context, String path) implements Fact<Optional<Contents.Held>> {

    /**
     * What is in it.
     *
     * @param tables by name, in the order of the files
     */
    record Held(Map<String, Part> tables) {
        Held {
            tables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        }

        /** What it holds of a table; nothing of one that it does not have. */
        Part part(String table) {
            return tables.getOrDefault(table, new Part(List.of(), 0));
        }
    }

    /** The rows of a table. */
    record Part(List<String> columns, long rows) {
        Part {
            columns = List.copyOf(columns);
        }
    }

    @Override
    public Optional<Held> read(Probe world) {
        return ExportReader.at(world.host().read(context), path).map(Contents::held);
    }

    /** What an export that is there holds. */
    static Held held(ExportReader reader) {
        Map<String, Part> tables = new LinkedHashMap<>();
        if (reader.manifest().isPresent()) {
            reader.manifest()
                    .get()
                    .tables()
                    .forEach(content -> tables.put(
                            content.table().name(), new Part(content.table().columnNames(), content.rows())));
            return new Held(tables);
        }
        try {
            reader.read(any -> true, new Counting(tables));
        } catch (IOException e) {
            throw new Unseen(reader.path() + " cannot be read: " + Reason.of(e), e);
        }
        return new Held(tables);
    }

    private static final class Counting implements ExportReader.Visitor {
        private final Map<String, Part> tables;
        private String table = "";
        private List<String> columns = List.of();
        private long rows;

        private Counting(Map<String, Part> tables) {
            this.tables = tables;
        }

        @Override
        public void begin(String name, List<String> names) {
            table = name;
            columns = names;
            rows = 0;
        }

        @Override
        public void row(Row row) {
            rows++;
        }

        @Override
        public void end() {
            tables.put(table, new Part(new ArrayList<>(columns), rows));
        }
    }

    @Override
    public Target target() {
        return Target.files(path);
    }

    @Override
    public String subject() {
        return "rows in " + path;
    }

    @Override
    public String show(Optional<Held> held) {
        return held.map(each -> Count.of(each.tables().size(), "table") + ", "
                        + each.tables().values().stream().mapToLong(Part::rows).sum() + " rows")
                .orElse("");
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
