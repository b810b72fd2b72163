package dev.belay.drivers.data.postgresql;

import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import java.util.stream.Collectors;

/** An array of JSON as PostgreSQL reads it: {@code {"a",NULL,{1}}}. */
final class ArrayEncoder {

    private ArrayEncoder() {}

    static String encode(String json) {
        return literal(JsonText.parse(json));
    }

    private static String literal(Json json) {
        if (json instanceof Json.Items items) {
            return items.items().stream().map(ArrayEncoder::literal).collect(Collectors.joining(",", "{", "}"));
        } else if (json instanceof Json.Nothing) {
            return "NULL";
        } else if (json instanceof Json.Text text) {
            return "\"" + text.text().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        } else if (json instanceof Json.Decimal number) {
            return number.number().toString();
        }
        return json instanceof Json.Bool bool ? String.valueOf(bool.truth()) : JsonText.line(json);
    }
}
