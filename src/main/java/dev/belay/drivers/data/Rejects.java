package dev.belay.drivers.data;

import dev.belay.drivers.data.SetAside.Why;
import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.ExportReader;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.RowWriter;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.value.Failure;
import dev.belay.value.Secrecy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of the rows that an import leaves out: JSON Lines, an object each with {@code import} (which one), {@code table} (of the file that
 * was imported), {@code row} (its number there, from 1), {@code into} (the table of the database), {@code column} (where it is known), {@code reason}, {@code
 * value} (of that column; {@code ***} where its name says that it is secret) and {@code values}, the whole row as it came. It is written under
 * another name, and renamed when it is whole. Not for several threads.
 */
final class Rejects implements SetAside.Taking, AutoCloseable {

    private static final String UNFINISHED = ".unfinished";
    private static final int FIRST = 512;
    private static final Pattern BEGINNING = Pattern.compile("\\{\"import\":\"([^\"]+)\",\"table\":");

    /** A row as it came. */
    private record Given(List<String> columns, Row row) {}

    private final Optional<FileWriter> files;
    private final String path;
    private final String mark;
    private final SetAside aside;
    private final OutputStream out;
    private final Bytes line = new Bytes(1024);
    private long written;

    /**
     * Begins the file.
     *
     * @param path absolute
     * @param mark of the import
     */
    Rejects(FileWriter files, String path, String mark, SetAside aside) {
        discard(files, path);
        this.files = Optional.of(files);
        this.path = path;
        this.mark = mark;
        this.aside = aside;
        this.out = files.create(path + UNFINISHED);
    }

    private Rejects() {
        this.files = Optional.empty();
        this.path = "";
        this.mark = "";
        this.aside = SetAside.NONE;
        this.out = OutputStream.nullOutputStream();
    }

    /** Nothing is set aside, and no file is written. */
    static Rejects none() {
        return new Rejects();
    }

    @Override
    public boolean takes(Rule rule, long number, List<String> columns, Row row) throws IOException {
        Optional<Why> why = aside.why(rule.table(), number);
        if (why.isPresent()) {
            write(rule, number, new Given(columns, row), why.get());
        }
        return why.isPresent();
    }

    /** Rows of a table that comes into no other, but of which rows of others are made. */
    ExportReader.Visitor of(String table) {
        return new ExportReader.Visitor() {
            private List<String> columns = List.of();
            private long number;

            @Override
            public void begin(String name, List<String> names) {
                columns = names;
            }

            @Override
            public void row(Row row) throws IOException {
                takes(Rule.plain(table), ++number, columns, row);
            }

            @Override
            public void end() {
                columns = List.of();
            }
        };
    }

    private void write(Rule rule, long number, Given given, Why why) throws IOException {
        line.cut(0);
        line.add("{\"import\":");
        line.add(RowWriter.quoted(mark));
        text("table", rule.source());
        line.add(",\"row\":" + number);
        text("into", rule.table());
        if (!why.column().isEmpty()) {
            text("column", why.column());
        }
        text("reason", why.reason());
        value(rule, why.column(), given).ifPresent(value -> text("value", value));
        line.add(",\"values\":");
        new RowWriter(given.columns(), RowWriter.Style.LINES).write(given.row(), line);
        line.cut(line.length() - 1); // the end of a line
        line.add("}\n");
        out.write(line.array(), 0, line.length());
        written++;
    }

    private void text(String name, String value) {
        line.add(",\"" + name + "\":");
        line.add(RowWriter.quoted(value));
    }

    private static Optional<String> value(Rule rule, String column, Given given) {
        String source = rule.rename().entrySet().stream()
                .filter(each -> each.getValue().equals(column))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(column);
        int at = given.columns().indexOf(source);
        boolean there =
                at >= 0 && given.row().form(at) != Row.Form.NULL && given.row().form(at) != Row.Form.ABSENT;
        return there
                ? Optional.of(
                        Secrecy.looksSecret(source) || Secrecy.looksSecret(column)
                                ? "***"
                                : given.row().text(at))
                : Optional.empty();
    }

    /**
     * All rows are there.
     *
     * @return how many
     * @throws Failure where they are not those that were to be left out
     */
    long finish() throws IOException {
        out.close();
        if (written != aside.count()) {
            throw Failure.failed("of " + aside.count() + " rows that were to be set aside, " + written + " came by");
        }
        files.ifPresent(there -> there.rename(path + UNFINISHED, path));
        return written;
    }

    /** Without {@link #finish} nothing stays. */
    @Override
    public void close() throws IOException {
        out.close();
        files.ifPresent(there -> discard(there, path));
    }

    /** Removes what a broken attempt left. */
    static void discard(FileWriter files, String path) {
        files.remove(path + UNFINISHED);
    }

    /** Which import wrote the file; empty where it is none. */
    static Optional<String> mark(FileReader files, String path) {
        try (InputStreamReader in = new InputStreamReader(files.open(path), StandardCharsets.UTF_8)) {
            char[] first = new char[FIRST];
            int read = in.read(first);
            Matcher beginning = BEGINNING.matcher(new String(first, 0, Math.max(0, read)));
            return beginning.lookingAt() ? Optional.of(beginning.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where the file of an earlier import is kept. */
    static String kept(String path, String mark) {
        return path + "." + mark.replace('/', '-');
    }

    /**
     * Which rows a file holds; none where there is no file.
     *
     * @throws Failure where it is no such file
     */
    static SetAside read(FileReader files, String path) {
        if (!files.exists(path)) {
            return SetAside.NONE;
        }
        Map<String, Map<Long, Why>> rows = new TreeMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(files.open(path), StandardCharsets.UTF_8))) {
            for (Optional<String> text = next(lines); text.isPresent(); text = next(lines)) {
                Json.Fields fields = Json.fields(JsonText.parse(text.get()));
                rows.computeIfAbsent(fields.text("into"), any -> new TreeMap<>())
                        .put(
                                fields.number("row"),
                                new Why(fields.optional("column", Json::text).orElse(""), fields.text("reason")));
            }
        } catch (IOException | Json.Misfit e) {
            throw Failure.failed(path + " is not what an import set aside: " + e.getMessage());
        }
        return new SetAside(rows);
    }

    private static Optional<String> next(BufferedReader lines) throws IOException {
        return Optional.ofNullable(lines.readLine());
    }
}
