package dev.belay.drivers.command;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Shell;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Touches;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.host.Context;
import dev.belay.host.Host;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code sh 'yarn run build'}: a command of the script. What it does, Belay cannot know; the script says what it touches, whether
 * it is done already, how it is undone and whether it may run twice.
 *
 * @param text for bash, its interpolated values quoted already
 * @param context under which it and its check run
 * @param timeout after which it is ended and has failed
 * @param touched what it may change; empty where the script does not say
 * @param check a command that exits with 0 where nothing is left to do
 * @param repeat whether it may run twice
 * @param preview the application's own dry run of it
 * @param back the way back
 */
record Sh(
        String text,
        Context context,
        Optional<Duration> timeout,
        Optional<List<Target>> touched,
        Optional<String> check,
        boolean repeat,
        Optional<String> preview,
        Back back)
        implements Action {

    /** How much of the output becomes the result, in characters. */
    private static final int RESULT = 64_000;

    /** Said of a step that has nothing to do. */
    static final String DONE_ALREADY = "done already, says its check";

    static Operation operation() {
        Form form = Form.of("sh", Subject.of(Type.SHELL, "a command for bash"))
                .option(
                        Option.of(
                                "touches",
                                Touches.TYPE,
                                "what it may change: paths, databases, services; where earlier steps back all of it up, an"
                                        + " undo restores these backups"),
                        Option.of("check", Type.SHELL, "a command that exits with 0 where it is done already"),
                        Option.of("undo", Type.SHELL, "a command that undoes it; or 'again': to do it again undoes it"),
                        Option.of("repeat", Type.BOOL, "true where it may safely run twice"),
                        Option.of("preview", Type.SHELL, "the application's own dry run, for --ask-application"),
                        Options.TIMEOUT)
                .options(Options.CONTEXT)
                .result(Type.TEXT)
                .worst(Effect.IRREVERSIBLE)
                .doc(
                        "Runs a command with bash, which stops at the first error; without standard input. Each interpolated value"
                                + " is quoted as one word. The result is what it printed. Its way back is what undo: says, else the"
                                + " backups of all that touches: names: databases, and folders or what is below them; [] changes nothing.")
                .example("sh 'yarn run build', dir: home, undo: 'again', touches: [home]")
                .form();
        return new Operation(form, Sh::of);
    }

    static Sh of(Arguments arguments) {
        String text = arguments.text("subject");
        if (text.isBlank()) {
            throw Failure.wrong("sh has nothing to run");
        }
        return new Sh(
                text,
                arguments.context(),
                arguments.optionalDuration("timeout"),
                arguments.has("touches") ? Optional.of(Touches.of(arguments)) : Optional.empty(),
                arguments.optionalText("check"),
                arguments.flag("repeat"),
                arguments.optionalText("preview"),
                Undo.of(arguments));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(again());
        forecast.back(back);
        forecast.opaque(text);
        touched.ifPresentOrElse(targets -> targets.forEach(forecast::disturbs), () -> {
            String folder = forecast.host().read(context).absolute(".");
            forecast.disturbs(Target.files(folder));
            forecast.remark("touches: is not given; only " + folder + " is taken to be touched");
        });
        preview.flatMap(dry -> forecast.application(Shell.command(dry, context)))
                .filter(told -> !ProgramFolder.allForeseen(context, forecast))
                .ifPresent(
                        told -> forecast.remark("that said the version which is there now; earlier steps change it"));
    }

    @Override
    public List<Target> touches() {
        return touched.orElseGet(() -> List.of(context.dir().map(Target::files).orElseGet(Target::anything)));
    }

    private Again again() {
        return repeat || check.isPresent() ? Again.IDEMPOTENT : Again.ONCE;
    }

    @Override
    public Result apply(Work work) {
        return run(work)
                .map(completed -> Result.of(printed(completed)))
                .orElseGet(() -> Result.of(Value.of("")).remark(DONE_ALREADY));
    }

    /** Runs it to its good end; empty where it is done already. */
    Optional<Completed> run(Work work) {
        return check.isPresent() && work.run(command(check.get())).ok()
                ? Optional.empty()
                : Optional.of(work.must(command(text)));
    }

    private static Value printed(Completed completed) {
        String out = completed.out().stripTrailing();
        return Value.of(out.substring(Math.max(0, out.length() - RESULT)));
    }

    private Command command(String line) {
        Command command = Shell.command(line, context);
        return timeout.map(command::timeout).orElse(command);
    }

    /**
     * Asks the check, where there is one; else looks how the command ended. A command that began may have changed something,
     * in whichever attempt and whatever its check says, and only a person knows what became of one that was ended from outside.
     */
    @Override
    public Standing resolve(Resolving world) {
        List<Host.Found> began =
                world.attempts().stream().flatMap(each -> own(each).stream()).toList();
        if (check.isPresent()
                && !repeat
                && world.host().ask(command(check.get())).ok()) {
            return Standing.DONE;
        }
        if (began.isEmpty()) {
            return Standing.NOT_STARTED;
        }
        if (endedWell(world) && (check.isEmpty() || repeat)) {
            return Standing.DONE;
        }
        boolean known = began.get(began.size() - 1) instanceof Host.Ended;
        return known || repeat || check.isPresent() ? Standing.PARTIAL : Standing.UNKNOWN;
    }

    @Override
    public Optional<Value> result(Resolving world) {
        return endedWell(world) ? Optional.of(printed(completed(world))) : Optional.empty();
    }

    /** True where the command itself ended with 0 in the lost attempt. */
    boolean endedWell(Resolving world) {
        return lost(world).equals(Optional.of(new Host.Ended(0)));
    }

    /** What the command itself printed in the lost attempt, where it ended. */
    Completed completed(Resolving world) {
        return world.completed(before() + 1);
    }

    /** What became of the command itself in the lost attempt, where it began. */
    private Optional<Host.Found> lost(Resolving world) {
        List<List<Host.Found>> attempts = world.attempts();
        return attempts.isEmpty() ? Optional.empty() : own(attempts.get(attempts.size() - 1));
    }

    /** Of the commands of an attempt, the one that is not the check. */
    private Optional<Host.Found> own(List<Host.Found> commands) {
        return commands.stream().skip(before()).findFirst();
    }

    private int before() {
        return check.isPresent() ? 1 : 0;
    }
}
