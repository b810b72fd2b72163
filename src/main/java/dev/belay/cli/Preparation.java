package dev.belay.cli;

import dev.belay.engine.Engine;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.SiteLock;
import dev.belay.journal.StateFolder;
import dev.belay.plan.Plan;
import dev.belay.plan.Preview;
import dev.belay.plan.PreviewJson;
import dev.belay.script.Scripts;
import dev.belay.script.Trust;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * From what a person typed to a preview, and the engine that runs it.
 *
 * @param preview fresh, or as it was saved
 * @param engine of the plan's site
 * @param state of the plan's site
 * @param further the newest version of all scripts, where this one does not lead there
 */
record Preparation(Preview preview, Engine engine, StateFolder state, Optional<Version> further) {

    Preparation(Preview preview, Engine engine, StateFolder state) {
        this(preview, engine, state, Optional.empty());
    }

    /** Finds the script, or the saved plan, and previews it. */
    static Preparation of(Parts parts, ScriptOptions options, Screen screen, boolean noInput) {
        String subject = options.subject.orElseThrow(() -> Failure.wrong(
                "what is to be upgraded? name an application, a script or a saved plan",
                "belay verbs tells what scripts can say; belay demo shows one at work"));
        return ScriptFinder.isPlan(subject)
                ? saved(parts, options, subject, screen, noInput)
                : fresh(parts, options, subject, screen, noInput);
    }

    /** The plan of a script, without looking at the world. */
    static Plan plan(Parts parts, ScriptOptions options, Path script) {
        return plan(parts, options, List.of(new Scripts.Stop(script, options.target())));
    }

    /** The same over several scripts, to a version each. */
    static Plan plan(Parts parts, ScriptOptions options, List<Scripts.Stop> stops) {
        Path last = stops.get(stops.size() - 1).script();
        Plan plan = parts.plan(stops, parts.finder(options.scripts).site(options.site, last), options.set);
        return options.askApplication ? plan.askingApplication() : plan;
    }

    private static Preparation saved(
            Parts parts, ScriptOptions options, String subject, Screen screen, boolean noInput) {
        if (options.site.isPresent() || !options.set.isEmpty() || options.to.isPresent()) {
            throw Failure.wrong(
                    subject + " is a saved plan: its site, parameters and version are in it",
                    "leave out --site, --set and --to, or name the script to make another plan");
        }
        Preview preview = PreviewJson.read(subject, read(parts.terminal().path(subject), subject));
        StateFolder state = parts.state(options.state, preview.plan().site());
        Engine engine = parts.engine(state, screen, noInput);
        refuseHalfWay(engine, state);
        return new Preparation(preview, engine, state);
    }

    private static byte[] read(Path file, String named) {
        try {
            Trust.objection(file, "the plan " + named).ifPresent(why -> {
                throw Failure.wrong(why);
            });
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Failure.wrong("cannot read the plan " + named, "belay preview APP -o " + named + " writes one");
        }
    }

    private static Preparation fresh(
            Parts parts, ScriptOptions options, String subject, Screen screen, boolean noInput) {
        return chosen(parts, options, subject, screen, noInput, (plan, installed) -> {
            StateFolder state = parts.state(options.state, plan.site());
            Engine engine = parts.engine(state, screen, noInput);
            refuseHalfWay(engine, state);
            return new Preparation(engine.preview(plan, installed), engine, state);
        });
    }

    /**
     * The plan that is meant: with a version to go to, over all versions in between; else of several scripts the newest that accepts
     * what is installed, and the newest of all where none does.
     *
     * @param look previews a plan, with the installed version where that is known
     */
    static Preparation chosen(
            Parts parts,
            ScriptOptions options,
            String subject,
            Screen screen,
            boolean noInput,
            BiFunction<Plan, Optional<String>, Preparation> look) {
        ScriptFinder finder = parts.finder(options.scripts);
        if (options.to.isPresent() && !ScriptFinder.isPath(subject)) {
            Ascent ascent = Ascent.of(parts, options, subject, screen, noInput);
            Optional<String> installed =
                    options.installed.or(() -> ascent.installed().map(Version::text));
            return look.apply(plan(parts, options, ascent.stops(finder, options)), installed);
        }
        Optional<Preparation> newest = Optional.empty();
        for (Path script : finder.scripts(subject, Optional.empty())) {
            Preparation prepared = look.apply(plan(parts, options, script), options.installed);
            if (fits(prepared.preview())) {
                return new Preparation(prepared.preview, prepared.engine, prepared.state, newest.map(Preparation::to));
            }
            newest = newest.or(() -> Optional.of(prepared));
        }
        return newest.orElseThrow();
    }

    private Version to() {
        return preview.plan().to();
    }

    /**
     * Throws (4) where a run stands half-way, before anyone looks: in the middle of an upgrade the installed version may well look
     * like the new one, and a preview of the whole of it is of no use.
     */
    private static void refuseHalfWay(Engine engine, StateFolder state) {
        boolean waits = state.openRun()
                .filter(run -> run.read().standing() == Standing.FINISHED)
                .isPresent();
        if (!waits || SiteLock.holder(state).isPresent()) {
            engine.refuseOpenRun();
        }
    }

    /**
     * The sentence that says so, where the site is at the script's version already and there is nothing to do.
     *
     * @throws Failure (5) where the run that led there was abandoned: nobody knows whether the site is whole
     */
    Optional<String> done() {
        Plan plan = preview.plan();
        boolean there = preview.installed()
                .filter(Version::isVersion)
                .filter(version -> Version.parse(version).same(plan.to()))
                .isPresent();
        if (!there || fits(preview)) {
            return Optional.empty();
        }
        String name = plan.application() + " " + plan.to();
        Optional<RunState> newest = state.newest().map(RunFolder::read);
        newest.filter(run -> run.standing() == Standing.ABANDONED).ifPresent(run -> {
            throw Failure.unmet(
                    name + " is what " + plan.site().name() + " says it is, but the run " + run.run()
                            + " was abandoned on its way",
                    "go back: belay undo " + run.run(),
                    "or look whether all is well, and declare it good: belay accept " + run.run());
        });
        String waits = newest.filter(run -> run.standing() == Standing.FINISHED)
                .map(run -> "; the run " + run.run() + " waits to be accepted: belay accept " + run.run())
                .orElse("");
        return Optional.of(name + " is installed on " + plan.site().name() + " already: nothing to do" + waits);
    }

    private static boolean fits(Preview preview) {
        return preview.installed()
                .filter(Version::isVersion)
                .map(installed -> preview.plan()
                        .from()
                        .map(range -> range.contains(Version.parse(installed)))
                        .orElse(true))
                .orElse(true);
    }
}
