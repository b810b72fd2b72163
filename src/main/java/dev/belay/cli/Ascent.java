package dev.belay.cli;

import dev.belay.engine.Condition;
import dev.belay.ladder.Ladder;
import dev.belay.ladder.Rung;
import dev.belay.ladder.Way;
import dev.belay.plan.Plan;
import dev.belay.plan.Site;
import dev.belay.script.Diagnostics;
import dev.belay.script.Scripts;
import dev.belay.value.Destination;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The scripts of an application as a ladder, and where this machine stands on it, found by reading.
 *
 * @param files the scripts, by the names of the ladder's rungs
 * @param site that the scripts are for; empty where none could be read whole
 * @param installed the installed version; empty where nothing tells it
 * @param troubles why nothing tells it
 */
record Ascent(
        Ladder ladder,
        Map<String, Path> files,
        Optional<Site> site,
        Optional<Version> installed,
        List<String> troubles) {

    /** Reads the first lines of all scripts of an application, and looks for the installed version. */
    static Ascent of(Parts parts, ScriptOptions options, String application, Screen screen, boolean noInput) {
        ScriptFinder finder = parts.finder(options.scripts);
        Map<String, Path> files = new LinkedHashMap<>();
        List<Rung> rungs = new ArrayList<>();
        for (Path script : finder.scripts(application, Optional.empty())) {
            Scripts.Header header = Scripts.header(script, parts.drivers().catalog());
            files.put(finder.shown(script), script);
            rungs.add(new Rung(finder.shown(script), header.from(), header.to()));
        }
        Ladder ladder = new Ladder(application, rungs);
        Comparator<Rung> leadingThere = Comparator.comparing(rung -> !options.leadsTo(rung.to()));
        return new Search(parts, options, screen, noInput)
                .look(ladder, rungs.stream().sorted(leadingThere).toList(), files);
    }

    /** Asks the scripts, one after the other, until one tells the installed version. */
    private record Search(Parts parts, ScriptOptions options, Screen screen, boolean noInput) {

        /** Of a line any version does: all of them tell what is installed by the same step. */
        private Scripts.Stop stop(Rung rung, Path script) {
            Version to =
                    options.target().filter(rung.to()::covers).orElse(rung.to().first());
            return new Scripts.Stop(script, Optional.of(to));
        }

        Ascent look(Ladder ladder, List<Rung> likeliest, Map<String, Path> files) {
            Optional<Site> site = Optional.empty();
            Optional<Version> installed = options.installed.map(Version::parse);
            Set<String> troubles = new LinkedHashSet<>();
            for (Rung rung : likeliest) {
                try {
                    Path script = Optional.ofNullable(files.get(rung.script())).orElseThrow();
                    Plan plan = Preparation.plan(parts, options, List.of(stop(rung, script)));
                    site = site.or(() -> Optional.of(plan.site()));
                    if (installed.isPresent()) {
                        break;
                    }
                    Condition found = parts.engine(parts.state(options.state, plan.site()), screen, noInput)
                            .installed(plan);
                    installed = found.installed().filter(Version::isVersion).map(Version::parse);
                    troubles.addAll(found.troubles());
                } catch (Diagnostics | Failure unreadable) {
                    troubles.add(String.valueOf(unreadable.getMessage())
                            .lines()
                            .findFirst()
                            .orElse(""));
                }
            }
            return new Ascent(
                    ladder, files, site, installed, installed.isPresent() ? List.of() : List.copyOf(troubles));
        }
    }

    /**
     * Where {@code --to} leads; without it the newest version of all scripts. Empty where no script names one.
     *
     * @throws Failure (2) for a line of versions of which nothing chooses one
     */
    Optional<Version> goal(Optional<String> to) {
        if (to.isEmpty()) {
            return ladder.newest();
        }
        Destination wanted = Destination.parse(to.get());
        return Optional.of(wanted.standard()
                .or(() -> ladder.standard(wanted))
                .orElseThrow(() -> Failure.wrong(
                        "'" + wanted + "' is a line of versions", "choose one of it, such as --to " + wanted.first())));
    }

    /**
     * The way to {@code --to}; empty where the installed version, or a version to go to, is not known.
     *
     * @throws Failure where no way leads there
     */
    Optional<Way> way(Optional<String> to) {
        return goal(to).flatMap(version -> installed.map(from -> ladder.way(from, version)));
    }

    /**
     * The scripts that lead to {@code --to} from where this machine stands; where that is not known, or is the goal, the script that
     * leads there.
     *
     * @throws Failure where no way leads there
     */
    List<Scripts.Stop> stops(ScriptFinder finder, ScriptOptions options) {
        List<Way.Stop> stops = way(options.to).map(Way::stops).orElse(List.of());
        if (stops.isEmpty()) {
            Path script = finder.scripts(ladder.application(), options.to).get(0);
            return List.of(new Scripts.Stop(script, options.target()));
        }
        return stops.stream()
                .flatMap(stop -> Optional.ofNullable(files.get(stop.rung().script())).stream()
                        .map(script -> new Scripts.Stop(script, Optional.of(stop.to()))))
                .toList();
    }
}
