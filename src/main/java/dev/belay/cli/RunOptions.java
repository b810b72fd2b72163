package dev.belay.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which run. */
final class RunOptions {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "the run's id, or how it begins; the only open run where it is left out")
    Optional<String> run = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "the folder of the site's state, where it is not in its usual place")
    Optional<String> state = Optional.empty();

    @Option(names = "--site", paramLabel = "NAME", description = "the site's name, where several have a run of this id")
    Optional<String> site = Optional.empty();
}
