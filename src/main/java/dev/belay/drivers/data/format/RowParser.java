package dev.belay.drivers.data.format;

import dev.belay.drivers.data.format.Row.Form;
import dev.belay.value.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reads rows of JSON one by one: a line each, or the items of an array in an object of tables. Memory does not depend on their number. Not
 * for several threads.
 */
final class RowParser {

    private static final String BASE64 = "{\"base64\":\"";

    private final JsonScanner json;
    private final List<String> columns = new ArrayList<>();
    private final List<byte[]> names = new ArrayList<>();
    private final Row row = new Row(0);
    private final Bytes text = new Bytes(64);
    private boolean first = true;
    private boolean listed;
    private long rows;

    /** @param columns that are known to come, most of them in this order */
    RowParser(InputStream in, List<String> columns) {
        json = new JsonScanner(in);
        columns(columns);
    }

    /** Other columns from now on. */
    void columns(List<String> known) {
        columns.clear();
        names.clear();
        known.forEach(this::add);
    }

    private void add(String column) {
        columns.add(column);
        names.add(
                (new String(RowWriter.quoted(column), StandardCharsets.UTF_8) + ":").getBytes(StandardCharsets.UTF_8));
        row.widen(columns.size());
    }

    /** The columns known so far; the list itself grows. */
    List<String> columns() {
        return columns;
    }

    /** The row at hand. */
    Row row() {
        return row;
    }

    /** The object of tables begins. */
    void mustBegin(String path) throws IOException {
        if (!json.take('{')) {
            throw Failure.failed(path + " is no export: it does not begin with an object of tables");
        }
    }

    /** The name of the next table; empty where the object ends, and with it the file. */
    Optional<String> table() throws IOException {
        if (first ? json.take('}') : !json.take(',')) {
            if (!first) {
                json.must('}');
            }
            if (json.peek() >= 0) {
                throw json.malformed("something follows the object of tables");
            }
            return Optional.empty();
        }
        first = false;
        return Optional.of(name());
    }

    private String name() throws IOException {
        text.cut(0);
        if (!json.string(text)) {
            throw json.malformed("a name is no UTF-8");
        }
        json.must(':');
        return text.text(0, text.length());
    }

    /** Passes what stands for the table. */
    void skip() throws IOException {
        if (!json.take('[')) {
            pass();
            return;
        }
        for (boolean empty = true; !json.take(']'); empty = false) {
            if (!empty) {
                json.must(',');
            }
            pass();
        }
    }

    private void pass() throws IOException {
        text.cut(0);
        json.value(text);
    }

    /** The rows of the table begin. */
    void mustBeRows(String path, String table) throws IOException {
        if (!json.take('[')) {
            throw Failure.failed(path + " is no export: what it holds of '" + table + "' is no list of rows");
        }
        listed = true;
        rows = 0;
    }

    /** Reads the next row; false where there is none. */
    boolean next() throws IOException {
        if (listed ? json.take(']') : json.peek() < 0) {
            listed = false;
            return false;
        }
        if (listed && rows > 0) {
            json.must(',');
        }
        rows++;
        row.clear();
        json.must('{');
        if (json.take('}')) {
            return true;
        }
        int guess = 0;
        do {
            json.peek();
            int column = guess < names.size() && json.take(names.get(guess)) ? guess : column(name());
            guess = column + 1;
            value(column);
        } while (json.take(','));
        json.must('}');
        return true;
    }

    private int column(String name) {
        int known = columns.indexOf(name);
        if (known < 0) {
            add(name);
        }
        return known < 0 ? columns.size() - 1 : known;
    }

    private void value(int column) throws IOException {
        switch (json.peek()) {
            case '"' -> row.end(column, json.string(row.next()) ? Form.TEXT : Form.BROKEN);
            case '[' -> row.end(column, json.value(row.next()) ? Form.LIST : Form.BROKEN);
            case '{' -> object(column);
            default -> bare(column);
        }
    }

    private void bare(int column) throws IOException {
        Bytes bytes = row.next();
        int from = bytes.length();
        switch (json.bare(bytes)) {
            case NUMBER, TRUTH -> row.end(column, Form.BARE);
            case NAME -> row.end(column, Form.TEXT);
            case NULL -> {
                bytes.cut(from);
                row.end(column, Form.NULL);
            }
        }
    }

    /** Bytes that are no text stand as {@code {"base64": "..."}}; any other object is a value of JSON. */
    private void object(int column) throws IOException {
        Bytes bytes = row.next();
        int from = bytes.length();
        boolean whole = json.value(bytes);
        String object = bytes.text(from, bytes.length());
        if (!object.startsWith(BASE64) || object.indexOf('"', BASE64.length()) != object.length() - 2) {
            row.end(column, whole ? Form.LIST : Form.BROKEN);
            return;
        }
        bytes.cut(from);
        try {
            bytes.add(Base64.getDecoder().decode(object.substring(BASE64.length(), object.length() - 2)));
        } catch (IllegalArgumentException e) {
            throw json.malformed("what is called base64 is none");
        }
        row.end(column, Form.BROKEN);
    }
}
