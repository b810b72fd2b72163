package dev.belay.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A range of versions: conditions that all must hold, separated by blanks: {@code >=3.7.0 <4.4.0}, {@code 4.3.1} (that one),
 * {@code 4.4.x} (a line). A pre-release of an upper bound does not count as below it.
 */
public record VersionRange(List<Condition> conditions) {

    private static final Pattern CONDITION = Pattern.compile("(>=|<=|>|<|==|=)?\\s*([^\\s<>=]\\S*)");
    private static final Pattern LINE = Pattern.compile("[vV]?(\\d+(?:\\.\\d+)*)\\.[xX*]");

    /** One condition on a version. */
    public sealed interface Condition {
        /** True where the version meets it. */
        boolean holds(Version version);
    }

    /** An order: {@code >=}, {@code <=}, {@code >}, {@code <} or {@code =}. */
    public record Bound(String operator, Version version) implements Condition {
        @Override
        public boolean holds(Version candidate) {
            int order = candidate.compareTo(version);
            return switch (operator) {
                case ">=" -> order >= 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case "<" -> order < 0 && !isPreReleaseOfBound(candidate);
                default -> order == 0;
            };
        }

        private boolean isPreReleaseOfBound(Version candidate) {
            return candidate.isPreRelease()
                    && !version.isPreRelease()
                    && candidate.isOfLine(Line.of(version.text()).numbers());
        }

        @Override
        public String toString() {
            return operator.equals("=") ? version.text() : operator + version.text();
        }
    }

    /** A line of versions: {@code 4.4.x}. */
    public record Line(String text, List<Long> numbers) implements Condition {

        static Line of(String text) {
            Matcher digits = Pattern.compile("\\d+(?:\\.\\d+)*").matcher(text);
            List<Long> numbers = digits.find()
                    ? Stream.of(digits.group().split("\\.")).map(Long::valueOf).toList()
                    : List.of();
            return new Line(text, numbers);
        }

        @Override
        public boolean holds(Version version) {
            return version.isOfLine(numbers);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public VersionRange {
        conditions = List.copyOf(conditions);
    }

    /**
     * Reads a range.
     *
     * @throws Failure where a condition is not one
     */
    public static VersionRange parse(String text) {
        List<Condition> conditions = new ArrayList<>();
        Matcher matcher = CONDITION.matcher(text.strip());
        int end = 0;
        while (matcher.find() && text.strip().substring(end, matcher.start()).isBlank()) {
            conditions.add(condition(matcher.group(1) == null ? "=" : matcher.group(1), matcher.group(2)));
            end = matcher.end();
        }
        if (conditions.isEmpty()) {
            throw Failure.wrong("'" + text + "' is not a range of versions; ranges look like '>=3.7.0 <4.4.0'");
        }
        return new VersionRange(conditions);
    }

    /** True for a line of versions: {@code 4.4.x}. */
    static boolean isLine(String text) {
        return LINE.matcher(text).matches();
    }

    /** True where every condition holds. */
    public boolean contains(Version version) {
        return conditions.stream().allMatch(condition -> condition.holds(version));
    }

    @Override
    public String toString() {
        return conditions.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private static Condition condition(String operator, String version) {
        if (LINE.matcher(version).matches()) {
            if (!operator.equals("=")) {
                throw Failure.wrong("'" + operator + version + "': a line of versions takes no " + operator);
            }
            return Line.of(version);
        }
        return new Bound(operator.equals("==") ? "=" : operator, Version.parse(version));
    }
}
