package dev.belay.expr;

import dev.belay.value.Failure;
import java.math.BigDecimal;

/** How values are called, written and weighed as true or false. */
final class Words {

    private Words() {}

    /** What kind of value it is, for messages. */
    static String kind(Value value) {
        if (value instanceof Value.Text) {
            return "a text";
        } else if (value instanceof Value.Secret) {
            return "a secret";
        } else if (value instanceof Value.Decimal) {
            return "a number";
        } else if (value instanceof Value.Bool bool) {
            return bool.truth() ? "true" : "false";
        } else if (value instanceof Value.Nothing) {
            return "null";
        } else if (value instanceof Value.Span) {
            return "a duration";
        } else if (value instanceof Value.Bytes) {
            return "a size";
        } else if (value instanceof Value.Resource resource) {
            return "a " + resource.kind();
        }
        return value instanceof Value.Items ? "a list" : value instanceof Value.Function ? "a function" : "a map";
    }

    /** The failure of an operation that secrets do not take. */
    static Failure secret(String what) {
        return Failure.wrong(what + " may not look at a secret; a secret may only be passed on, or be part of a text");
    }

    /** A value inside of a text. */
    static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Decimal number) {
            return number.number().toPlainString();
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        } else if (value instanceof Value.Bytes bytes) {
            return Long.toString(bytes.size().bytes());
        } else if (value instanceof Value.Span span) {
            return seconds(span);
        }
        throw Failure.wrong(kind(value) + " cannot be part of a text" + remedy(value));
    }

    private static String remedy(Value value) {
        if (value instanceof Value.Items) {
            return "; write .join(' ') to put its items together";
        }
        return value instanceof Value.Nothing ? "; give it a value with ?: 'otherwise'" : "";
    }

    private static String seconds(Value.Span span) {
        return BigDecimal.valueOf(span.duration().toNanos(), 9)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Whether a condition holds: not false, not null, not empty, not zero. */
    static boolean truth(Value value) {
        if (value instanceof Value.Bool bool) {
            return bool.truth();
        } else if (value instanceof Value.Text text) {
            return !text.text().isEmpty();
        } else if (value instanceof Value.Items items) {
            return !items.items().isEmpty();
        } else if (value instanceof Value.Entries entries) {
            return !entries.entries().isEmpty();
        } else if (value instanceof Value.Decimal number) {
            return number.number().signum() != 0;
        } else if (value instanceof Value.Secret) {
            throw secret("a condition");
        } else if (value instanceof Value.Span span) {
            return !span.duration().isZero();
        } else if (value instanceof Value.Bytes bytes) {
            return bytes.size().bytes() != 0;
        }
        return !(value instanceof Value.Nothing);
    }
}
