package dev.belay.expr;

import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an expression of the language comes to. Immutable; maps keep the order in which they were written. */
public sealed interface Value {

    /** {@code null} of the language. */
    Value NOTHING = new Nothing();

    /** A text that anyone may see. */
    record Text(String text) implements Value {}

    /** A text made from at least one secret; it may go only where the catalogue allows secrets. */
    record Secret(SecretText text) implements Value {}

    /** Any number. */
    record Decimal(BigDecimal number) implements Value {}

    /** True or false. */
    record Bool(boolean truth) implements Value {}

    /** The absence of a value. */
    record Nothing() implements Value {}

    /** A duration, such as {@code 2.minutes}. */
    record Span(Duration duration) implements Value {}

    /** A size, such as {@code 10.GB}. */
    record Bytes(Size size) implements Value {}

    /** A declared thing, such as {@code database('old')}: its kind and its name. */
    record Resource(String kind, String name) implements Value {}

    /** A list. */
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map from text to value, in the order of writing. */
    record Entries(Map<String, Value> entries) implements Value {
        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** A pure function of a row, such as {@code { slug(it.name) }}: {@link Evaluator#apply} calls it. */
    record Function(Expr.Lambda lambda) implements Value {}

    /** A text. */
    static Value of(String text) {
        return new Text(text);
    }

    /** A whole number. */
    static Value of(long number) {
        return new Decimal(BigDecimal.valueOf(number));
    }

    /** A truth. */
    static Value of(boolean truth) {
        return new Bool(truth);
    }

    /** A text, secret only where it holds a secret. */
    static Value of(SecretText text) {
        return text.holdsSecret() ? new Secret(text) : new Text(text.masked());
    }

    /** A list of texts. */
    static Value texts(List<String> texts) {
        return new Items(texts.stream().map(Value::of).toList());
    }
}
