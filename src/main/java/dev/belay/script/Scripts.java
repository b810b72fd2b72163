package dev.belay.script;

import dev.belay.catalog.Catalog;
import dev.belay.plan.Plan;
import dev.belay.plan.Walk;
import dev.belay.value.Destination;
import dev.belay.value.Position;
import dev.belay.value.Version;
import dev.belay.value.VersionRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads scripts and site files. Reads files only, contacts nothing. Safe to be called from several threads. */
public final class Scripts {

    private Scripts() {}

    /**
     * What the first line of a script says.
     *
     * @param application the name that {@code upgrade} gives
     * @param from the versions that it accepts; empty where it does not say
     * @param to where it leads
     */
    public record Header(String application, Optional<VersionRange> from, Destination to) {}

    /**
     * A script on the way.
     *
     * @param to the version to go to; empty for the one that the script names
     * @param edited the texts of files of it, by their paths as places of steps name them, that are others than the files hold
     */
    public record Stop(Path script, Optional<Version> to, Map<String, String> edited) {

        public Stop {
            edited = Map.copyOf(edited);
        }

        /** The script as its files hold it. */
        public Stop(Path script, Optional<Version> to) {
            this(script, to, Map.of());
        }

        /** The same with another text for the script itself or a file that it includes. */
        public Stop edited(String path, String text) {
            Map<String, String> all = new HashMap<>(edited);
            all.put(path, text);
            return new Stop(script, to, all);
        }
    }

    /**
     * The outcome of a check without mistakes.
     *
     * @param plan as far as its parameters are known
     * @param missing parameters that have no value yet
     * @param unused the resources of the site that the script does not name, such as {@code service 'web'}, each with its place
     */
    public record Checked(Plan plan, Set<String> missing, Map<String, Position> unused) {}

    /**
     * The plan of a script on a site.
     *
     * @param parameters from the command line, by name; they override the site file's
     * @param driverOf name and version of the driver of a form's key
     * @throws Diagnostics with every mistake
     */
    public static Plan load(
            Path script,
            Optional<Path> site,
            Map<String, String> parameters,
            Catalog catalog,
            Function<String, Optional<Map.Entry<String, String>>> driverOf) {
        return open(List.of(new Stop(script, Optional.empty())), site, parameters, catalog, driverOf)
                .plan();
    }

    /**
     * The plan that walks over several versions, with a part for each, and of one stop the plan of its script; with what the scripts can be
     * asked about afterwards.
     *
     * @param stops in order, each with the version to go to
     * @throws Diagnostics with every mistake of every script
     * @throws dev.belay.value.Failure where the scripts do not mean the same by the name of a resource
     */
    public static OpenScript open(
            List<Stop> stops,
            Optional<Path> site,
            Map<String, String> parameters,
            Catalog catalog,
            Function<String, Optional<Map.Entry<String, String>>> driverOf) {
        return open(stops, site, parameters, catalog, driverOf, Ahead.nothing());
    }

    /**
     * The same, with what was read ahead.
     *
     * @throws Diagnostics with every mistake of every script
     */
    public static OpenScript open(
            List<Stop> stops,
            Optional<Path> site,
            Map<String, String> parameters,
            Catalog catalog,
            Function<String, Optional<Map.Entry<String, String>>> driverOf,
            Ahead ahead) {
        List<Loading> loadings = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (Stop stop : stops) {
            String part = stops.size() == 1
                    ? ""
                    : stop.to().map(Version::text).orElse(stop.script().toString());
            Loading loading = new Loading(stop, site, parameters, catalog, Scripts::variable, part, false, ahead);
            loading.load();
            names.addAll(loading.names());
            loadings.add(loading);
        }
        if (stops.size() == 1) {
            return new OpenScript(loadings.get(0).plan(driverOf), loadings);
        }
        loadings.get(loadings.size() - 1).refuseUnknown(names);
        Set<Diagnostic> mistakes = new LinkedHashSet<>();
        loadings.forEach(loading -> mistakes.addAll(loading.problems().all()));
        if (!mistakes.isEmpty()) {
            throw new Diagnostics(List.copyOf(mistakes));
        }
        return new OpenScript(
                Walk.of(loadings.stream().map(each -> each.plan(driverOf)).toList()), loadings);
    }

    /**
     * Checks a script and a site file; a parameter that has no value yet is no mistake.
     *
     * @throws Diagnostics with every mistake
     */
    public static Checked check(Path script, Optional<Path> site, Map<String, String> parameters, Catalog catalog) {
        return check(new Stop(script, Optional.empty()), site, parameters, catalog);
    }

    /** The same, to a chosen version. */
    public static Checked check(Stop stop, Optional<Path> site, Map<String, String> parameters, Catalog catalog) {
        Loading loading = new Loading(stop, site, parameters, catalog, Scripts::variable, "", true, Ahead.nothing());
        loading.load();
        Plan plan = loading.plan(form -> Optional.empty());
        return new Checked(plan, Set.copyOf(loading.missing()), loading.unused());
    }

    /** True for a file that can be read and begins as a site file does. */
    public static boolean isSite(Path file) {
        return Headers.isSite(file);
    }

    /**
     * The application that a site file says it is for; empty where it says none.
     *
     * @throws Diagnostics where the file cannot be read
     */
    public static Optional<String> application(Path site) {
        return Headers.application(site);
    }

    /**
     * The names of the parameters that a site file sets for every version of its application, in their order.
     *
     * @throws Diagnostics where the file cannot be read
     */
    public static Set<String> settings(Path site) {
        return Headers.settings(site);
    }

    /**
     * The first statement of a script, without interpreting the rest.
     *
     * @throws Diagnostics where the file cannot be read or does not begin with {@code upgrade}
     */
    public static Header header(Path script, Catalog catalog) {
        return Headers.read(script, catalog);
    }

    /**
     * Begins to read a script in the background, and nothing but that.
     *
     * @param script empty where it is to be found yet; then a few lines stand in for it
     */
    public static Ahead ahead(Optional<Path> script) {
        return Ahead.of(() -> foretaste(script));
    }

    private static Source foretaste(Optional<Path> script) {
        try {
            if (script.isPresent()) {
                return Source.read(script.get(), "");
            }
        } catch (Diagnostics e) { // told when the command reads it
        }
        return Source.of("", "def a = [b: \"$c\", d: 1.minutes]\nphase('e') { if (a) { f 'g', h: { it.i } } }\n");
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }
}
