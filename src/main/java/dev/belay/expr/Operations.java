package dev.belay.expr;

import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operators on known values. Pure; what is made is paid for first. */
final class Operations {

    private Operations() {}

    static Value apply(Operator operator, Value left, Value right, Budget budget) {
        return switch (operator) {
            case PLUS -> plus(left, right, budget);
            case TIMES -> times(left, right, budget);
            case MINUS, DIVIDED, REMAINDER -> budget.admit(arithmetic(operator, left, right));
            case EQUAL -> Value.of(equal(left, right));
            case DIFFERENT -> Value.of(!equal(left, right));
            case LESS -> Value.of(compare(left, right) < 0);
            case AT_MOST -> Value.of(compare(left, right) <= 0);
            case MORE -> Value.of(compare(left, right) > 0);
            case AT_LEAST -> Value.of(compare(left, right) >= 0);
            case IN -> Value.of(in(left, right));
            case AND -> Value.of(Words.truth(left) && Words.truth(right));
            case OR -> Value.of(Words.truth(left) || Words.truth(right));
        };
    }

    static Value negative(Value value) {
        if (value instanceof Value.Decimal number) {
            return new Value.Decimal(number.number().negate());
        }
        throw Failure.wrong("'-' takes a number, found " + Words.kind(value));
    }

    /** Texts and secrets put together: secret where any part is. */
    static Value join(List<Value> parts, Budget budget) {
        boolean secret = false;
        long length = 0;
        SecretText joined = SecretText.plain("");
        StringBuilder plain = new StringBuilder();
        for (Value part : parts) {
            if (part instanceof Value.Secret held) {
                joined = joined.plus(SecretText.plain(plain.toString())).plus(held.text());
                plain.setLength(0);
                secret = true;
            } else {
                String text = Words.text(part);
                length += text.length();
                budget.text(length);
                plain.append(text);
            }
        }
        return secret ? new Value.Secret(joined.plus(SecretText.plain(plain.toString()))) : Value.of(plain.toString());
    }

    static boolean equal(Value left, Value right) {
        if (left instanceof Value.Secret || right instanceof Value.Secret) {
            throw Words.secret("a comparison");
        }
        if (left instanceof Value.Decimal a && right instanceof Value.Decimal b) {
            return a.number().compareTo(b.number()) == 0;
        } else if (left instanceof Value.Items a && right instanceof Value.Items b) {
            return equalItems(a.items(), b.items());
        } else if (left instanceof Value.Entries a && right instanceof Value.Entries b) {
            return a.entries().keySet().equals(b.entries().keySet())
                    && a.entries().entrySet().stream()
                            .allMatch(entry ->
                                    equal(entry.getValue(), b.entries().getOrDefault(entry.getKey(), Value.NOTHING)));
        } else if (left instanceof Value.Nothing
                || right instanceof Value.Nothing
                || left.getClass() == right.getClass()) {
            return left.equals(right);
        }
        throw Failure.wrong(
                Words.kind(left) + " is never equal to " + Words.kind(right) + "; compare things of one kind");
    }

    private static boolean equalItems(List<Value> left, List<Value> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    static int compare(Value left, Value right) {
        if (left instanceof Value.Decimal a && right instanceof Value.Decimal b) {
            return a.number().compareTo(b.number());
        } else if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return a.text().compareTo(b.text());
        } else if (left instanceof Value.Span a && right instanceof Value.Span b) {
            return a.duration().compareTo(b.duration());
        } else if (left instanceof Value.Bytes a && right instanceof Value.Bytes b) {
            return a.size().compareTo(b.size());
        } else if (left instanceof Value.Secret || right instanceof Value.Secret) {
            throw Words.secret("a comparison");
        }
        throw Failure.wrong("cannot compare " + Words.kind(left) + " with " + Words.kind(right)
                + "; expected two numbers, texts, durations or sizes");
    }

    static boolean in(Value item, Value within) {
        if (within instanceof Value.Items items) {
            return items.items().stream().anyMatch(each -> equal(item, each));
        } else if (within instanceof Value.Entries entries && item instanceof Value.Text key) {
            return entries.entries().containsKey(key.text());
        } else if (within instanceof Value.Text text && item instanceof Value.Text part) {
            return text.text().contains(part.text());
        } else if (item instanceof Value.Secret || within instanceof Value.Secret) {
            throw Words.secret("'in'");
        }
        throw Failure.wrong("'in' looks into a list, a map or a text, found " + Words.kind(within));
    }

