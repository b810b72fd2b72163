package dev.belay.expr;

import dev.belay.value.Failure;
import dev.belay.value.Version;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** The pure functions of the language. */
public final class Functions {

    /** Makes one word of a value for a shell; scripts cannot call it. */
    public static final String QUOTED = "quoted";

    /** Below, at or above zero where the first version comes before, is, or comes after the second; scripts cannot call it. */
    public static final String VERSION_ORDER = "version-order";

    /** Their names. */
    public static final List<String> NAMES = List.of("slug", QUOTED, VERSION_ORDER);

    private Functions() {}

    static Value call(String name, List<Value> arguments) {
        if (name.equals(VERSION_ORDER) && arguments.size() == 2) {
            return Value.of(version(arguments.get(0)).compareTo(version(arguments.get(1))));
        }
        if (arguments.size() != 1) {
            throw Failure.wrong("'" + name + "' takes one value, found " + arguments.size());
        }
        Value argument = arguments.get(0);
        return switch (name) {
            case "slug" -> {
                refuseSecret(name, argument);
                yield Value.of(slug(Words.text(argument)));
            }
            case QUOTED -> {
                refuseSecret("a command line", argument);
                yield Value.of(quoted(argument));
            }
            default -> throw Failure.wrong("there is no function '" + name + "'");
        };
    }

    /** The text in lower case without accents; what is no letter, digit or underscore is a dash, as Django's slugify has it. */
    public static String slug(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder slug = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char letter = plain.charAt(i);
            boolean word = letter < 128 && (Character.isLetterOrDigit(letter) || letter == '_');
            boolean gap = letter == '-' || Character.isWhitespace(letter);
            if (word) {
                slug.append(letter);
            } else if (gap && slug.length() > 0 && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        return strip(slug.toString());
    }

    private static String strip(String slug) {
        int from = 0;
        int to = slug.length();
        while (from < to && "-_".indexOf(slug.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "-_".indexOf(slug.charAt(to - 1)) >= 0) {
            to--;
        }
        return slug.substring(from, to);
    }

    /** The value as one word for a shell; a list as one word for each of its items. */
    public static String quoted(Value value) {
        if (value instanceof Value.Items items) {
            StringBuilder words = new StringBuilder();
            items.items()
                    .forEach(
                            item -> words.append(words.length() == 0 ? "" : " ").append(quoted(item)));
            return words.toString();
        }
        String text = Words.text(value);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean plain = (letter < 128 && Character.isLetterOrDigit(letter)) || "-_./:=@%+,".indexOf(letter) >= 0;
            if (!plain) {
                return "'" + text.replace("'", "'\\''") + "'";
            }
        }
        return text.isEmpty() ? "''" : text;
    }

    private static Version version(Value value) {
        refuseSecret("a comparison", value);
        if (!(value instanceof Value.Text text)) {
            throw Failure.wrong(
                    "a version is compared with a version, a text such as '4.10', found " + Words.kind(value));
        }
        return Version.parse(text.text());
    }

    private static void refuseSecret(String what, Value value) {
        if (value instanceof Value.Secret) {
            throw Words.secret(what);
        }
    }
}
