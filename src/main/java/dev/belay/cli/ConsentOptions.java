package dev.belay.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a person agrees to beforehand: the same for every command that changes a site by a plan. */
final class ConsentOptions {

    @Option(
            names = {"-y", "--yes"},
            description = "agree to the preview beforehand; a script's own questions are asked all the same")
    boolean yes;

    @Option(
            names = "--confirm",
            paramLabel = "SITE",
            description =
                    "name the site beforehand, as a plan that destroys something, or has no way back, wants it on a production"
                            + " site; goes with --yes")
    Optional<String> confirm = Optional.empty();

    @Mixin
    InputOptions input = new InputOptions();
}
