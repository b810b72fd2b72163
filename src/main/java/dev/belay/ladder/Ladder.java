package dev.belay.ladder;

import dev.belay.value.Destination;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All scripts of an application. Pure.
 *
 * @param application its name
 * @param rungs the oldest version first
 */
public record Ladder(String application, List<Rung> rungs) {

    /** Enough to name a tie. */
    private static final int MOST_WAYS = 2;

    public Ladder {
        rungs = rungs.stream()
                .sorted(Comparator.comparing(rung -> rung.to().first()))
                .toList();
    }

    /** The newest version that a script leads to by itself; empty where there is none. */
    public Optional<Version> newest() {
        return rungs.stream().flatMap(rung -> rung.to().standard().stream()).max(Comparator.naturalOrder());
    }

    /** The version that a script names of a line that it leads to. */
    public Optional<Version> standard(Destination line) {
        return rungs.stream()
                .filter(rung -> rung.to().text().equals(line.text()))
                .flatMap(rung -> rung.to().standard().stream())
                .findFirst();
    }

    /**
     * The way with the fewest stops. A script is a stop only where it leads to a newer version.
     *
     * @param installed where it begins
     * @param goal where it ends
     * @throws Failure (5) where no script accepts what is installed, a gap is in the way, or the goal is older; (2) where no script
     *     leads to the goal, several ways are as short, or scripts lead in a circle
     */
    public Way way(Version installed, Version goal) {
        if (installed.same(goal)) {
            return new Way(installed, List.of());
        }
        if (rungs.stream().noneMatch(rung -> rung.to().covers(goal))) {
            throw Failure.wrong(
                    "no script of " + application + " leads to " + goal,
                    rungs.isEmpty()
                            ? "a script is called VERSION.groovy, such as 4.4.0.groovy"
                            : "there are: " + all());
        }
        if (installed.compareTo(goal) > 0) {
            throw Failure.unmet(
                    application + " " + installed + " is installed, which is newer than " + goal
                            + "; scripts lead forward",
                    "belay undo RUN goes back through a run that is still open");
        }
        Map<Version, Integer> reached = reach(installed, goal);
        if (known(reached, goal).isEmpty()) {
            throw missing(installed, goal, reached);
        }
        List<Way> ways = new ArrayList<>();
        collect(installed, goal, reached, installed, List.of(), ways);
        if (ways.size() > 1) {
            throw tie(ways.get(0), ways.get(1));
        }
        return ways.get(0);
    }

    /** The versions that can be reached, each with the fewest stops to it; the versions are as the first way to them names them. */
    private Map<Version, Integer> reach(Version installed, Version goal) {
        Map<Version, Integer> reached = new LinkedHashMap<>();
        reached.put(installed, 0);
        List<Version> edge = List.of(installed);
        for (int stops = 1; !edge.isEmpty(); stops++) {
            List<Version> next = new ArrayList<>();
            for (Version at : edge) {
                for (Way.Stop stop : stops(at, goal)) {
                    if (known(reached, stop.to()).isEmpty()) {
                        reached.put(stop.to(), stops);
                        next.add(stop.to());
                    }
                }
            }
            edge = next;
        }
        return reached;
    }

    private static Optional<Integer> known(Map<Version, Integer> reached, Version version) {
        return reached.entrySet().stream()
                .filter(entry -> entry.getKey().same(version))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The scripts that lead on from a version. */
    private List<Way.Stop> stops(Version at, Version goal) {
        return leaving(at, goal).stream()
                .filter(stop -> stop.to().compareTo(at) > 0 && stop.to().compareTo(goal) <= 0)
                .toList();
    }

    /** The scripts that accept a version, wherever they lead. */
    private List<Way.Stop> leaving(Version at, Version goal) {
        return rungs.stream()
                .filter(rung -> rung.accepts(at))
                .flatMap(rung -> rung.target(goal).stream().map(to -> new Way.Stop(rung, to)))
                .toList();
    }

    private void collect(
            Version at, Version goal, Map<Version, Integer> reached, Version from, List<Way.Stop> so, List<Way> ways) {
        if (at.same(goal)) {
            ways.add(new Way(from, so));
            return;
        }
        for (Way.Stop stop : stops(at, goal)) {
            boolean shortest = known(reached, stop.to()).equals(Optional.of(so.size() + 1));
            boolean arrives =
                    stop.to().same(goal) || so.size() + 1 < known(reached, goal).orElseThrow();
            if (ways.size() < MOST_WAYS && shortest && arrives) {
                List<Way.Stop> longer = new ArrayList<>(so);
                longer.add(stop);
                collect(stop.to(), goal, reached, from, longer, ways);
            }
        }
    }

    private Failure tie(Way one, Way other) {
        int stops = one.stops().size();
        Way.Stop first = one.stops().get(0);
        String apart = stops == 1
                ? "remove one of these scripts, or narrow the from: of one"
                : "go to a version in between first, --to " + first.to()
                        + ", or narrow the from: of one of these scripts";
        return Failure.wrong(
                "two ways lead to " + one.stops().get(stops - 1).to() + " with " + count(stops) + " each:\n  "
                        + told(one) + "\n  " + told(other),
                apart);
    }

    private static String told(Way way) {
        return way + " ("
                + way.stops().stream().map(stop -> stop.rung().script()).collect(Collectors.joining(", ")) + ")";
    }

    private Failure missing(Version installed, Version goal, Map<Version, Integer> reached) {
        List<Version> there = reached.keySet().stream().sorted().toList();
        Version farthest = there.get(there.size() - 1);
        Optional<Way.Stop> back = leaving(farthest, goal).stream()
                .filter(stop ->
                        stop.to().compareTo(farthest) < 0 && stop.rung().from().isPresent())
                .findFirst();
        if (back.isPresent()) {
            return Failure.wrong(
                    "scripts lead in a circle: " + back.get().rung().script() + " accepts " + farthest
                            + " and leads back to " + back.get().to() + ", and nothing leads on to " + goal,
                    "correct its from: or to:, so that it leads to a newer version than it accepts");
        }
        String scripts = rungs.stream()
                .filter(rung ->
                        rung.to().first().compareTo(farthest) > 0 || rung.to().covers(goal))
                .map(rung -> rung.script() + " leads " + rung.accepted() + " to " + rung.to() + unchosen(rung, goal))
                .collect(Collectors.joining("\n  "));
        if (there.size() == 1) {
            return Failure.unmet(
                    "no script of " + application + " accepts " + installed + ", which is installed:\n  " + scripts,
                    "bring it by hand to a version that one of them accepts, or write a script from " + installed,
                    "--installed VERSION, where another version is installed");
        }
        return Failure.unmet(
                "a gap is in the way from " + installed + " to " + goal + ": scripts lead as far as " + farthest
                        + ", and none leads on from there:\n  " + scripts,
                "write a script from " + farthest + " to a version that one of them accepts",
                "go as far as scripts lead: --to " + farthest);
    }

    private static String unchosen(Rung rung, Version goal) {
        return rung.target(goal).isEmpty() ? ", and does not say to which version of it (target:)" : "";
    }

    private String all() {
        return rungs.stream().map(rung -> rung.to().text()).collect(Collectors.joining(", "));
    }

    /** {@code 1 stop}, {@code 2 stops}. */
    public static String count(int stops) {
        return stops + (stops == 1 ? " stop" : " stops");
    }
}
