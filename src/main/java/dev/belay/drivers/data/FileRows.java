package dev.belay.drivers.data;

import dev.belay.drivers.data.format.ExportReader;
import dev.belay.drivers.data.format.RowStream;
import dev.belay.drivers.data.tags.JoinedTags;
import dev.belay.drivers.data.tags.TagTables;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The rows of a file, or of what will be one, and of the tables that an import makes of it. Not for several threads. */
final class FileRows {

    private final RowStream reader;
    private final Map<JoinedTags, TagTables> tags = new LinkedHashMap<>();

    FileRows(RowStream reader, List<JoinedTags> joined) {
        this.reader = reader;
        joined.forEach(each -> tags.put(each, new TagTables(reader, each)));
    }

    /**
     * What there is with the tables that are made: of these, not how many rows, but about.
     *
     * @throws Failure where a table that they are made of is not there
     */
    static Contents.Held held(Contents.Held held, List<JoinedTags> joined) {
        Map<String, Contents.Part> all = new LinkedHashMap<>(held.tables());
        for (JoinedTags each : joined) {
            for (String table : List.of(each.from(), each.of())) {
                if (!held.tables().containsKey(table)) {
                    throw Failure.unmet(
                            "'tags " + each.name() + "' is made of '" + table + "', which the file does not hold"
                                    + Suggestion.among(table, held.tables().keySet()));
                }
            }
            long rows = held.part(each.from()).rows();
            all.put(each.tags(), new Contents.Part(JoinedTags.tagColumns(), rows));
            all.put(each.uses(), new Contents.Part(JoinedTags.useColumns(), rows));
        }
        return new Contents.Held(all);
    }

    /**
     * Reads the rows of some tables.
     *
     * @param refusing hears of rows of which no table can be made
     */
    void read(Predicate<String> tables, ExportReader.Visitor visitor, Transfer.Refusing refusing) throws IOException {
        reader.read(tables, visitor);
        for (Map.Entry<JoinedTags, TagTables> each : tags.entrySet()) {
            each.getValue()
                    .read(
                            tables,
                            visitor,
                            (number, why) -> refusing.refused(each.getKey().from(), number, why));
        }
    }

    /** What is left out, a sentence each; known after all was read. */
    List<String> leftOut() {
        return tags.entrySet().stream()
                .filter(each -> each.getValue().leftOut() > 0)
                .map(each -> "left out: the tags of " + each.getValue().leftOut() + " that are not in "
                        + each.getKey().of() + ", of " + each.getKey().from())
                .toList();
    }
}