    private static Value plus(Value left, Value right, Budget budget) {
        boolean text = left instanceof Value.Text || left instanceof Value.Secret;
        if (text || right instanceof Value.Secret) {
            return join(List.of(left, right), budget);
        } else if (left instanceof Value.Items a && right instanceof Value.Items b) {
            budget.list((long) a.items().size() + b.items().size());
            List<Value> all = new ArrayList<>(a.items());
            all.addAll(b.items());
            return budget.admit(new Value.Items(all));
        } else if (left instanceof Value.Entries a && right instanceof Value.Entries b) {
            Map<String, Value> all = new LinkedHashMap<>(a.entries());
            all.putAll(b.entries());
            return budget.admit(new Value.Entries(all));
        }
        return budget.admit(arithmetic(Operator.PLUS, left, right));
    }

    private static Value times(Value left, Value right, Budget budget) {
        if (left instanceof Value.Text text && right instanceof Value.Decimal number) {
            long times = whole(number.number());
            budget.text(
                    times < 0 || times > Budget.TEXT
                            ? Long.MAX_VALUE
                            : times * text.text().length());
            return Value.of(text.text().repeat((int) times));
        }
        if (left instanceof Value.Decimal && !(right instanceof Value.Decimal)) {
            return budget.admit(arithmetic(Operator.TIMES, right, left));
        }
        return budget.admit(arithmetic(Operator.TIMES, left, right));
    }

    private static Value arithmetic(Operator operator, Value left, Value right) {
        BigDecimal b = amount(right);
        if (left instanceof Value.Decimal a && right instanceof Value.Decimal) {
            return new Value.Decimal(calculate(operator, a.number(), b));
        }
        boolean scales = operator == Operator.TIMES || operator == Operator.DIVIDED;
        boolean adds = operator == Operator.PLUS || operator == Operator.MINUS;
        boolean alike = left.getClass() == right.getClass();
        boolean measure = left instanceof Value.Span || left instanceof Value.Bytes;
        if (measure && alike && operator == Operator.DIVIDED) {
            return new Value.Decimal(calculate(operator, amount(left), b));
        }
        if (measure && ((adds && alike) || (scales && right instanceof Value.Decimal))) {
            BigDecimal amount = calculate(operator, amount(left), b);
            return left instanceof Value.Span ? Units.span(amount.movePointLeft(9), 1) : Units.bytes(amount, 1);
        }
        if (left instanceof Value.Secret || right instanceof Value.Secret) {
            throw Words.secret("'" + operator.sign() + "'");
        }
        throw Failure.wrong("'" + operator.sign() + "' does not fit " + Words.kind(left) + " and " + Words.kind(right));
    }

    private static BigDecimal amount(Value value) {
        if (value instanceof Value.Decimal number) {
            return number.number();
        } else if (value instanceof Value.Span span) {
            return BigDecimal.valueOf(span.duration().toNanos());
        }
        return value instanceof Value.Bytes bytes
                ? BigDecimal.valueOf(bytes.size().bytes())
                : BigDecimal.ZERO;
    }

    private static BigDecimal calculate(Operator operator, BigDecimal a, BigDecimal b) {
        boolean divides = operator == Operator.DIVIDED || operator == Operator.REMAINDER;
        if (divides && b.signum() == 0) {
            throw Failure.wrong("division by zero");
        }
        return switch (operator) {
            case PLUS -> a.add(b);
            case MINUS -> a.subtract(b);
            case TIMES -> a.multiply(b);
            case REMAINDER -> a.remainder(b);
            default -> tidy(a.divide(b, MathContext.DECIMAL64));
        };
    }

    private static BigDecimal tidy(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** A number that must be whole and fit into a long. */
    static long whole(BigDecimal number) {
        if (number.stripTrailingZeros().scale() > 0 || number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw Failure.wrong("expected a whole number, found " + number.toPlainString());
        }
        return number.longValue();
    }
}
