package dev.belay.drivers.command;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Touches;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Completed;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code migrate 'main', command: 'app migrate', done: 'Completed'}: the application's own migration of a database. It is the
 * {@code sh} of its command that touches the database; what it printed decides whether it did its work, and not its exit code alone.
 *
 * @param command what is run
 * @param wording how its output tells of its end
 */
record Migrate(Sh command, Wording wording) implements Action {

    private static final String DATABASE = "database";

    static Operation operation() {
        Form form = Form.of(
                        "migrate", Subject.resource(DATABASE), "command", Type.SHELL, "the application's own command")
                .option(
                        Option.required(
                                "done",
                                Type.REGEX,
                                "a regular expression for a line that it prints when it did its work; where no line fits, the"
                                        + " step has failed, whatever its exit code"),
                        Option.of(
                                "unchanged",
                                Type.REGEX,
                                "one for a line that it prints where there is nothing to do; a command that knows this is run"
                                        + " again after a crash in the middle of it"),
                        Option.of("check", Type.SHELL, "a command that exits with 0 where it is done already"),
                        Option.of("repeat", Type.BOOL, "true where it may safely run twice"),
                        Option.of("preview", Type.SHELL, "the application's own dry run, for --ask-application"),
                        Option.of(
                                "touches",
                                Touches.TYPE,
                                "what else it may change: paths, databases, services; an undo restores the backups of these, too"),
                        Options.TIMEOUT)
                .options(Options.CONTEXT)
                .worst(Effect.RESTORABLE)
                .doc(
                        "Migrates a database by the application's own command. It has failed unless it ends with 0 and prints that"
                                + " it is done, or that there is nothing to do. The way back is the backup of the database.")
                .example("migrate 'main', command: 'nextgisweb migration upgrade --no-dry-run',"
                        + " done: 'operations completed', unchanged: 'no changes required'")
                .form();
        return new Operation(form, Migrate::of);
    }

    private static Action of(Arguments arguments) {
        Value command = arguments.value("command");
        if (Arguments.text(command).isBlank()) {
            throw Failure.wrong("migrate command: has nothing to run");
        }
        List<Value> touches = new ArrayList<>();
        touches.add(new Value.Resource(
                DATABASE, arguments.resource(Form.SUBJECT, DATABASE).name()));
        touches.addAll(arguments.items("touches"));
        Wording wording = Wording.of(arguments);
        boolean repeat = arguments.flag("repeat") || wording.unchanged().isPresent();
        Sh sh = Sh.of(arguments.with(
                Map.of(Form.SUBJECT, command, "touches", new Value.Items(touches), "repeat", Value.of(repeat))));
        return new Migrate(sh, wording);
    }

    @Override
    public void predict(Forecast forecast) {
        command.predict(forecast);
    }

    @Override
    public List<Target> touches() {
        return command.touches();
    }

    @Override
    public Result apply(Work work) {
        Optional<Completed> completed = command.run(work);
        if (completed.isEmpty()) {
            return Result.none().remark(Sh.DONE_ALREADY);
        }
        String told = wording.told(completed.get()).orElseThrow(() -> wording.refusal(completed.get()));
        return Result.none().remark("it says: " + told);
    }

    /** One that ended with 0 and does not say that it is done has done nobody knows how much. */
    @Override
    public Standing resolve(Resolving world) {
        Standing standing = command.resolve(world);
        boolean silent = standing == Standing.DONE
                && command.endedWell(world)
                && wording.told(command.completed(world)).isEmpty();
        return silent ? Standing.PARTIAL : standing;
    }
}
