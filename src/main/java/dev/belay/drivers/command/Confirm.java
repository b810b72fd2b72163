package dev.belay.drivers.command;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Again;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code confirm 'Take a snapshot', evidence: 'snapshot id'}: a person's step. Nothing but a person's answer goes past it.
 *
 * @param question what the person does or says yes to
 * @param evidence what the person gives as evidence; empty where a yes is enough
 */
record Confirm(String question, Optional<String> evidence) implements Action {

    private static final Set<String> YES = Set.of("y", "yes");

    static Operation operation() {
        Form form = Form.of("confirm", Subject.of(Type.TEXT, "what a person does, or answers with yes"))
                .option(Option.of(
                        "evidence", Type.TEXT, "what the person gives as evidence; it is kept with the answer"))
                .result(Type.TEXT)
                .worst(Effect.READS)
                .doc(
                        "Asks a person. Anything but yes, or no evidence where some is wanted, fails; --yes does not answer it."
                                + " The result is the evidence.")
                .example("confirm 'Take a snapshot of the old server', evidence: 'snapshot id'")
                .form();
        return new Operation(form, Confirm::of);
    }

    private static Action of(Arguments arguments) {
        String question = arguments.text("subject").strip();
        if (question.isEmpty()) {
            throw Failure.wrong("confirm has nothing to ask");
        }
        return new Confirm(question, arguments.optionalText("evidence"));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Nothing());
        forecast.checks();
        forecast.remark(
                "a person answers" + evidence.map(what -> " and gives: " + what).orElse(""));
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    @Override
    public Result apply(Work work) {
        String answer = answer(work, question + " [yes/no]");
        if (!YES.contains(answer.toLowerCase(Locale.ROOT))) {
            throw Failure.failed(
                    "'" + question + "' was answered with " + (answer.isEmpty() ? "nothing" : "'" + answer + "'"),
                    "resume once it can be answered with yes");
        }
        if (evidence.isEmpty()) {
            return Result.of(Value.of("")).remark("answered: " + answer);
        }
        String given = answer(work, evidence.get());
        if (given.isEmpty()) {
            throw Failure.failed(
                    "'" + question + "' was answered without evidence", "resume, and give the " + evidence.get());
        }
        return Result.of(Value.of(given)).remark("answered: " + answer).remark(evidence.get() + ": " + given);
    }

    private String answer(Work work, String asked) {
        return work.ask(asked)
                .map(String::strip)
                .orElseThrow(() -> new Failure(
                        Exit.PERSON,
                        "a person must answer '" + question + "'",
                        "resume at a terminal; --yes does not answer it"));
    }
}
