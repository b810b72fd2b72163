package dev.belay.cli;

import dev.belay.engine.Engine;
import dev.belay.value.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "belay resume",
        description =
                "Goes on with an open run where it stands: settles by asking the world what became of a lost step, then applies"
                        + " what is left. Works for another operator than the one who began.")
final class ResumeCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    ChoiceOptions choice = new ChoiceOptions();

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
        return execution.watch(
                engine,
                RunFinder.options(found.state(), options.state, parts.terminal()),
                listener -> engine.resume(found.folder().id(), choice.choices(), listener));
    }
}
