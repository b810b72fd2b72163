package dev.belay.cli;

import dev.belay.engine.Choices;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Preview;
import dev.belay.value.Exit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--skip",
            paramLabel = "STEP",
            description = "leave out a step, by number or id; refused where others need it")
    Set<String> skip = new LinkedHashSet<>();

    @Option(names = "--until", paramLabel = "STEP", description = "stop behind this step, by number or id")
    Optional<String> until = Optional.empty();

    @Option(names = "--on-failure", paramLabel = "WHAT", description = "stop, undo or ask; else what the script says")
    Optional<OnFailure> onFailure = Optional.empty();

    @Option(
            names = {"-y", "--yes"},
            description = "agree to the preview beforehand; a script's own questions are asked all the same")
    boolean yes;

    @Option(names = "--no-input", description = "never ask; exit with 7 where a person is needed")
    boolean noInput;

    RunCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        Execution execution = new Execution(parts, output, noInput);
        Preparation prepared = Preparation.of(parts, script, execution.screen(), noInput);
        prepared.engine().refuseOpenRun();
        Preview preview = prepared.preview();
        execution.show(preview, List.of());
        if (preview.refused()) {
            return Exit.UNMET;
        }
        Asking.agree(preview, execution.person(), yes, "run");
        Choices choices = new Choices(onFailure, skip, until);
        return execution.watch(
                prepared.engine(),
                RunFinder.options(prepared.state(), script.state, parts.terminal()),
                listener -> prepared.engine().run(preview, choices, listener));
    }
}
