package dev.belay.drivers.data.postgresql;

import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kind of a column from what {@code pg_type} tells of its type. */
final class TypeText {

    private static final int HEADER = 4; // the modifier of a type with a length or digits is that many more
    private static final int NAME_LENGTH = 63;
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("bool", Plain.TRUTH),
            Map.entry("int2", new Kind.Whole(16, false)),
            Map.entry("int4", new Kind.Whole(32, false)),
            Map.entry("int8", new Kind.Whole(64, false)),
            Map.entry("oid", new Kind.Whole(32, true)),
            Map.entry("float4", Plain.FLOAT),
            Map.entry("float8", Plain.DOUBLE),
            Map.entry("text", new Kind.Text(Optional.empty())),
            Map.entry("citext", new Kind.Text(Optional.empty())),
            Map.entry("name", new Kind.Text(Optional.of((long) NAME_LENGTH))),
            Map.entry("bytea", Plain.BYTES),
            Map.entry("date", Plain.DATE),
            Map.entry("time", Plain.TIME),
            Map.entry("timetz", Plain.ZONED_TIME),
            Map.entry("timestamp", Plain.TIMESTAMP),
            Map.entry("timestamptz", Plain.MOMENT),
            Map.entry("interval", Plain.INTERVAL),
            Map.entry("uuid", Plain.UUID),
            Map.entry("json", Plain.JSON),
            Map.entry("jsonb", Plain.JSON),
            Map.entry("inet", Plain.ADDRESS),
            Map.entry("cidr", Plain.ADDRESS),
            Map.entry("macaddr", Plain.ADDRESS),
            Map.entry("macaddr8", Plain.ADDRESS));

    private TypeText() {}

    /**
     * Reads the kind.
     *
     * @param type the name and category of the type (of what a domain stands on), its modifier, the name and category of its elements,
     *     and the words of an enum as JSON
     */
    static Kind kind(List<Optional<String>> type) {
        String name = type.get(0).orElse("");
        Optional<String> element = type.get(3);
        int modifier = Integer.parseInt(type.get(2).orElse("-1"));
        return element.<Kind>map(each -> new Kind.ListOf(plain(each, type.get(4), modifier, type.get(5))))
                .orElseGet(() -> plain(name, type.get(1), modifier, type.get(5)));
    }

    private static Kind plain(String name, Optional<String> category, int modifier, Optional<String> words) {
        if (category.equals(Optional.of("E"))) {
            return new Kind.Words(
                    words.map(json -> Json.items(JsonText.parse(json), Json::text))
                            .orElse(List.of()),
                    false);
        }
        return switch (name) {
            case "numeric" ->
                modifier < HEADER
                        ? new Kind.Decimal(Optional.empty(), 0)
                        : new Kind.Decimal(Optional.of((modifier - HEADER) >> 16), scale(modifier - HEADER));
            case "varchar", "bpchar" -> new Kind.Text(length(modifier - HEADER));
            case "bit", "varbit" -> new Kind.Bits(length(modifier));
            default -> KINDS.getOrDefault(name, Plain.OTHER);
        };
    }

    /** Eleven bits with a sign, since PostgreSQL 15 (numeric.c, numeric_typmod_scale). */
    private static int scale(int modifier) {
        return ((modifier & 0x7ff) ^ 0x400) - 0x400;
    }

    private static Optional<Long> length(int modifier) {
        return modifier < 0 ? Optional.empty() : Optional.of((long) modifier);
    }
}
