package dev.belay.cli;

import dev.belay.journal.RunFolder;
import dev.belay.plan.Plan;
import dev.belay.repl.Repl;
import dev.belay.repl.session.Session;
import dev.belay.repl.terminal.Console;
import dev.belay.script.Scripts;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "belay repl",
        description =
                "Steps through an upgrade at a prompt: the same plan, engine, lock and journal as run, one step at a time. Without a"
                        + " script it begins an empty plan, for what is typed. Out of a pipe it stops at the first line that fails.",
        footer = {"", "belay repl nextgisweb", "belay repl --run ngw-7f3a", "belay repl --yes < lines.txt"})
final class ReplCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Option(names = "--run", paramLabel = "RUN", description = "an open run, at the step where it stands")
    Optional<String> run = Optional.empty();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    private Workbench workbench;

    ReplCommand(Parts parts) {
        this.parts = parts;
        this.workbench = workbench(Optional.empty());
    }

    @Override
    public boolean onlyPrints() {
        return false;
    }

    @Override
    public Exit run() {
        output.textOnly("belay repl");
        Prompting prompting = new Prompting(parts.terminal(), consent.input.none);
        Session session = session();
        try (Console console = prompting.console(session, workbench)) {
            workbench.at(console);
            return new Repl(session, console).run();
        }
    }

    private Session session() {
        if (run.isPresent()) {
            return ofRun();
        } else if (script.subject.isEmpty()) {
            return typed();
        }
        String subject = script.subject.get();
        if (ScriptFinder.isPlan(subject)) {
            throw Failure.wrong(
                    subject + " is a saved plan, which is run as it was shown",
                    "belay run " + subject,
                    "name the script to step through it");
        }
        List<Scripts.Stop> stops = stops(subject);
        Path last = stops.get(stops.size() - 1).script();
        workbench = workbench(parts.finder(script.scripts).site(script.site, last));
        return Session.of(workbench, stops, script.installed);
    }

    /** The scripts that are meant, as for a run. */
    private List<Scripts.Stop> stops(String subject) {
        if (ScriptFinder.isPath(subject)) {
            Path path = parts.finder(script.scripts)
                    .scripts(subject, Optional.empty())
                    .get(0);
            return List.of(new Scripts.Stop(path, script.target()));
        }
        Screen screen = new Screen(parts.terminal().out(), false);
        Plan plan = Preparation.of(parts, script, screen, true).preview().plan();
        return new MadeFrom(parts.terminal(), plan).stops();
    }

    /**
     * An empty plan for what is typed, with the parameters that the site sets; it goes by the day until an {@code upgrade} line names it.
     */
    private Session typed() {
        Optional<Path> site =
                this.script.site.flatMap(name -> parts.finder(script.scripts).site(Optional.of(name), Path.of("")));
        String application = site.flatMap(Scripts::application).orElse("session");
        LocalDate day = LocalDate.now(ZoneId.systemDefault());
        String version = day.getYear() + "." + day.getMonthValue() + "." + day.getDayOfMonth();
        Path typed = parts.terminal().path("session.groovy");
        StringBuilder text = new StringBuilder("upgrade '" + application + "', to: '" + version + "'\n");
        site.map(Scripts::settings)
                .ifPresent(names -> names.forEach(
                        name -> text.append("param '").append(name).append("'\n")));
        Scripts.Stop begin = new Scripts.Stop(typed, Optional.empty()).edited(typed.toString(), text.toString());
        workbench = workbench(site);
        return Session.typed(workbench, begin, this.script.installed);
    }

    private Session ofRun() {
        RunOptions options = new RunOptions();
        options.run = run;
        options.state = script.state;
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        RunFolder folder = found.folder();
        MadeFrom files = new MadeFrom(parts.terminal(), folder.read().plan());
        workbench = workbench(files.site());
        return Session.of(workbench, files.stops(), folder);
    }

    private Workbench workbench(Optional<Path> site) {
        return new Workbench(parts, script, output, consent, site);
    }
}
