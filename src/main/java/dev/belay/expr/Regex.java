package dev.belay.expr;

import dev.belay.value.Failure;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions that end: one that goes back and forth without end is a failure, not a hang. */
public final class Regex {

    private static final int STEPS = 2_000_000;
    private static final int LENGTH = 1_000;

    private Regex() {}

    /**
     * Reads a regular expression, as Java writes them.
     *
     * @throws Failure where it is not one, or is longer than 1,000 characters
     */
    public static Pattern compile(String expression) {
        if (expression.length() > LENGTH) {
            throw Failure.wrong("this regular expression is too long: more than " + LENGTH + " characters");
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
            throw Failure.wrong("not a regular expression: " + e.getDescription() + where);
        } catch (StackOverflowError e) {
            throw Failure.wrong("this regular expression is nested too deeply");
        }
    }

    /** A matcher that throws a {@link Failure} once it looked at two million characters, again and again counted. */
    public static Matcher matcher(Pattern pattern, String text) {
        return pattern.matcher(new Counted(text, new AtomicInteger(STEPS)));
    }

    /** True where the whole text matches. */
    public static boolean matches(String expression, String text) {
        try {
            return matcher(compile(expression), text).matches();
        } catch (StackOverflowError e) {
            throw endless();
        }
    }

    /** True where a part of the text matches. */
    public static boolean finds(String expression, String text) {
        try {
            return matcher(compile(expression), text).find();
        } catch (StackOverflowError e) {
            throw endless();
        }
    }

    /** The text with each match replaced; {@code $1} in the replacement is the first group. */
    public static String replaceAll(String expression, String text, String replacement) {
        try {
            return matcher(compile(expression), text).replaceAll(replacement);
        } catch (StackOverflowError e) {
            throw endless();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Failure.wrong("not a replacement: '" + replacement + "'; a $ is written \\$");
        }
    }

    private static Failure endless() {
        return Failure.wrong("this regular expression goes back and forth too often on this text; make it simpler");
    }

    /** A text that counts how often it is looked at; parts of it count together. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final AtomicInteger left;

        Counted(String text, AtomicInteger left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public char charAt(int index) {
            if (left.decrementAndGet() < 0) {
                throw endless();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text.substring(from, to), left);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
