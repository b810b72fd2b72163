package dev.belay.value;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a script leads: a version ({@code 4.4.0}), or a line of versions ({@code 4.4.x}) of which one is chosen.
 *
 * @param text as it is written
 * @param line the numbers that a version of the line begins with; empty where it is one version
 * @param standard the version that is gone to where nobody chooses; of a line empty where the script names none
 */
public record Destination(String text, List<Long> line, Optional<Version> standard) {

    public Destination {
        line = List.copyOf(line);
    }

    /**
     * Reads a destination.
     *
     * @throws Failure where the text is neither a version nor a line of them
     */
    public static Destination parse(String text) {
        String stripped = text.strip();
        if (!VersionRange.isLine(stripped)) {
            Version version = Version.parse(stripped);
            return new Destination(stripped, List.of(), Optional.of(version));
        }
        List<Long> numbers = VersionRange.Line.of(stripped).numbers();
        return new Destination(stripped, numbers, Optional.empty());
    }

    /** True where the text can be read as a destination. */
    public static boolean isDestination(String text) {
        return VersionRange.isLine(text.strip()) || Version.isVersion(text);
    }

    /**
     * The same line, of which this version is gone to where nobody chooses.
     *
     * @throws Failure where it is not of the line
     */
    public Destination standard(Version version) {
        if (!isLine() || !covers(version)) {
            throw Failure.wrong("'" + version + "' is not a version of " + text
                    + (isLine() ? "" : "; only a line of versions, such as 4.4.x, has several"));
        }
        return new Destination(text, line, Optional.of(version));
    }

    /** True for a line of versions. */
    public boolean isLine() {
        return !line.isEmpty();
    }

    /** True where this leads to the version, if it is chosen. */
    public boolean covers(Version version) {
        return isLine()
                ? version.isOfLine(line)
                : standard.filter(version::same).isPresent();
    }

    /** The first version that it may mean, for what needs only the order: {@code 4.4.0} of {@code 4.4.x}. */
    public Version first() {
        return standard.orElseGet(
                () -> new Version(line.stream().map(String::valueOf).collect(Collectors.joining(".")) + ".0"));
    }

    @Override
    public String toString() {
        return text;
    }
}
