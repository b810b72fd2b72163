package dev.belay.report;

import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.journal.SiteLock;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.plan.PreviewJson;
import dev.belay.value.Exit;
import java.util.List;
import java.util.Optional;

/** A run as one JSON line, for programs. */
public final class RunLines {

    private RunLines() {}

    /**
     * The run as it stands, in one line with its end.
     *
     * @param holder who holds the lock of its site: {@code held} says so where that is for this run
     */
    public static String of(RunState run, Optional<SiteLock.Holder> holder) {
        return JsonText.line(json(run)
                        .put("held", holder.filter(each -> each.run().equals(run.run())), RunLines::holder)
                        .build())
                + "\n";
    }

    /** The run as it ended a command, in one line with its end. */
    public static String of(RunState run, Exit exit) {
        return JsonText.line(json(run).put("exit", exit.code()).build()) + "\n";
    }

    private static Json.Builder json(RunState run) {
        RunFacts facts = RunFacts.of(run);
        return Json.object()
                .put("event", "state")
                .put("run", run.run())
                .put("application", run.plan().application())
                .put("to", run.plan().to().text())
                .put("site", run.plan().site().name())
                .put("standing", run.standing())
                .flag("open", run.standing().open())
                .put(
                        "at",
                        run.goesBackTo().isPresent()
                                ? Optional.empty()
                                : run.undo().flatMap(undo -> run.at()),
                        Json.Text::new)
                .put("goes-back-to", run.goesBackTo().map(step -> step.step().id()), Json.Text::new)
                .put("opened", PreviewJson.instant(run.opened().at()))
                .put("by", run.opened().by())
                .put("down-since", facts.downSince(), PreviewJson::instant)
                .texts("backups", facts.backups())
                .texts("passed-over", run.undo().map(undo -> undo.passedOver()).orElse(List.of()))
                .texts("untold", run.untold())
                .list("steps", run.steps(), RunLines::step)
                .list("undo", run.undo().map(RunState.UndoState::steps).orElse(List.of()), RunLines::step);
    }

    private static Json holder(SiteLock.Holder holder) {
        return Json.object()
                .put("by", holder.by())
                .put("pid", holder.pid())
                .put("since", PreviewJson.instant(holder.since()))
                .put("command", holder.command())
                .build();
    }

    private static Json step(StepState state) {
        return Json.object()
                .put("id", state.step().id())
                .put("label", state.step().label())
                .put("status", state.status())
                .put("attempts", state.attempts())
                .build();
    }
}
