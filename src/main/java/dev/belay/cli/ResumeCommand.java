package dev.belay.cli;

import dev.belay.engine.Engine;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Plan;
import dev.belay.plan.Preview;
import dev.belay.report.Page;
import dev.belay.value.Exit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "belay resume",
        description =
                "Goes on with an open run where it stands: settles by asking the world what became of a lost step, then applies"
                        + " what is left. Behind where the run went back to, a version in between or a step, it shows what is left and asks."
                        + " Works for another operator than the one who began.")
final class ResumeCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    ChoiceOptions choice = new ChoiceOptions();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "why a step is left out; the journal keeps it, and a step in doubt wants it")
    Optional<String> reason = Optional.empty();

    @Option(
            names = "--edited",
            description =
                    "go on with script and site file as they are now, for the steps that are left; shows these and asks")
    boolean edited;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "with --edited: the value of a parameter, as it was given to run, or another")
    Map<String, String> set = new LinkedHashMap<>();

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    ResumeCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean onlyPrints() {
        return false;
    }

    @Override
    public Exit run() {
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        Execution execution = new Execution(parts, output, consent.input.none);
        Engine engine = parts.engine(found.state(), execution.screen(), consent.input.none);
        String id = found.folder().id();
        Optional<Plan> fresh = edited ? Optional.of(fresh(found.folder().read().plan())) : Optional.empty();
        Optional<Preview> other =
                fresh.map(plan -> engine.previewEdited(id, plan)).or(() -> engine.previewAnew(id));
        if (other.isEmpty()) {
            Asking.attended(found.folder().read(), execution.person(), choice);
        } else {
            fresh.ifPresent(plan -> engine.differences(id, plan)
                    .forEach(edit -> parts.terminal().out().println("edited: " + Page.printable(edit))));
            execution.show(other.get(), List.of());
            if (other.get().refused()) {
                return Exit.UNMET;
            }
            OnFailure onFailure =
                    choice.onFailure.orElse(found.folder().opened().onFailure());
            Asking.agreeToRun(other.get(), onFailure, execution.person(), consent, choice);
            fresh.ifPresentOrElse(plan -> engine.revise(id, plan, other.get()), () -> engine.renew(id, other.get()));
        }
        return execution.watch(
                engine,
                RunFinder.options(found.state(), options.state, parts.terminal()),
                listener -> engine.resume(id, choice.choices().because(reason), listener));
    }

    /** The plan of a run, made anew from the files that it was made from. */
    private Plan fresh(Plan begun) {
        MadeFrom files = new MadeFrom(parts.terminal(), begun);
        return parts.plan(files.stops(), files.site(), set);
    }
}
