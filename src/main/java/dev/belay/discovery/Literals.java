package dev.belay.discovery;

import dev.belay.expr.Value;
import dev.belay.value.SecretText;
import java.util.List;
import java.util.stream.Collectors;

/** Values as the language writes them. */
final class Literals {

    private Literals() {}

    static List<String> texts(Value value) {
        return value instanceof Value.Items list
                ? list.items().stream().map(Literals::text).toList()
                : List.of(text(value));
    }

    static String text(Value value) {
        return value instanceof Value.Text text ? text.text() : "";
    }

    static String literal(Value value) {
        if (value instanceof Value.Items list) {
            return list.items().stream().map(Literals::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Value.Entries map) {
            return map.entries().entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ": " + literal(entry.getValue()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Value.Secret secret) {
            return secret.text().parts().stream()
                    .map(part -> part instanceof SecretText.Literal literal
                            ? quoted(literal.text())
                            : "secret(" + quoted(((SecretText.Reference) part).secret()) + ")")
                    .collect(Collectors.joining(" + "));
        }
        if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        if (value instanceof Value.Decimal number) {
            return number.number().toPlainString();
        }
        if (value instanceof Value.Span span) {
            return span.duration().toSeconds() + ".seconds";
        }
        if (value instanceof Value.Bytes size) {
            return size.size().bytes() + ".B";
        }
        return quoted(text(value));
    }

    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
