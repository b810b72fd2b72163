package dev.belay.cli;

import dev.belay.engine.Objections;
import dev.belay.plan.Plan;
import dev.belay.report.Page;
import dev.belay.script.Diagnostics;
import dev.belay.script.Scripts;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Position;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "belay check",
        description = "Checks scripts and site files. Contacts nothing and starts nothing.",
        footer = {"", "Without an argument it checks every script that it finds.", "belay check nextgisweb"})
final class CheckCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    ScriptOptions options = new ScriptOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    CheckCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        output.textOnly("belay check");
        ScriptFinder finder = parts.finder(options.scripts);
        List<Path> scripts = options.subject
                .map(subject -> finder.scripts(subject, options.to))
                .orElseGet(finder::all);
        if (scripts.isEmpty()) {
            throw Failure.wrong("no scripts found", "name one, or the folder of scripts by --scripts DIR");
        }
        Exit exit = Exit.DONE;
        Map<String, Map<String, Position>> unused = new LinkedHashMap<>();
        for (Path script : scripts) {
            exit = check(finder, script, unused) ? exit : Exit.WRONG;
        }
        boolean all = options.to.isEmpty()
                && options.subject.filter(ScriptFinder::isPath).isEmpty();
        if (all && exit == Exit.DONE && !output.quiet) {
            unused.forEach(this::tellUnused);
        }
        return exit;
    }

    /** No mistake, but perhaps a slip: another script may have named it, or one will. */
    private void tellUnused(String application, Map<String, Position> unused) {
        unused.forEach((resource, at) -> parts.terminal()
                .out()
                .println(Page.printable(at + ": no script of " + application + " names the " + resource)));
    }

    /** @param unused what no script of an application named so far, by the application's name */
    private boolean check(ScriptFinder finder, Path script, Map<String, Map<String, Position>> unused) {
        try {
            Scripts.Checked checked = parts.check(
                    new Scripts.Stop(script, options.target()), finder.site(options.site, script), options.set);
            unused.computeIfAbsent(checked.plan().application(), any -> new LinkedHashMap<>(checked.unused()))
                    .keySet()
                    .retainAll(checked.unused().keySet());
            if (!objections(checked).isEmpty()) {
                return false;
            }
            if (!output.quiet) {
                parts.terminal().out().println(finder.shown(script) + ": " + sentence(checked));
            }
            return true;
        } catch (Diagnostics | Failure wrong) {
            new Errors(parts.terminal(), false).report(wrong);
            return false;
        }
    }

    /** What drivers object to, told; not looked for where a parameter has no value, since that would speak of nothing else. */
    private List<Failure> objections(Scripts.Checked checked) {
        List<Failure> objections =
                checked.missing().isEmpty() ? Objections.of(checked.plan(), parts.drivers()) : List.of();
        objections.forEach(objection -> new Errors(parts.terminal(), false).report(objection));
        return objections;
    }

    private static String sentence(Scripts.Checked checked) {
        String missing = checked.missing().isEmpty()
                ? ""
                : "; a run needs values for: " + String.join(", ", new TreeSet<>(checked.missing()));
        Plan plan = checked.plan();
        int steps = plan.steps().size();
        return "ok, " + steps + (steps == 1 ? " step" : " steps") + " to " + plan.application() + " " + plan.to()
                + missing;
    }
}
