package dev.belay.drivers.files.settings;

import java.util.regex.Pattern;

/**
 * The value that a key holds in a settings file.
 *
 * @param text what it says
 * @param literal true for a number, a truth or nothing, where a format tells them from texts
 */
public record Held(String text, boolean literal) {

    private static final Pattern LIKE_LITERAL =
            Pattern.compile("true|false|null|[-+]?[0-9.][0-9.eE+-]*", Pattern.CASE_INSENSITIVE);

    /** A text. */
    public static Held text(String text) {
        return new Held(text, false);
    }

    /** As a preview shows it where the format tells texts from numbers: {@code 8080}, but {@code '8080'} for the text. */
    public String shown() {
        boolean mistakable = !literal && LIKE_LITERAL.matcher(text).matches();
        return mistakable ? "'" + text + "'" : text;
    }
}
