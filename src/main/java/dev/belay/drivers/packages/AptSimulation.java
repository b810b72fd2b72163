package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Command;
import dev.belay.host.Output;
import dev.belay.value.Failure;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What apt would do, by its own simulation, which reads the lists that are here. */
record AptSimulation(Debian debian, boolean downgrades, boolean recommends, List<String> words)
        implements Fact<AptSimulation.Outcome> {

    private static final Pattern INSTALL = Pattern.compile("Inst (\\S+) (?:\\[([^\\]]+)\\] )?\\((\\S+).*");
    private static final Pattern REMOVE = Pattern.compile("(?:Remv|Purg) (\\S+).*");

    AptSimulation {
        words = List.copyOf(words);
    }

    /**
     * What would happen.
     *
     * @param installs the new versions by the names of packages
     * @param before the versions that they replace
     * @param removes the packages that would go
     */
    record Outcome(SortedMap<String, String> installs, SortedMap<String, String> before, SortedSet<String> removes) {}

    @Override
    public Outcome read(Probe world) {
        Output told = world.host()
                .ask(Command.of(AptCommand.simulated(downgrades, recommends, words))
                        .in(debian.looking()));
        if (!told.ok()) {
            List<String> errors = told.err()
                    .lines()
                    .filter(line -> line.startsWith("E: "))
                    .map(line -> line.substring("E: ".length()))
                    .toList();
            throw Failure.unmet(
                    "apt: " + (errors.isEmpty() ? "exit code " + told.exit() : String.join("; ", errors)),
                    "look with apt-cache policy, and fetch new lists by apt-get update");
        }
        return outcome(told.out());
    }

    /** What the lines of a simulation mean. Pure. */
    static Outcome outcome(String printed) {
        SortedMap<String, String> installs = new TreeMap<>();
        SortedMap<String, String> before = new TreeMap<>();
        SortedSet<String> removes = new TreeSet<>();
        for (String line : printed.lines().toList()) {
            Matcher install = INSTALL.matcher(line);
            Matcher remove = REMOVE.matcher(line);
            if (install.matches()) {
                installs.put(install.group(1), install.group(3));
                Optional.ofNullable(install.group(2)).ifPresent(old -> before.put(install.group(1), old));
            } else if (remove.matches()) {
                removes.add(remove.group(1));
            }
        }
        return new Outcome(installs, before, removes);
    }

    @Override
    public Target target() {
        return debian.lists();
    }

    @Override
    public String subject() {
        return "apt";
    }

    @Override
    public String show(Outcome outcome) {
        return outcome.installs() + " " + outcome.removes();
    }
}
