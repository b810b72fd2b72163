package dev.belay.plan;

import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * JSON as text: UTF-8, numbers as exact as they are, no key twice, at most {@value #DEPTH} levels. Jackson's streams are used as they
 * are, without its binding, which would cost a preview more time than all the rest.
 */
public final class JsonText {

    /** How many levels a document may have. */
    static final int DEPTH = 500;

    private static final int LONGEST = Integer.MAX_VALUE;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(LONGEST)
                    .maxNameLength(LONGEST)
                    .maxNumberLength(100_000)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(DEPTH).build())
            .build();

    private JsonText() {}

    /** On one line, without an end of line; the canonical form. */
    public static String line(Json json) {
        return print(json, ObjectWriteContext.empty());
    }

    /** On many lines, for people, with an end of line. */
    public static String page(Json json) {
        return print(json, new Indented()) + "\n";
    }

    /**
     * Reads a document.
     *
     * @throws Json.Misfit where the text is not JSON, with line and column
     */
    public static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Json json = read(parser);
            if (parser.nextToken() != null) {
                throw new Json.Misfit("something follows after the end");
            }
            return json;
        } catch (JacksonException e) {
            throw new Json.Misfit("not JSON" + place(e.getLocation()) + ": " + e.getOriginalMessage());
        }
    }

    /**
     * Reads a file that Belay wrote.
     *
     * @param where the file, for messages
     * @param what it should be: {@code a plan of Belay}
     * @param exit of the failure
     * @param remedy what to do when it is broken
     * @throws Failure where the reader or the text does not fit
     */
    public static <T> T file(
            String where, byte[] bytes, String what, Exit exit, String remedy, Function<Json, T> reader) {
        try {
            return reader.apply(parse(decode(bytes)));
        } catch (Json.Misfit misfit) {
            throw new Failure(exit, where + " is not " + what + ": " + misfit.getMessage(), misfit, remedy);
        }
    }

    /**
     * Text from UTF-8.
     *
     * @throws Json.Misfit where the bytes are not UTF-8
     */
    public static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Json.Misfit("it is not text in UTF-8");
        }
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static Json read(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new Json.Misfit("it is empty");
        }
        return switch (token) {
            case START_OBJECT -> readFields(parser);
            case START_ARRAY -> readItems(parser);
            case VALUE_STRING -> new Json.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Decimal(number(parser.getString()));
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Nothing();
            default -> throw new Json.Misfit("not JSON");
        };
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new Json.Misfit("the number " + text + " is out of range");
        }
    }

    private static Json readFields(JsonParser parser) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (fields.put(name, read(parser)) != null) {
                throw new Json.Misfit("'" + name + "' is there twice");
            }
        }
        return new Json.Fields(fields);
    }

    private static Json readItems(JsonParser parser) {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser));
        }
        return new Json.Items(items);
    }

    private static String print(Json json, ObjectWriteContext context) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(context, text)) {
            write(json, generator);
        } catch (JacksonException e) {
            throw Failure.wrong("nested too deeply to be kept: " + e.getOriginalMessage());
        }
        return escapeLoneSurrogates(text.toString());
    }

    private static void write(Json json, JsonGenerator generator) {
        if (json instanceof Json.Text text) {
            generator.writeString(text.text());
        } else if (json instanceof Json.Decimal number) {
            generator.writeNumber(number.number().toString());
        } else if (json instanceof Json.Bool bool) {
            generator.writeBoolean(bool.truth());
        } else if (json instanceof Json.Items items) {
            generator.writeStartArray();
            items.items().forEach(item -> write(item, generator));
            generator.writeEndArray();
        } else if (json instanceof Json.Fields fields) {
            generator.writeStartObject();
            fields.fields().forEach((name, value) -> {
                generator.writeName(name);
                write(value, generator);
            });
            generator.writeEndObject();
        } else {
            generator.writeNull();
        }
    }

    /** Half a character has no UTF-8; as an escape it survives. Outside of strings there is none. */
    private static String escapeLoneSurrogates(String text) {
        if (text.codePoints().noneMatch(JsonText::isSurrogate)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isSurrogate(point)) {
                escaped.append("\\u%04x".formatted(point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /** Two blanks a level, lists too, and the same end of line everywhere. */
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentArraysWith(indenter);
            printer.indentObjectsWith(indenter);
            return printer;
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
