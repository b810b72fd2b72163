package dev.belay.repl.session;

import dev.belay.engine.Choices;
import dev.belay.engine.Ended;
import dev.belay.engine.Engine;
import dev.belay.engine.Listener;
import dev.belay.engine.UndoPreview;
import dev.belay.journal.Entry;
import dev.belay.journal.Next;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.report.ClosingText;
import dev.belay.report.PreviewText;
import dev.belay.report.UndoText;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Goes on with the steps of a session, and back. Every step is done under the site's lock, which is given back behind it. */
public record Walking(Session session) {

    private static final int ALL = Integer.MAX_VALUE;
    private static final int LAST_LINES = 8;

    /**
     * Does the next steps one by one, each foreseen anew and shown before it is done.
     *
     * @param count how many
     * @return {@link Exit#DONE}, or how the first failed
     */
    public Exit step(int count) {
        refuseUnsettled();
        for (int i = 0; i < count; i++) {
            Preview ahead = session.ahead(1);
            if (ahead.predictions().isEmpty()) {
                return i == 0 ? over() : Exit.DONE;
            }
            session.showOnce(ahead);
            refuseUnmet(ahead);
            new Consent(session.workshop()).toStep(ahead);
            Exit exit = done(ahead);
            if (exit != Exit.DONE || session.workshop().gone()) {
                return exit;
            }
        }
        return Exit.DONE;
    }

    /** Goes on to the end of the phase at hand, or to a breakpoint. */
    public Exit phase() {
        String phase = session.next()
                .map(at -> at.step().part() + "/" + at.step().phase())
                .orElse("");
        List<Step> left = left();
        int count = 0;
        while (count < left.size()
                && phase.equals(left.get(count).part() + "/" + left.get(count).phase())) {
            count++;
        }
        return walk(Math.max(1, count));
    }

    /** Goes on to the end, or to a breakpoint. */
    public Exit all() {
        return walk(ALL);
    }

    /** Goes on up to this step, and does it, too; a breakpoint may come before. */
    public Exit until(StepState last) {
        int count = left().indexOf(last.step()) + 1;
        if (count == 0) {
            throw Failure.wrong(last.step().label() + " is over already", ":plan shows what is left");
        }
        return walk(count);
    }

    private List<Step> left() {
        return session.steps().stream()
                .filter(each -> !each.status().over())
                .map(StepState::step)
                .toList();
    }

    private Exit walk(int count) {
        refuseUnsettled();
        Preview agreed = session.ahead(count);
        if (agreed.predictions().isEmpty()) {
            return over();
        }
        session.showOnce(agreed);
        refuseUnmet(agreed);
        new Consent(session.workshop()).toStep(agreed);
        for (int i = 0; i < agreed.predictions().size(); i++) {
            Step step = agreed.plan().steps().get(i);
            Optional<Breakpoints.Breakpoint> stop = i == 0 ? Optional.empty() : new Watching(session).stops(step);
            if (stop.isPresent()) {
                session.say("stopped at breakpoint " + stop.get());
                return Exit.DONE;
            }
            Exit exit = done(Session.part(agreed, i, i + 1));
            if (exit != Exit.DONE || session.workshop().gone()) {
                return exit;
            }
        }
        return Exit.DONE;
    }

    /**
     * Does the step that was shown, and behind the last one ends the run.
     *
     * @param agreed what was foreseen of it
     */
    Exit done(Preview agreed) {
        String step = agreed.plan().steps().get(0).id();
        Choices until = new Choices(Optional.of(OnFailure.STOP), Set.of(), Optional.of(step));
        Ended ended = begin(agreed, until);
        return ended.exit() == Exit.DONE ? finish() : failed(ended);
    }

    /** Leaves out the step at hand. */
    public Exit skip(String reason) {
        StepState next = session.next().orElseThrow(Walking::nothingLeft);
        String id = next.step().id();
        Choices without = new Choices(Optional.of(OnFailure.STOP), Set.of(id), Optional.of(id), Optional.of(reason));
        Ended ended = session.run().isPresent()
                ? watch(engine -> listener -> engine.advance(session.begunRun().id(), emptied(), without, listener))
                : begin(session.ahead(1), without);
        session.say("skipped " + next.step().label());
        return ended.exit() == Exit.DONE ? finish() : failed(ended);
    }

