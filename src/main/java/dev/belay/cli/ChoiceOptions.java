package dev.belay.cli;

import dev.belay.engine.Choices;
import dev.belay.plan.OnFailure;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a person chooses of how a plan is run. */
final class ChoiceOptions {

    @Option(
            names = "--skip",
            paramLabel = "STEP",
            description = "leave out a step, by number or id; refused where others need it")
    Set<String> skip = new LinkedHashSet<>();

    @Option(names = "--until", paramLabel = "STEP", description = "stop behind this step, by number or id")
    Optional<String> until = Optional.empty();

    @Option(
            names = "--on-failure",
            paramLabel = "WHAT",
            description = "stop, undo or ask; else what the script says, or what the run began with")
    Optional<OnFailure> onFailure = Optional.empty();

    Choices choices() {
        return new Choices(onFailure, skip, until);
    }
}
