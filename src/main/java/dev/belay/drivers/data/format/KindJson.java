package dev.belay.drivers.data.format;

import dev.belay.plan.Json;
import java.util.Optional;

/** Kinds as JSON: {@code {"kind": "whole", "bits": 64}}. */
final class KindJson {

    private static final String KIND = "kind";

    private KindJson() {}

    static Json write(Kind kind) {
        if (kind instanceof Kind.Plain plain) {
            return Json.object().put(KIND, plain).build();
        } else if (kind instanceof Kind.Whole whole) {
            return Json.object()
                    .put(KIND, "whole")
                    .put("bits", whole.bits())
                    .flag("unsigned", whole.unsigned())
                    .build();
        } else if (kind instanceof Kind.Decimal decimal) {
            Json.Builder builder = Json.object().put(KIND, "decimal");
            decimal.digits().ifPresent(digits -> builder.put("digits", digits).put("scale", decimal.scale()));
            return builder.build();
        } else if (kind instanceof Kind.Text text) {
            return longest("text", text.longest());
        } else if (kind instanceof Kind.Bits bits) {
            return longest("bits", bits.longest());
        } else if (kind instanceof Kind.Words words) {
            return Json.object()
                    .put(KIND, words.several() ? "set" : "enum")
                    .texts("words", words.words())
                    .build();
        }
        return Json.object()
                .put(KIND, "list")
                .put("item", write(((Kind.ListOf) kind).item()))
                .build();
    }

    private static Json longest(String kind, Optional<Long> longest) {
        return Json.object().put(KIND, kind).put("longest", longest, Json::of).build();
    }

    static Kind read(Json json) {
        Json.Fields fields = Json.fields(json);
        return switch (fields.text(KIND)) {
            case "whole" -> new Kind.Whole((int) fields.number("bits"), fields.flag("unsigned"));
            case "decimal" ->
                new Kind.Decimal(
                        fields.optional("digits", Json::whole).map(Long::intValue),
                        fields.optional("scale", Json::whole).orElse(0L).intValue());
            case "text" -> new Kind.Text(fields.optional("longest", Json::whole));
            case "bits" -> new Kind.Bits(fields.optional("longest", Json::whole));
            case "enum" -> new Kind.Words(fields.list("words", Json::text), false);
            case "set" -> new Kind.Words(fields.list("words", Json::text), true);
            case "list" -> new Kind.ListOf(fields.get("item", KindJson::read));
            default -> fields.word(KIND, Kind.Plain.class);
        };
    }
}
