package dev.belay.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as projects write them: {@code 4.4.0}, {@code v4.2}, {@code 4.0.0-beta}, {@code 4.3.0-12-gabc1234} (what
 * {@code git describe} says twelve commits after 4.3.0). The text is kept as it was written; order and equality in ranges
 * look at the numbers: missing numbers are zero, a pre-release comes before its release; patches, revisions and commits after a tag come
 * after it.
 */
public record Version(String text) implements Comparable<Version> {

    private static final Pattern SHAPE =
            Pattern.compile("[vV]?(\\d+(?:\\.\\d+)*)((?:[-+.~_]?[0-9A-Za-z][0-9A-Za-z.+~_-]*)?)");

    /**
     * Reads a version.
     *
     * @throws Failure where the text does not begin with a number
     */
    public static Version parse(String text) {
        Version version = new Version(text.strip());
        if (!SHAPE.matcher(version.text).matches()) {
            throw Failure.wrong("'" + text + "' is not a version; versions look like 4.4.0, v4.2 or 4.0.0-beta");
        }
        return version;
    }

    /** True where the text can be read as a version. */
    public static boolean isVersion(String text) {
        return SHAPE.matcher(text.strip()).matches();
    }

    /** True for versions before their release, such as {@code 4.0.0-beta}. */
    public boolean isPreRelease() {
        return parts().suffix().stage() == Suffix.Stage.BEFORE;
    }

    /** True where the numbers of this version begin with those of the other: 4.4.2 is of the line 4.4. */
    public boolean isOfLine(List<Long> line) {
        List<Long> numbers = parts().numbers();
        for (int i = 0; i < line.size(); i++) {
            long number = i < numbers.size() ? numbers.get(i) : 0;
            if (number != line.get(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Version other) {
        Parts a = parts();
        Parts b = other.parts();
        for (int i = 0; i < Math.max(a.numbers().size(), b.numbers().size()); i++) {
            int order = Long.compare(at(a.numbers(), i), at(b.numbers(), i));
            if (order != 0) {
                return order;
            }
        }
        return a.suffix().compareTo(b.suffix());
    }

    /** True where both mean the same version, however they are written. */
    public boolean same(Version other) {
        return compareTo(other) == 0;
    }

    @Override
    public String toString() {
        return text;
    }

    private record Parts(List<Long> numbers, Suffix suffix) {}

    private Parts parts() {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return new Parts(List.of(), Suffix.of(text));
        }
        List<Long> numbers = new ArrayList<>();
        for (String number : shape.group(1).split("\\.")) {
            numbers.add(number.length() > 18 ? Long.MAX_VALUE : Long.parseLong(number));
        }
        return new Parts(numbers, Suffix.of(shape.group(2)));
    }

    private static long at(List<Long> numbers, int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }
}
