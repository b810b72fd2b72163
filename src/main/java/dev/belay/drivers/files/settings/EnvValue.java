package dev.belay.drivers.files.settings;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a value stands in an env file. Shells, systemd's {@code EnvironmentFile=}, Docker Compose and the dotenv libraries agree on
 * a part of the notation only; what is written here stays within that part.
 */
final class EnvValue {

    /** A way to write a value, and which values all readers then read as meant. */
    private enum Style {
        BARE("", "[A-Za-z0-9_@%+=:,./^-]*"),
        SINGLE("'", "[^']*"),
        DOUBLE("\"", "[^\"\\\\$`]*");

        /** Literal in single quotes everywhere, but python-dotenv takes a backslash before these as an escape. */
        private static final Pattern TRAP = Pattern.compile("\\\\(?:[\\\\']|\\z)");

        private final String quote;
        private final Pattern fits;

        Style(String quote, String fits) {
            this.quote = quote;
            this.fits = Pattern.compile(fits);
        }

        boolean fits(String value) {
            return fits.matcher(value).matches() && !TRAP.matcher(value).find();
        }

        static Style of(String raw) {
            return raw.startsWith("'") ? SINGLE : raw.startsWith("\"") ? DOUBLE : BARE;
        }
    }

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:\\n|([\"\\\\$`]))");

    private EnvValue() {}

    /** The value that a notation means. */
    static String read(String raw) {
        if (raw.length() < 2 || Style.of(raw) == Style.BARE || raw.charAt(0) != raw.charAt(raw.length() - 1)) {
            return raw;
        }
        String inner = raw.substring(1, raw.length() - 1);
        return raw.startsWith("'")
                ? inner
                : ESCAPED.matcher(inner).replaceAll(found -> found.group(1) == null ? "" : "\\" + found.group(1));
    }

    /**
     * The notation of a value, in the quotes of the notation that it replaces where those do.
     *
     * @param key for the message, which never holds the value
     * @param replaced the notation so far; empty for a new key
     * @throws Failure where no notation is read alike by all
     */
    static String write(String key, String value, Optional<String> replaced) {
        List<Style> styles = new ArrayList<>();
        replaced.filter(raw -> !raw.isEmpty()).map(Style::of).ifPresent(styles::add);
        styles.addAll(List.of(Style.values()));
        return styles.stream()
                .filter(style -> style.fits(value) && !CONTROL.matcher(value).find())
                .findFirst()
                .map(style -> style.quote + value + style.quote)
                .orElseThrow(() -> Failure.failed(
                        "the value for " + key
                                + " cannot be written so that a shell, systemd and dotenv read it alike: "
                                + reason(value),
                        "choose a value without these characters"));
    }

    private static String reason(String value) {
        if (CONTROL.matcher(value).find()) {
            return "it has a control character";
        }
        return value.contains("'")
                ? "it has a single quote together with a double quote, a dollar sign, a backtick or a backslash"
                : "it has a backslash before another, or at its end";
    }
}
