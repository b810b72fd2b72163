package dev.belay.expr;

import dev.belay.value.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The methods of texts. */
final class TextMethods {

    static final Map<String, Methods.Arity> ARITIES = Map.ofEntries(
            Map.entry("size", Methods.Arity.NONE),
            Map.entry("length", Methods.Arity.NONE),
            Map.entry("isEmpty", Methods.Arity.NONE),
            Map.entry("contains", Methods.Arity.ONE),
            Map.entry("startsWith", Methods.Arity.ONE),
            Map.entry("endsWith", Methods.Arity.ONE),
            Map.entry("indexOf", Methods.Arity.ONE),
            Map.entry("matches", Methods.Arity.ONE),
            Map.entry("replace", Methods.Arity.TWO),
            Map.entry("replaceAll", Methods.Arity.TWO),
            Map.entry("trim", Methods.Arity.NONE),
            Map.entry("toUpperCase", Methods.Arity.NONE),
            Map.entry("toLowerCase", Methods.Arity.NONE),
            Map.entry("capitalize", Methods.Arity.NONE),
            Map.entry("split", Methods.Arity.MAYBE),
            Map.entry("readLines", Methods.Arity.NONE),
            Map.entry("take", Methods.Arity.ONE),
            Map.entry("drop", Methods.Arity.ONE),
            Map.entry("substring", new Methods.Arity(1, 2)),
            Map.entry("reverse", Methods.Arity.NONE),
            Map.entry("toInteger", Methods.Arity.NONE),
            Map.entry("toBigDecimal", Methods.Arity.NONE),
            Map.entry("toBoolean", Methods.Arity.NONE),
            Map.entry("isInteger", Methods.Arity.NONE),
            Map.entry("toString", Methods.Arity.NONE));

    private TextMethods() {}

    static Value call(String text, Methods.Given given, Budget budget) {
        budget.text(text.length());
        return switch (given.method()) {
            case "size", "length" -> Value.of(text.length());
            case "isEmpty" -> Value.of(text.isEmpty());
            case "contains" -> Value.of(text.contains(given.text(0)));
            case "startsWith" -> Value.of(text.startsWith(given.text(0)));
            case "endsWith" -> Value.of(text.endsWith(given.text(0)));
            case "indexOf" -> Value.of(text.indexOf(given.text(0)));
            case "matches" -> Value.of(Regex.matches(given.text(0), text));
            case "isInteger" ->
                Value.of(number(text).filter(each -> each.scale() <= 0).isPresent());
            case "split" -> split(text, given, budget);
            case "readLines" -> Value.texts(text.lines().toList());
            case "toInteger" -> new Value.Decimal(BigDecimal.valueOf(Operations.whole(toNumber(text))));
            case "toBigDecimal" -> new Value.Decimal(toNumber(text));
            case "toBoolean" -> Value.of(text.trim().equalsIgnoreCase("true"));
            default -> Value.of(changed(text, given, budget));
        };
    }

    private static String changed(String text, Methods.Given given, Budget budget) {
        return switch (given.method()) {
            case "replace" -> replace(text, given.text(0), given.text(1), budget);
            case "replaceAll" -> Regex.replaceAll(given.text(0), text, given.text(1));
            case "trim" -> text.strip();
            case "toUpperCase" -> text.toUpperCase(Locale.ROOT);
            case "toLowerCase" -> text.toLowerCase(Locale.ROOT);
            case "capitalize" ->
                text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
            case "take" -> text.substring(0, Math.min(text.length(), given.number(0)));
            case "drop" -> text.substring(Math.min(text.length(), given.number(0)));
            case "substring" -> substring(text, given);
            case "reverse" -> new StringBuilder(text).reverse().toString();
            default -> text;
        };
    }

    private static String replace(String text, String part, String by, Budget budget) {
        int count = 0;
        for (int at = text.indexOf(part);
                at >= 0 && at < text.length();
                at = text.indexOf(part, at + Math.max(1, part.length()))) {
            count++;
        }
        budget.text(text.length() + (long) (count + 1) * by.length());
        return text.replace(part, by);
    }

    private static String substring(String text, Methods.Given given) {
        int from = given.number(0);
        int to = given.count() > 1 ? given.number(1) : text.length();
        if (from > to || to > text.length()) {
            throw Failure.wrong(
                    "the text has " + text.length() + " characters; " + from + " to " + to + " is not in it");
        }
        return text.substring(from, to);
    }

    /** Splits at a text, not at a regular expression; without one at blanks. */
    private static Value split(String text, Methods.Given given, Budget budget) {
        List<Value> parts = new ArrayList<>();
        if (given.count() == 0) {
            for (String part : text.strip().split("\\s+")) {
                parts.add(Value.of(part));
            }
            return new Value.Items(text.isBlank() ? List.of() : parts);
        }
        String separator = given.text(0);
        if (separator.isEmpty()) {
            throw Failure.wrong("'split' takes a text to split at, found an empty one");
        }
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            budget.step();
            parts.add(Value.of(text.substring(from, at)));
            from = at + separator.length();
        }
        parts.add(Value.of(text.substring(from)));
        return new Value.Items(parts);
    }

    private static java.util.Optional<BigDecimal> number(String text) {
        try {
            String stripped = text.strip();
            return stripped.length() > 100
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(new BigDecimal(stripped));
        } catch (NumberFormatException e) {
            return java.util.Optional.empty();
        }
    }

    private static BigDecimal toNumber(String text) {
        return number(text)
                .filter(each -> Math.abs((long) each.scale()) < 100)
                .orElseThrow(() -> Failure.wrong("'" + text + "' is not a number"));
    }
}
