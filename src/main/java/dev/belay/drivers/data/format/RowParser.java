package dev.belay.drivers.data.format;

import dev.belay.drivers.data.format.Row.Form;
import dev.belay.value.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads rows of JSON one by one, by Jackson's stream. Not for several threads. */
final class RowParser implements AutoCloseable {

    private static final int LONGEST = Integer.MAX_VALUE;
    private static final int DEPTH = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(LONGEST)
                    .maxNumberLength(LONGEST)
                    .maxDocumentLength(-1)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // what follows the last row is read, too, for its checksum
            .build();

    private final JsonParser json;
    private final List<String> columns = new ArrayList<>();
    private final Row row = new Row(0);

    RowParser(InputStream in, List<String> columns) {
        json = FACTORY.createParser(ObjectReadContext.empty(), in);
        columns(columns);
    }

    /** Other columns from now on. */
    void columns(List<String> names) {
        columns.clear();
        columns.addAll(names);
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
    void mustBegin(String path) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Failure.failed(path + " is no export: it does not begin with an object of tables");
        }
    }

    /** The name of the next table; empty where the object ends. */
    Optional<String> table() {
        return json.nextToken() == JsonToken.PROPERTY_NAME ? Optional.of(json.currentName()) : Optional.empty();
    }

    /** Passes what stands for the table. */
    void skip() {
        json.nextToken();
        json.skipChildren();
    }

    /** The rows of the table begin. */
    void mustBeRows(String path, String table) {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw Failure.failed(path + " is no export: what it holds of '" + table + "' is no list of rows");
        }
    }

    /** Reads the next row; false where there is none. */
    boolean next() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        row.clear();
        int guess = 0;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            int column = guess < columns.size() && columns.get(guess).equals(name) ? guess : column(name);
            guess = column + 1;
            json.nextToken();
            value(column);
        }
        return true;
    }

    private int column(String name) {
        int known = columns.indexOf(name);
        if (known >= 0) {
            return known;
        }
        columns.add(name);
        row.widen(columns.size());
        return columns.size() - 1;
    }

    private void value(int column) throws IOException {
        switch (json.currentToken()) {
            case VALUE_NULL -> row.end(column, Form.NULL);
            case VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                text();
                row.end(column, Form.BARE);
            }
            case VALUE_STRING -> {
                text();
                row.end(column, Form.TEXT);
            }
            case START_ARRAY -> {
                list(row.next());
                row.end(column, Form.LIST);
            }
            default -> {
                broken();
                row.end(column, Form.BROKEN);
            }
        }
    }

    private void text() {
        char[] chars = json.getStringCharacters();
        int from = json.getStringOffset();
        int to = from + json.getStringLength();
        Bytes out = row.next();
        for (int i = from; i < to; i++) {
            if (chars[i] >= 0x80) {
                java.nio.ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars, i, to - i));
                out.add(utf8.array(), utf8.arrayOffset(), utf8.arrayOffset() + utf8.limit());
                return;
            }
            out.add(chars[i]);
        }
    }

    /** An array as JSON again, without spaces. */
    private void list(Bytes out) {
        out.add('[');
        boolean first = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            out.add(first ? "" : ",");
            first = false;
            switch (json.currentToken()) {
                case START_ARRAY -> list(out);
                case VALUE_STRING -> out.add(RowWriter.quoted(json.getString()));
                default -> out.add(json.getString());
            }
        }
        out.add(']');
    }

    private void broken() throws IOException {
        boolean fits = json.currentToken() == JsonToken.START_OBJECT && "base64".equals(json.nextName());
        if (!fits || json.nextToken() != JsonToken.VALUE_STRING) {
            throw Failure.failed("a value is neither text, number, truth nor list, at line "
                    + json.currentLocation().getLineNr());
        }
        row.next().add(Base64.getDecoder().decode(json.getString()));
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw new IOException("an object with more than 'base64'");
        }
    }

    @Override
    public void close() {
        json.close();
    }
}
