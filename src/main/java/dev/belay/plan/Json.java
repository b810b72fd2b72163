package dev.belay.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A JSON document as an immutable tree. {@link JsonText} reads and prints it; the other codecs of Belay speak in it. */
public sealed interface Json {

    /** A string. */
    record Text(String text) implements Json {}

    /** A number, as exact as it was written. */
    record Decimal(BigDecimal number) implements Json {}

    /** {@code true} or {@code false}. */
    record Bool(boolean truth) implements Json {}

    /** {@code null}. */
    record Nothing() implements Json {}

    /** An array. */
    record Items(List<Json> items) implements Json {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Thrown where a document is not what a reader expects; says where in the document, and what. */
    final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** What does not fit, without a full stop. */
        public Misfit(String message) {
            super(message);
        }

        private Misfit within(String place) {
            return new Misfit(place + ": " + getMessage());
        }
    }

    /** An object, its fields in order of writing. Its getters throw {@link Misfit} where a field is not what they say. */
    record Fields(Map<String, Json> fields) implements Json {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** A field, read by a function. */
        public <T> T get(String name, Function<Json, T> reader) {
            return optional(name, reader).orElseThrow(() -> new Misfit("'" + name + "' is missing"));
        }

        /** A field that may be missing. */
        public <T> Optional<T> optional(String name, Function<Json, T> reader) {
            return Optional.ofNullable(fields.get(name)).map(json -> inside("'" + name + "'", reader, json));
        }

        /** A list; empty where the field is missing. */
        public <T> List<T> list(String name, Function<Json, T> reader) {
            return optional(name, json -> Json.items(json, reader)).orElse(List.of());
        }

        /** An object with keys of any kind; empty where the field is missing. */
        public <T> Map<String, T> map(String name, Function<Json, T> reader) {
            return optional(name, json -> Json.map(json, reader)).orElse(Map.of());
        }

        /** A string. */
        public String text(String name) {
            return get(name, Json::text);
        }

        /** A whole number. */
        public long number(String name) {
            return get(name, Json::whole);
        }

        /** A truth; false where the field is missing. */
        public boolean flag(String name) {
            return optional(name, Json::truth).orElse(false);
        }

        /** A word of an enumeration. */
        public <E extends Enum<E>> E word(String name, Class<E> type) {
            return get(name, json -> Json.word(json, type));
        }
    }

    /** Puts an object together. Empty lists and maps, empty options and false flags are left out. */
    final class Builder {
        private final Map<String, Json> fields = new LinkedHashMap<>();

        private Builder() {}

        /** A field. */
        public Builder put(String name, Json value) {
            fields.put(name, value);
            return this;
        }

        /** A field, where there is a value. */
        public <T> Builder put(String name, Optional<T> value, Function<T, Json> writer) {
            value.ifPresent(present -> put(name, writer.apply(present)));
            return this;
        }

        /** A string. */
        public Builder put(String name, String text) {
            return put(name, new Text(text));
        }

        /** A whole number. */
        public Builder put(String name, long number) {
            return put(name, of(number));
        }

        /** A word of an enumeration. */
        public Builder put(String name, Enum<?> word) {
            return put(name, of(word));
        }

        /** {@code true}, or nothing. */
        public Builder flag(String name, boolean truth) {
            return truth ? put(name, new Bool(true)) : this;
        }

        /** An array, or nothing. */
        public <T> Builder list(String name, Collection<T> items, Function<T, Json> writer) {
            return items.isEmpty() ? this : put(name, of(items, writer));
        }

        /** An array of strings, or nothing. */
        public Builder texts(String name, Collection<String> texts) {
            return list(name, texts, Text::new);
        }

        /** An object, or nothing. */
        public <T> Builder map(String name, Map<String, T> map, Function<T, Json> writer) {
            return map.isEmpty() ? this : put(name, of(map, writer));
        }

        /** The object. */
        public Fields build() {
            return new Fields(fields);
        }
    }

    /** An object to be put together. */
    static Builder object() {
        return new Builder();
    }

    /** A whole number. */
    static Json of(long number) {
        return new Decimal(BigDecimal.valueOf(number));
    }

    /** A word of an enumeration, in lower case with dashes. */
    static Json of(Enum<?> word) {
        return new Text(spelled(word));
    }

    /** An array. */
    static <T> Json of(Collection<T> items, Function<T, Json> writer) {
        return new Items(items.stream().map(writer).toList());
    }

    /** An object with keys of any kind. */
    static <T> Json of(Map<String, T> map, Function<T, Json> writer) {
        Map<String, Json> fields = new LinkedHashMap<>();
        map.forEach((name, value) -> fields.put(name, writer.apply(value)));
        return new Fields(fields);
    }

    /** The string that this is. */
    static String text(Json json) {
        if (json instanceof Text text) {
            return text.text();
        }
        throw new Misfit("a text was expected");
    }

    /** The whole number that this is. */
    static long whole(Json json) {
        try {
            if (json instanceof Decimal number) {
                return number.number().longValueExact();
            }
        } catch (ArithmeticException e) {
            throw new Misfit("a whole number was expected");
        }
        throw new Misfit("a number was expected");
    }

    /** The truth that this is. */
    static boolean truth(Json json) {
        if (json instanceof Bool bool) {
            return bool.truth();
        }
        throw new Misfit("true or false was expected");
    }

    /** The object that this is. */
    static Fields fields(Json json) {
        if (json instanceof Fields fields) {
            return fields;
        }
        throw new Misfit("an object was expected");
    }

    /** The items of the array that this is. */
    static <T> List<T> items(Json json, Function<Json, T> reader) {
        if (!(json instanceof Items items)) {
            throw new Misfit("a list was expected");
        }
        List<T> read = new ArrayList<>(items.items().size());
        for (Json item : items.items()) {
            read.add(inside("item " + (read.size() + 1), reader, item));
        }
        return read;
    }

    /** The values of the object that this is. */
    static <T> Map<String, T> map(Json json, Function<Json, T> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        fields(json).fields().forEach((name, value) -> read.put(name, inside("'" + name + "'", reader, value)));
        return read;
    }

    /** The word of an enumeration that this is. */
    static <E extends Enum<E>> E word(Json json, Class<E> type) {
        String text = text(json);
        for (E constant : type.getEnumConstants()) {
            if (spelled(constant).equals(text)) {
                return constant;
            }
        }
        throw new Misfit("'" + text + "' is not known here");
    }

    private static String spelled(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> T inside(String place, Function<Json, T> reader, Json json) {
        try {
            return reader.apply(json);
        } catch (Misfit misfit) {
            throw misfit.within(place);
        }
    }
}
