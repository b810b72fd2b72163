package dev.belay.cli;

import dev.belay.engine.Engine;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Preview;
import dev.belay.value.Exit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "belay resume",
        description =
                "Goes on with an open run where it stands: settles by asking the world what became of a lost step, then applies"
                        + " what is left. Behind a version in between, to which the run was undone, it shows what is left and asks."
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
        Optional<Preview> anew = engine.previewAnew(id);
        if (anew.isEmpty()) {
            Asking.attended(found.folder().read(), execution.person(), choice);
        } else {
            execution.show(anew.get(), List.of());
            if (anew.get().refused()) {
                return Exit.UNMET;
            }
            OnFailure onFailure =
                    choice.onFailure.orElse(found.folder().opened().onFailure());
            Asking.agreeToRun(anew.get(), onFailure, execution.person(), consent, choice);
            engine.renew(id, anew.get());
        }
        return execution.watch(
                engine,
                RunFinder.options(found.state(), options.state, parts.terminal()),
                listener -> engine.resume(id, choice.choices().because(reason), listener));
    }
}
