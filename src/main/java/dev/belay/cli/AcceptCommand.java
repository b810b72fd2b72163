package dev.belay.cli;

import dev.belay.engine.Engine;
import dev.belay.value.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "belay accept",
        description =
                "Declares a finished run good. What was kept for the way back is removed, so there is none any more.")
final class AcceptCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    AcceptCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean onlyPrints() {
        return false;
    }

    @Override
    public Exit run() {
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        Execution execution = new Execution(parts, output, true);
        Engine engine = parts.engine(found.state(), execution.screen(), true);
        return execution.watch(
                engine, "", listener -> engine.accept(found.folder().id(), listener));
    }
}
