package dev.belay.drivers.data;

import dev.belay.catalog.Block;
import dev.belay.database.Database;
import dev.belay.driver.Arguments;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.expr.Value;
import dev.belay.host.FileReader;
import dev.belay.value.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where rows came from. */
sealed interface RowsOf {

    /** Whether the rows that were there went, in what an import tells. */
    String MODE = "mode";

    /** The file of the rows that were set aside, in what an import tells. */
    String REJECTS = "rejects";

    /**
     * An export.
     *
     * @param path absolute
     * @param jobs what the import did on the way
     * @param appended whether other rows were there before
     * @param rejects the file of the rows that the import set aside, absolute
     */
    record File(String path, Jobs jobs, boolean appended, Optional<String> rejects) implements RowsOf {
        @Override
        public String toString() {
            return path;
        }
    }

    /** Another database. */
    record Other(Database database, Jobs jobs) implements RowsOf {
        @Override
        public String toString() {
            return database.toString();
        }
    }

    /** What was done to the rows on the way. */
    Jobs jobs();

    /** The rows that an import set aside, which are not to be there. */
    default SetAside aside(FileReader files) {
        return this instanceof File file
                ? file.rejects().map(path -> Rejects.read(files, path)).orElse(SetAside.NONE)
                : SetAside.NONE;
    }

    /** Whether other rows were there before. */
    default boolean appended() {
        return this instanceof File file && file.appended();
    }

    /** Reads {@code from:} and {@code tables:} of a verification. */
    static RowsOf of(Arguments arguments) {
        Optional<List<String>> tables = arguments.optionalTexts("tables");
        Value from = arguments.value("from");
        if (from instanceof Value.Entries told) {
            Arguments brought = new Arguments(arguments.form(), told.entries());
            if (!brought.has("from") || !brought.has(MODE)) {
                throw Failure.wrong("from: is a map, and not what an import gave: def brought = import(...)");
            }
            Jobs jobs = Jobs.of(brought);
            return new File(
                    brought.text("from"),
                    new Jobs(tables.or(jobs::tables), jobs.rules(), jobs.tags()),
                    brought.text(MODE).equals("append"),
                    brought.optionalText(REJECTS));
        }
        Jobs plain = new Jobs(tables, List.of(), List.of());
        return arguments
                .resource(from)
                .<RowsOf>map(resource -> new Other(DeclaredDatabase.of(resource).database(), plain))
                .orElseGet(() ->
                        new File(arguments.context().absolute(Arguments.text(from)), plain, false, Optional.empty()));
    }

    /** What an import tells of itself. */
    static Value told(Arguments imports) {
        Map<String, Value> told = new LinkedHashMap<>();
        told.put("from", Value.of(imports.context().absolute(imports.text("from"))));
        told.put(MODE, imports.value(MODE));
        imports.optionalText(REJECTS)
                .ifPresent(path -> told.put(REJECTS, Value.of(imports.context().absolute(path))));
        List.of("tables", Block.ARGUMENT).forEach(name -> imports.find(name).ifPresent(value -> told.put(name, value)));
        return new Value.Entries(told);
    }
}
