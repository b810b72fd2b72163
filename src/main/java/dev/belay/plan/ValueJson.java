package dev.belay.plan;

import dev.belay.expr.Expr;
import dev.belay.expr.Value;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values as JSON: texts, numbers, truths, lists and maps as themselves; anything else, and a map with a key that begins with
 * {@code $}, as an object with one such key: {@code {"$size": 10000000000}}, {@code {"$duration": "PT2M"}}, {@code {"$resource":
 * ["database", "old"]}}, {@code {"$secret": [{"of": "PGPASSWORD"}]}}, {@code {"$map": {...}}}, {@code
 * {"$of-row": {"$lambda": ...}}}.
 */
public final class ValueJson {

    /** The keys that mark a value. */
    static final Set<String> MARKS = Set.of("$secret", "$duration", "$size", "$resource", "$map", "$of-row");

    private ValueJson() {}

    /** A value as JSON. */
    public static Json write(Value value) {
        if (value instanceof Value.Text text) {
            return new Json.Text(text.text());
        } else if (value instanceof Value.Decimal decimal) {
            return new Json.Decimal(decimal.number());
        } else if (value instanceof Value.Bool bool) {
            return new Json.Bool(bool.truth());
        } else if (value instanceof Value.Items items) {
            return Json.of(items.items(), ValueJson::write);
        } else if (value instanceof Value.Entries entries) {
            Json plain = Json.of(entries.entries(), ValueJson::write);
            boolean ambiguous = entries.entries().keySet().stream().anyMatch(key -> key.startsWith("$"));
            return ambiguous ? mark("$map", plain) : plain;
        } else if (value instanceof Value.Secret secret) {
            return mark("$secret", Json.of(secret.text().parts(), ValueJson::part));
        } else if (value instanceof Value.Span span) {
            return mark("$duration", duration(span.duration()));
        } else if (value instanceof Value.Bytes bytes) {
            return mark("$size", Json.of(bytes.size().bytes()));
        } else if (value instanceof Value.Resource resource) {
            return mark("$resource", Json.of(List.of(resource.kind(), resource.name()), Json.Text::new));
        }
        return value instanceof Value.Function function
                ? mark("$of-row", ExprJson.write(function.lambda()))
                : new Json.Nothing();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws Json.Misfit where it is not a value
     */
    public static Value read(Json json) {
        if (json instanceof Json.Text text) {
            return Value.of(text.text());
        } else if (json instanceof Json.Decimal number) {
            return new Value.Decimal(number.number());
        } else if (json instanceof Json.Bool bool) {
            return Value.of(bool.truth());
        } else if (json instanceof Json.Items) {
            return new Value.Items(Json.items(json, ValueJson::read));
        } else if (json instanceof Json.Fields fields) {
            return marked(fields).map(ValueJson::special).orElseGet(() -> entries(json));
        }
        return Value.NOTHING;
    }

    /** A duration as JSON. */
    public static Json duration(Duration duration) {
        return new Json.Text(duration.toString());
    }

    /** Reads a duration. */
    public static Duration duration(Json json) {
        try {
            return Duration.parse(Json.text(json));
        } catch (DateTimeParseException e) {
            throw new Json.Misfit("a duration such as PT2M was expected");
        }
    }

    /** An object with one marking key. */
    static Json mark(String key, Json value) {
        return new Json.Fields(Map.of(key, value));
    }

    /** The marking key and what it marks; empty for an object whose keys are its own. */
    static Optional<Map.Entry<String, Json>> marked(Json.Fields fields) {
        return fields.fields().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("$"))
                .findFirst()
                .map(entry -> {
                    if (fields.fields().size() > 1) {
                        throw new Json.Misfit("'" + entry.getKey() + "' must be alone");
                    }
                    return entry;
                });
    }

    private static Value entries(Json json) {
        return new Value.Entries(Json.map(json, ValueJson::read));
    }

    private static Value special(Map.Entry<String, Json> marked) {
        Json json = marked.getValue();
        return switch (marked.getKey()) {
            case "$map" -> entries(json);
            case "$secret" -> new Value.Secret(new SecretText(Json.items(json, ValueJson::part)));
            case "$duration" -> new Value.Span(duration(json));
            case "$size" -> new Value.Bytes(Size.of(Json.whole(json)));
            case "$resource" -> {
                List<String> words = Json.items(json, Json::text);
                if (words.size() != 2) {
                    throw new Json.Misfit("'$resource' needs a kind and a name");
                }
                yield new Value.Resource(words.get(0), words.get(1));
            }
            case "$of-row" -> new Value.Function(lambda(json));
            default -> throw new Json.Misfit("'" + marked.getKey() + "' is not known here");
        };
    }

    private static Expr.Lambda lambda(Json json) {
        if (ExprJson.read(json) instanceof Expr.Lambda lambda) {
            return lambda;
        }
        throw new Json.Misfit("a function was expected");
    }

    private static Json part(SecretText.Part part) {
        return part instanceof SecretText.Reference reference
                ? Json.object().put("of", reference.secret()).build()
                : new Json.Text(((SecretText.Literal) part).text());
    }

    private static SecretText.Part part(Json json) {
        return json instanceof Json.Text text
                ? new SecretText.Literal(text.text())
                : new SecretText.Reference(Json.fields(json).text("of"));
    }
}
