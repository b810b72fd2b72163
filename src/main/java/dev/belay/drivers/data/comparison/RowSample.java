package dev.belay.drivers.data.comparison;

import dev.belay.drivers.data.CellText;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import dev.belay.value.Secrecy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Some rows of one side of a comparison: those of the first few buckets that differ, and of these not more than fit. */
public final class RowSample {

    /** No row at all. */
    public static final RowSample NONE = new RowSample(List.of(), new int[0]);

    private static final int BUCKETS = 4;
    private static final int ROWS = 20_000;
    private static final int NAMED = 3;

    private final List<Column> columns;
    private final int[] buckets;
    private final Map<List<String>, Kept> rows = new LinkedHashMap<>();

    /**
     * A row.
     *
     * @param key as people read it
     * @param texts canonical, to be compared
     * @param shown as people read them
     * @param times how often it is there; once where there is a key
     */
    private record Kept(String key, List<String> texts, List<String> shown, int times) {
        Kept and(Kept another) {
            return new Kept(key, another.texts(), another.shown(), times + 1);
        }

        String often() {
            return times + (times == 1 ? " time" : " times");
        }
    }

    /** @param buckets those that differ */
    public RowSample(List<Column> columns, int[] buckets) {
        this.columns = columns;
        this.buckets = Arrays.copyOf(buckets, Math.min(BUCKETS, buckets.length));
    }

    /** Keeps the row that the digest looked at, where it is of one of the buckets. */
    public void look(Row row, RowDigest digest) {
        int bucket = digest.bucket();
        if (rows.size() >= ROWS || Arrays.stream(buckets).noneMatch(each -> each == bucket)) {
            return;
        }
        List<String> texts =
                IntStream.range(0, columns.size()).mapToObj(digest::text).toList();
        List<String> shown = IntStream.range(0, columns.size())
                .mapToObj(column -> shown(row, column))
                .toList();
        int[] named = digest.key().length > 0
                ? digest.key()
                : IntStream.range(0, Math.min(NAMED, columns.size())).toArray();
        String key = Arrays.stream(named)
                .mapToObj(column -> columns.get(column).name() + "=" + shown.get(column))
                .collect(Collectors.joining(", "));
        List<String> own = digest.key().length > 0
                ? Arrays.stream(digest.key()).mapToObj(texts::get).toList()
                : texts;
        rows.merge(own, new Kept(key, texts, shown, 1), Kept::and);
    }

    private String shown(Row row, int column) {
        if (row.form(column) == Form.NULL || row.form(column) == Form.ABSENT) {
            return "NULL";
        }
        return Secrecy.looksSecret(columns.get(column).name()) ? "***" : CellText.shown(row, column);
    }

    /** What is to be told of the first rows that differ from those that are wanted. */
    public List<String> lines(RowSample wanted) {
        List<String> lines = new ArrayList<>();
        wanted.rows.forEach((own, row) -> {
            Kept mine = rows.get(own);
            if (mine == null) {
                lines.add("row " + row.key() + " is missing");
            } else if (!mine.texts().equals(row.texts())) {
                lines.add("row " + row.key() + ": " + differences(mine, row));
            } else if (mine.times() != row.times()) {
                lines.add("row " + row.key() + " is there " + mine.often() + ", and not " + row.times());
            }
        });
        rows.forEach((own, row) -> {
            if (!wanted.rows.containsKey(own)) {
                lines.add("row " + row.key() + " is not among them");
            }
        });
        return lines.size() <= NAMED ? lines : List.copyOf(lines.subList(0, NAMED));
    }

    private String differences(Kept mine, Kept wanted) {
        return IntStream.range(0, columns.size())
                .filter(column ->
                        !Objects.equals(mine.texts().get(column), wanted.texts().get(column)))
                .mapToObj(column ->
                        columns.get(column).name() + " is " + mine.shown().get(column) + " and not "
                                + wanted.shown().get(column))
                .limit(NAMED)
                .collect(Collectors.joining(", "));
    }
}
