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
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code installed command: 'app --version'}: the version is what a command of the script prints. No preview runs such a
 * command, so that the version is known only in a run.
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
                                + " pattern finds. A preview does not run it.")
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
        forecast.remark("asked in the run only: " + text);
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    @Override
    public Result apply(Work work) {
        String out = work.must(Shell.command(text, context).timeout(timeout)).out();
        return pattern.orElse(new VersionPattern(NUMBERS))
                .find(out)
                .flatMap(InstalledGit::version)
                .map(version -> Result.of(Value.of(version)))
                .orElseThrow(() -> Failure.failed("'" + text + "' prints no version", "give it a pattern:"));
    }
}
