package dev.belay.drivers.files;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Retention;
import dev.belay.driver.Shell;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import dev.belay.plan.Again;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.Size;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code backup command: 'nextgisweb backup', dir: folder}: the application's own backup, whose last printed line is its path.
 * Making a second one does no harm.
 */
record BackupCommand(String command, Context context, Optional<Duration> timeout, Optional<Integer> keep)
        implements Action {

    static final Operation OPERATION = new Operation(
            Form.of("backup", Subject.none(), "command", Type.SHELL, "the command, which prints the path of its backup")
                    .options(Options.CONTEXT)
                    .option(Options.TIMEOUT, Retention.OPTION)
                    .result(Type.PATH)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Runs the application's own backup command. Its last line of output is the path of the backup, "
                                    + "which must be there and not be empty; that is also the result. With keep: a small file beside tells"
                                    + " that Belay had it made.")
                    .example("backup command: 'nextgisweb backup', dir: \"$home/backup\"")
                    .form(),
            arguments -> new BackupCommand(
                    arguments.text("command"),
                    context(arguments),
                    arguments.optionalDuration("timeout"),
                    Retention.keep(arguments)));

    private static Context context(Arguments arguments) {
        Context context = arguments.context();
        if (context.dir().isEmpty()) {
            throw Failure.wrong("nothing says in which folder '" + arguments.text("command") + "' runs", "give dir:");
        }
        return context;
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Nothing());
        forecast.opaque(command);
        touches().forEach(forecast::disturbs);
    }

    @Override
    public Result apply(Work work) {
        Command run = Shell.command(command, context);
        Completed completed = work.must(timeout.map(run::timeout).orElse(run));
        String printed = completed
                .out()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((first, second) -> second)
                .orElseThrow(() -> Failure.failed("'" + command + "' printed no path of a backup"));
        String path = context.absolute(printed);
        FileReader files = work.host().read(context);
        if (!files.exists(path) || files.total(path).equals(Size.ZERO)) {
            throw Failure.failed("'" + command + "' printed " + printed + ", and "
                    + (files.exists(path) ? "that is empty" : "there is no such file"));
        }
        retention(path).ifPresent(retention -> retention.note(work, path));
        return Result.of(Value.of(path)).remark(path + ", " + files.total(path));
    }

    @Override
    public void accept(Work work) {
        retention(context.absolute(".")).ifPresent(retention -> retention.accept(work));
    }

    private Optional<Retention> retention(String path) {
        Digest maker = Digest.of(command + "\n" + context.dir().orElse(""));
        String folder = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        return keep.map(count -> new Retention(context, folder, new Retention.Marked(maker), count));
    }

    @Override
    public List<Target> touches() {
        return context.dir().map(Target::files).stream().toList();
    }
}
