package dev.belay.ladder;

import dev.belay.value.Version;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scripts that lead from one version to another.
 *
 * @param from where it begins
 * @param stops in order; none where nothing is to be done
 */
public record Way(Version from, List<Stop> stops) {

    /**
     * One script of a way.
     *
     * @param to the version that it is to lead to
     */
    public record Stop(Rung rung, Version to) {}

    public Way {
        stops = List.copyOf(stops);
    }

    /** {@code 3.6.1 -> 3.7.0 -> 4.4.0}. */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(from), stops.stream().map(Stop::to))
                .map(Version::text)
                .collect(Collectors.joining(" -> "));
    }
}
