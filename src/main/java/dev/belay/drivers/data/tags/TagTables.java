package dev.belay.drivers.data.tags;

import dev.belay.drivers.data.Refused;
import dev.belay.drivers.data.format.ExportReader;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import dev.belay.drivers.data.format.RowStream;
import dev.belay.value.Failure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes tables of joined tags. What is certain is parted: a single name, and what people typed is the same names; the rest is refused.
 * The rows are taken so many at a time, so memory does not grow with them; only the names of the tags are kept. Not for several threads.
 */
public final class TagTables {

    private static final int AT_A_TIME = 50_000;
    private static final int CUT =
            1024; // bytes to which MySQL and older MariaDB cut what GROUP_CONCAT joins, unless told

    /** Hears of a row of the joined tags that cannot be parted. */
    public interface Doubt {
        void refused(long number, Refused why) throws IOException;
    }

    private interface Use {
        void tagged(String object, List<String> names) throws IOException;
    }

    private record Joined(long number, String text) {}

    private static final class Tag {
        private final long id;
        private long count;

        private Tag(long id) {
            this.id = id;
        }
    }

    private final RowStream reader;
    private final JoinedTags tags;
    private final Map<String, Tag> known = new LinkedHashMap<>();
    private boolean counted;
    private long leftOut;

    /** Of rows among which they are. */
    public TagTables(RowStream reader, JoinedTags tags) {
        this.reader = reader;
        this.tags = tags;
    }

    /** How many things with tags are not there any more; their tags are left out. Known after they were read. */
    public long leftOut() {
        return leftOut;
    }

    /** Reads the rows of those of the two tables that are wanted. */
    public void read(Predicate<String> wanted, ExportReader.Visitor visitor, Doubt doubt) throws IOException {
        boolean names = wanted.test(tags.tags());
        boolean uses = wanted.test(tags.uses());
        if ((names || uses) && !counted) {
            part(
                    (object, found) -> found.forEach(name ->
                            known.computeIfAbsent(name, any -> new Tag(known.size() + 1L)).count++),
                    doubt);
            counted = true;
        }
        if (names) {
            tell(visitor);
        }
        if (uses) {
            visitor.begin(tags.uses(), JoinedTags.useColumns());
            long[] number = {0};
            Row row = new Row(JoinedTags.useColumns().size());
            part(
                    (object, found) -> {
                        for (String name : found) {
                            row.clear();
                            bare(row, String.valueOf(++number[0]));
                            bare(row, object);
                            bare(row, String.valueOf(known.getOrDefault(name, new Tag(0)).id));
                            visitor.row(row);
                        }
                    },
                    (told, before) -> {});
            visitor.end();
        }
    }

    private void tell(ExportReader.Visitor visitor) throws IOException {
        visitor.begin(tags.tags(), JoinedTags.tagColumns());
        Row row = new Row(JoinedTags.tagColumns().size());
        for (Map.Entry<String, Tag> each : known.entrySet()) {
            row.clear();
            bare(row, String.valueOf(each.getValue().id));
            row.next().add(each.getKey());
            row.end(Form.TEXT);
            bare(row, String.valueOf(each.getValue().count));
            visitor.row(row);
        }
        visitor.end();
    }

    private static void bare(Row row, String text) {
        row.next().add(text);
        row.end(Form.BARE);
    }

    /** Parts all rows, so many at a time. */
    private void part(Use use, Doubt doubt) throws IOException {
        leftOut = 0;
        Map<String, Joined> waiting = new LinkedHashMap<>();
        long[] last = {1};
        for (long begin = 0; begin < last[0]; begin += AT_A_TIME) {
            waiting.clear();
            long first = begin;
            visit(tags.from(), tags.name() + "_id", "tag_name", (number, object, text) -> {
                last[0] = number;
                if (number > first
                        && number <= first + AT_A_TIME
                        && text.isPresent()
                        && waiting.put(object, new Joined(number, text.get())) != null) {
                    throw Failure.failed(tags.from() + " tells twice of the tags of " + object);
                }
            });
            if (!waiting.isEmpty()) {
                part(waiting, use, doubt);
            }
        }
    }

    private void part(Map<String, Joined> waiting, Use use, Doubt doubt) throws IOException {
        long all = waiting.size();
        long[] found = {0};
        visit(tags.of(), "id", "tags", (number, object, typed) -> {
            Joined joined = waiting.get(object);
            if (joined != null) {
                found[0]++;
                Optional<List<String>> names = names(joined.text(), typed);
                if (names.isPresent()) {
                    use.tagged(object, names.get());
                } else {
                    doubt.refused(joined.number(), new Refused("tag_name", why(joined.text())));
                }
            }
        });
        leftOut += all - found[0];
    }

    private Optional<List<String>> names(String joined, Optional<String> typed) {
        if (joined.indexOf(',') < 0) {
            return Optional.of(List.of(joined));
        }
        Optional<List<String>> certain = typed.flatMap(text -> TagText.parted(joined, TagText.typed(text)));
        return certain.isPresent() || isCut(joined)
                ? certain
                : tags.whole().map(whole -> TagText.parted(joined, whole));
    }

    private static boolean isCut(String joined) {
        return joined.getBytes(java.nio.charset.StandardCharsets.UTF_8).length == CUT;
    }

    private String why(String joined) {
        return isCut(joined)
                ? "the database cut it at " + CUT + " bytes; export again with a larger group_concat_max_len"
                : "'" + joined + "' may be one name or several; name those that hold a comma: tags '" + tags.name()
                        + "', whole: ['a, b'], or whole: [] where none does";
    }

    private interface Pairs {
        void pair(long number, String object, Optional<String> text) throws IOException;
    }

    /** Reads two columns of a table; of one that is not there, nothing. */
    private void visit(String table, String object, String text, Pairs pairs) throws IOException {
        reader.read(table::equals, new ExportReader.Visitor() {
            private List<String> columns = List.of();
            private long number;

            @Override
            public void begin(String name, List<String> names) {
                columns = names;
            }

            @Override
            public void row(Row row) throws IOException {
                number++;
                int at = columns.indexOf(object);
                if (at < 0) {
                    throw Failure.unmet(table + " in " + reader.path() + " has no column '" + object + "'");
                }
                pairs.pair(number, row.text(at), cell(row, columns.indexOf(text)));
            }

            @Override
            public void end() {
                columns = List.of();
            }
        });
    }

    private static Optional<String> cell(Row row, int at) {
        return at < 0 || row.form(at) != Form.TEXT ? Optional.empty() : Optional.of(row.text(at));
    }
}
