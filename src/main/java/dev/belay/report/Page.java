package dev.belay.report;

import dev.belay.value.EscapeSequences;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a text is laid out for.
 *
 * @param width of a line in columns; sentences are wrapped at it, paths and commands are not, so that they can be copied
 * @param colour true where escape sequences mark what matters
 * @param zone in which clock times are written; asked for only where one is written
 */
public record Page(int width, boolean colour, Supplier<ZoneId> zone) {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u202A-\u202E\u2066-\u2069]");

    /** How a piece of text is marked. */
    public enum Tone {
        PLAIN(""),
        STRONG("1"),
        FAINT("2"),
        GOOD("32"),
        WARN("33"),
        BAD("1;31");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /** What times are written by; apart, since most screens write none. */
    private static final class Times {
        static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
        static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
        static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

        private Times() {}
    }

    /** For times of one zone. */
    public Page(int width, boolean colour, ZoneId zone) {
        this(width, colour, () -> zone);
    }

    /** 100 columns, no colour, UTC: files and pipes. */
    public static Page plain() {
        return new Page(100, false, ZoneOffset.UTC);
    }

    /** The text in this tone. */
    public String paint(Tone tone, String text) {
        return !colour || tone == Tone.PLAIN || text.isEmpty()
                ? text
                : "\u001B[" + tone.code + "m" + text + "\u001B[0m";
    }

    /** {@code 22:04}. */
    public String clock(Instant time) {
        return Times.CLOCK.format(time.atZone(zone.get()));
    }

    /** {@code 2026-11-20 22:04}. */
    public String date(Instant time) {
        return Times.DATE.format(time.atZone(zone.get()));
    }

    /** {@code 2026-11-20 22:04:11}. */
    public String second(Instant time) {
        return Times.SECOND.format(time.atZone(zone.get()));
    }

    /**
     * One line of a foreign text, harmless to a terminal: without escape sequences, and with what else would move the cursor or
     * turn the direction of reading replaced.
     */
    public static String printable(String text) {
        return CONTROL.matcher(EscapeSequences.without(text).replace('\t', ' ')).replaceAll("\uFFFD");
    }

    /** The text, filled up with blanks to so many columns. */
    static String pad(String text, int columns) {
        int missing = columns - length(text);
        return missing > 0 ? text + " ".repeat(missing) : text;
    }

    /** How many columns a text takes. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text, cut to so many columns with an ellipsis. */
    public static String cut(String text, int columns) {
        if (length(text) <= columns) {
            return text;
        }
        return columns < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, columns - 1)) + "…";
    }

    /** A sentence in lines that fit beside an indentation of so many columns; a word that is longer stays whole. */
    List<String> wrap(String sentence, int indentation) {
        int room = Math.max(24, width - indentation);
        List<String> lines = new ArrayList<>();
        for (String paragraph : sentence.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : printable(paragraph).split(" ", -1)) {
                if (line.length() > 0 && length(line.toString()) + 1 + length(word) > room) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.length() > 0 ? " " : "").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
