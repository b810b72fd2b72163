package dev.belay.drivers.source;

import dev.belay.value.Failure;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that finds a version in a line: its first group, or all that it fits where it has none. It is given only
 * so many looks at a text, since some expressions look for ever.
 *
 * @param regex as Java's {@link Pattern} reads it
 */
record VersionPattern(String regex) {

    private static final int LOOKS = 20_000_000;

    /** Of a script's text. */
    static VersionPattern of(String regex) {
        try {
            Pattern.compile(regex);
            return new VersionPattern(regex);
        } catch (PatternSyntaxException wrong) {
            throw Failure.wrong("pattern: '" + regex + "' is no regular expression: " + wrong.getDescription());
        }
    }

    /** The version in the first line that it fits. */
    Optional<String> find(String text) {
        Pattern pattern = Pattern.compile(regex);
        AtomicInteger looks = new AtomicInteger(LOOKS);
        for (String line : text.lines().toList()) {
            Matcher matcher = pattern.matcher(new Counted(line, looks, regex));
            if (matcher.find()) {
                String found = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
                return Optional.ofNullable(found);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return regex;
    }

    /** A line that counts how often it is looked at. */
    private record Counted(String line, AtomicInteger left, String regex) implements CharSequence {
        @Override
        public int length() {
            return line.length();
        }

        @Override
        public char charAt(int index) {
            if (left.decrementAndGet() < 0) {
                throw Failure.wrong("pattern: '" + regex + "' takes too long; make it simpler");
            }
            return line.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return line.subSequence(start, end);
        }

        @Override
        public String toString() {
            return line;
        }
    }
}
