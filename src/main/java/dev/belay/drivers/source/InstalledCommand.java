package dev.belay.drivers.source;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Shell;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.Output;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code installed command: 'app --version'}: the version is what a program of the application prints. A preview asks it only
 * where it may ask applications; a run asks it before its first step.
 */
record InstalledCommand(String text, Optional<VersionPattern> pattern, Context context, Duration timeout)
        implements Action {

    private static final String NUMBERS = "(\\d+(?:\\.\\d+)+\\S*)";

    static Operation operation() {
        Form form = Form.of("installed", Subject.none(), "command", Type.SHELL, "a command that prints the version")
                .option(
                        Option.of(
                                "pattern",
                                Type.REGEX,
                                "a regular expression for a line; its first group is the version"),
                        Options.TIMEOUT.standard(new Value.Span(Duration.ofSeconds(30))))
                .options(Options.CONTEXT)
                .result(Type.VERSION)
                .doc(
                        "Tells the installed version by what a command prints: the first that looks like a version, or what the"
                                + " pattern finds. It is a program of the application: a preview asks it with --ask-application,"
                                + " or where the site allows it; a run asks it before the first step.")
                .example("installed command: 'app --version', pattern: 'version (.*)'")
                .form();
        return new Operation(form, InstalledCommand::of);
    }

    private static Action of(Arguments arguments) {
        String text = arguments.text("command");
        if (text.isBlank()) {
            throw Failure.wrong("installed command: has nothing to run");
        }
        return new InstalledCommand(
                text,
                arguments.optionalText("pattern").map(VersionPattern::of),
                arguments.context(),
                arguments.duration("timeout"));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Nothing());
        forecast.checks();
        forecast.application(command()).ifPresent(told -> forecast.result(Value.of(version(told))));
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    @Override
    public Result apply(Work work) {
        return Result.of(Value.of(version(work.must(command()).out())));
    }

    private Command command() {
        return Shell.command(text, context).timeout(timeout);
    }

    private String version(Output told) {
        if (!told.ok()) {
            throw Failure.unmet("'" + text + "' ends with exit code " + told.exit() + ": "
                    + told.err().strip());
        }
        return version(told.out());
    }

    private String version(String out) {
        return pattern.orElse(new VersionPattern(NUMBERS))
                .find(out)
                .flatMap(InstalledGit::version)
                .orElseThrow(() -> Failure.unmet("'" + text + "' prints no version", "give it a pattern:"));
    }
}