    /** The first step begins the run: the whole plan is looked at for that. */
    private Ended begin(Preview agreed, Choices choices) {
        if (session.run().isPresent()) {
            return watch(engine -> listener -> engine.advance(session.begunRun().id(), agreed, choices, listener));
        }
        Preview whole = session.ahead(ALL);
        new Consent(session.workshop()).refuseUnmetPlan(whole);
        Ended ended = watch(engine -> listener -> engine.run(whole, choices, listener));
        session.begun(ended.state().run());
        session.say("this is the run " + ended.state().run());
        return ended;
    }

    /** Behind the last step a run ends; that of a session that is typed ends when the person leaves it. */
    private Exit finish() {
        if (session.next().isPresent() || session.typed()) {
            return Exit.DONE;
        }
        return end();
    }

    /** Ends the run behind its last step. */
    private Exit end() {
        Ended ended = ending();
        close(ended.state());
        return ended.exit();
    }

    private Ended ending() {
        return watch(
                engine -> listener -> engine.advance(session.begunRun().id(), emptied(), Choices.standard(), listener));
    }

    /** What is said where the person leaves: a run that was typed comes to its end, any other stays as it is. */
    public void leave() {
        Optional<RunState> open =
                session.state().filter(state -> state.standing().open());
        if (open.isEmpty()) {
            return;
        }
        boolean ends = session.typed() && session.next().isEmpty() && open.get().standing() == Standing.UNFINISHED;
        RunState state = ends ? ending().state() : open.get();
        session.say("\n"
                + new ClosingText(
                                state,
                                session.workshop().page(),
                                session.workshop().options())
                        .render());
    }

    /** Without anything foreseen, for what applies nothing. */
    private Preview emptied() {
        Preview shown = session.begunRun().shown();
        return Session.first(shown, 0);
    }

    private Exit over() {
        session.say(session.typed() ? "nothing is left to do; type what to do next" : "nothing is left to do");
        session.state().filter(state -> state.standing() == Standing.FINISHED).ifPresent(this::close);
        return Exit.DONE;
    }

    /** Undoes the latest step that was done, which is the next one then. */
    public Exit back() {
        StepState latest = session.steps().stream()
                .filter(StepState::touched)
                .filter(each -> each.status() != Status.UNDONE)
                .reduce((first, second) -> second)
                .orElseThrow(() -> Failure.wrong("no step was done yet, so there is nothing to go back from"));
        String id = session.begunRun().id();
        UndoPreview preview =
                session.workshop().engine().previewBack(id, latest.step().id());
        shown(preview);
        new Consent(session.workshop()).toUndo(preview.steps(), preview.restores());
        Ended ended = watch(engine -> listener -> engine.back(id, latest.step().id(), preview, listener));
        return ended.exit() == Exit.DONE ? Exit.DONE : failed(ended);
    }

    /**
     * Undoes the whole run, or goes on with an undo that was begun.
     *
     * @param to a version in between at which it stops
     */
    public Exit undo(Optional<String> to) {
        String id = session.begunRun().id();
        UndoPreview preview = session.workshop().engine().previewUndo(id, to);
        shown(preview);
        new Consent(session.workshop()).toUndo(preview.steps(), preview.restores());
        Ended ended = watch(engine -> listener -> engine.undo(id, preview, listener));
        close(ended.state());
        return ended.exit();
    }

    private void shown(UndoPreview preview) {
        if (preview.steps().predictions().isEmpty()) {
            session.say("  changes nothing: "
                    + String.join(
                            ", ",
                            preview.undone().stream()
                                    .map(each -> each.step().label())
                                    .toList())
                    + " left nothing to undo");
        }
        session.say(PreviewText.ofUndo(preview.steps(), session.workshop().page(), PreviewText.Detail.NORMAL)
                .steps());
        UndoText.foot(
                        preview.run(),
                        preview.undone(),
                        preview.passedOver(),
                        preview.otherDrivers(),
                        session.workshop().page())
                .forEach(session::say);
    }

