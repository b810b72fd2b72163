package dev.belay.cli;

import dev.belay.engine.Choices;
import dev.belay.engine.Engine;
import dev.belay.plan.OnFailure;
import dev.belay.value.Exit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--skip",
            paramLabel = "STEP",
            description = "leave out a step, by number or id; refused where others need it")
    Set<String> skip = new LinkedHashSet<>();

    @Option(names = "--until", paramLabel = "STEP", description = "stop behind this step, by number or id")
    Optional<String> until = Optional.empty();

    @Option(names = "--on-failure", paramLabel = "WHAT", description = "stop, undo or ask; else as the run began")
    Optional<OnFailure> onFailure = Optional.empty();

    @Option(names = "--no-input", description = "never ask; exit with 7 where a person is needed")
    boolean noInput;

    ResumeCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        Execution execution = new Execution(parts, output, noInput);
        Engine engine = parts.engine(found.state(), execution.screen(), noInput);
        Choices choices = new Choices(onFailure, skip, until);
        return execution.watch(
                engine,
                RunFinder.options(found.state(), options.state, parts.terminal()),
                listener -> engine.resume(found.folder().id(), choices, listener));
    }
}
