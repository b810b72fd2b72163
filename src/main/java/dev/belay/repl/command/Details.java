package dev.belay.repl.command;

import dev.belay.journal.Entry;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.repl.session.Session;
import dev.belay.report.PreviewText;
import dev.belay.value.Failure;
import java.util.List;

/** What there is to tell of one step. */
final class Details {

    private Details() {}

    /** Of a step that is left what is foreseen now, behind those before it; of one that is over what was foreseen, and what came of it. */
    static void show(Session session, StepState state, PreviewText.Detail detail) {
        Step step = state.step();
        if (!state.status().over()) {
            Preview ahead = session.ahead(Integer.MAX_VALUE);
            int at = ahead.plan().steps().indexOf(step);
            session.show(one(ahead, ahead.predictions().get(at), step, session.number(step)), detail);
            return;
        }
        Preview shown = session.begunRun().shown();
        state.latest()
                .map(Entry.Intended::prediction)
                .ifPresent(prediction -> session.show(one(shown, prediction, step, session.number(step)), detail));
        session.say(step.label() + " is " + state.status().name().toLowerCase(java.util.Locale.ROOT));
        state.ended().ifPresent(ended -> {
            ended.remarks().forEach(remark -> session.say("  " + remark));
            ended.deviations().forEach(other -> session.say("  other than foreseen: " + other));
        });
    }

    /** The step that broke, or else the latest that ended. */
    static StepState latest(Session session) {
        return session.next()
                .filter(step -> step.ended().isPresent())
                .or(() -> session.steps().stream()
                        .filter(step -> step.ended().isPresent())
                        .reduce((first, second) -> second))
                .orElseThrow(() -> Failure.wrong("no step was done yet"));
    }

    private static Preview one(Preview of, Prediction prediction, Step step, int number) {
        return new Preview(
                        of.plan().with(List.of(step)),
                        of.run(),
                        of.installed(),
                        List.of(),
                        List.of(prediction),
                        of.made(),
                        of.by())
                .from(number);
    }
}