    /** Settles a doubt. */
    public Exit resolve(String step, Entry.Settled decision, String reason) {
        String id = session.begunRun().id();
        session.workshop().engine().resolve(id, session.named(step).step().id(), decision, reason);
        session.say("settled: " + session.named(step).step().label() + " as "
                + decision.name().toLowerCase(Locale.ROOT));
        return Exit.DONE;
    }

    /** Declares the run good. */
    public Exit accept() {
        boolean ends = session.typed() && session.next().isEmpty() && !session.over();
        RunState state = ends ? ending().state() : session.begunRun().read();
        new Consent(session.workshop()).toEnd(state.plan().site(), "accept removes what was kept for the way back");
        Ended ended = watch(engine -> listener -> engine.accept(state.run(), listener));
        close(ended.state());
        return ended.exit();
    }

    /** Closes the run as it stands. */
    public Exit abandon(String reason) {
        RunState state = session.begunRun().read();
        new Consent(session.workshop()).toEnd(state.plan().site(), "abandon closes the run as it stands");
        Ended ended = watch(engine -> listener -> engine.abandon(state.run(), reason, listener));
        close(ended.state());
        return ended.exit();
    }

    /** Shows how a run stands, with what leads on from there. */
    public void close(RunState state) {
        session.say("\n"
                + ClosingText.atPrompt(state, session.workshop().page(), choices(state))
                        .render());
    }

    private Exit failed(Ended ended) {
        RunState state = ended.state();
        state.current().ifPresent(step -> lastLines(state, step));
        close(state);
        return ended.exit();
    }

    private void lastLines(RunState state, StepState step) {
        List<String> lines = session.workshop()
                .output(session.begunRun(), step.step().id())
                .lines()
                .toList();
        if (!lines.isEmpty()) {
            int from = Math.max(0, lines.size() - LAST_LINES);
            session.say("  its last output:");
            lines.subList(from, lines.size()).forEach(line -> session.say("  | " + line));
        }
    }

    private static List<Next> choices(RunState state) {
        List<Next> choices = new ArrayList<>();
        switch (state.standing()) {
            case STOPPED -> {
                choices.add(new Next("again:", "retry", "the step as it is"));
                choices.add(new Next("otherwise:", "edit", "its arguments, then :retry"));
                choices.add(new Next("without it:", "skip REASON", ""));
                choices.add(new Next("go back:", "undo", ""));
                choices.add(new Next("look around:", "shell", "your own"));
                choices.add(new Next("later:", "quit", "belay resume " + state.run() + " goes on"));
            }
            case DOUBT -> {
                state.current()
                        .map(step -> Next.number(state, step))
                        .ifPresent(number -> choices.add(new Next(
                                "settle:", "resolve " + number + " done|redo|skip REASON", "look at the world first")));
                choices.add(new Next("go back:", "undo", ""));
            }
            case UNDOING -> choices.add(new Next("go on:", "undo", ""));
            case FINISHED -> {
                choices.add(new Next("declare good:", "accept", "removes what was kept for the way back"));
                choices.add(new Next("go back:", "undo", ""));
            }
            case UNDONE -> choices.add(new Next("drop what is kept:", "accept", ""));
            default -> {}
        }
        return choices;
    }

    private void refuseUnsettled() {
        session.state().filter(state -> state.standing() == Standing.DOUBT).ifPresent(state -> {
            String number =
                    state.current().map(step -> Next.number(state, step)).orElse("N");
            throw new Failure(
                    Exit.DOUBT,
                    "step " + number + " is in doubt: nobody can tell whether it happened",
                    "look at the world, then settle it: :resolve " + number + " done|redo|skip REASON");
        });
    }

    private static void refuseUnmet(Preview preview) {
        if (preview.predictions().stream()
                .findFirst()
                .map(Prediction::unmet)
                .filter(unmet -> !unmet.isEmpty())
                .isPresent()) {
            throw new Failure(Exit.UNMET, "the next step cannot be done as things are; nothing was done");
        }
    }

    private static Failure nothingLeft() {
        return Failure.wrong("nothing is left to do, so there is nothing to leave out");
    }

    /** What an engine is to do, told how it goes. */
    private interface Deed {
        Function<Listener, Ended> with(Engine engine);
    }

    private Ended watch(Deed deed) {
        Engine engine = session.workshop().engine();
        return session.workshop().watch(engine, session::say, deed.with(engine));
    }
}
