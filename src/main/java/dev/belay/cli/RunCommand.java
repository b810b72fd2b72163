package dev.belay.cli;

import dev.belay.plan.OnFailure;
import dev.belay.plan.Preview;
import dev.belay.value.Exit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "belay run",
        description = "Shows the preview, asks, and runs the upgrade. A saved plan is run as it was shown, or refused.",
        footer = {"", "belay run nextgisweb", "belay run plan.json --yes --no-input"})
final class RunCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    ChoiceOptions choice = new ChoiceOptions();

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    RunCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean onlyPrints() {
        return false;
    }

    @Override
    public Exit run() {
        Execution execution = new Execution(parts, output, consent.input.none);
        Preparation prepared = Preparation.of(parts, script, execution.screen(), consent.input.none);
        Optional<String> done = prepared.done();
        if (done.isPresent()) {
            if (!output.quiet) {
                parts.terminal().err().println(done.get());
            }
            return Exit.DONE;
        }
        prepared.engine().refuseOpenRun();
        Preview preview = prepared.preview();
        execution.show(preview, List.of());
        if (preview.refused()) {
            return Exit.UNMET;
        }
        OnFailure onFailure = choice.onFailure.orElse(preview.plan().onFailure());
        Asking.agreeToRun(preview, onFailure, execution.person(), consent, choice);
        return execution.watch(
                prepared.engine(),
                RunFinder.options(prepared.state(), script.state, parts.terminal()),
                listener -> prepared.engine().run(preview, choice.choices(), listener));
    }
}
