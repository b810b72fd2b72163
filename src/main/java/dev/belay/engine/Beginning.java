package dev.belay.engine;

import dev.belay.driver.Drivers;
import dev.belay.host.Context;
import dev.belay.host.HostReader;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What must hold before a run begins: requirements, the sixth law, and steps named on the command line that make sense.
 *
 * @param shown what a person agreed to
 * @param choices of the operator
 */
record Beginning(Preview shown, Choices choices) {

    /** What stands before the number of a step of an undo. */
    private static final String UNDO = "undo:";

    /** Throws (5) where a requirement is not met. */
    void refuseUnmet(Preview preview) {
        if (preview.refused()) {
            List<String> unmet = new ArrayList<>(preview.unmet());
            preview.predictions().forEach(prediction -> unmet.addAll(prediction.unmet()));
            throw Failure.unmet("not ready: " + String.join("\n  ", unmet), wayOverVersions(preview));
        }
    }

    /** What helps where the installed version is none that the plan begins at. */
    private static String[] wayOverVersions(Preview preview) {
        boolean other = preview.installed().filter(Version::isVersion).map(Version::parse).stream()
                .anyMatch(installed -> !installed.same(preview.plan().to()));
        String application = preview.plan().application();
        return preview.unmet().isEmpty() || !other
                ? new String[0]
                : new String[] {
                    "see whether versions lie in between: belay versions " + application,
                    "go over them: belay preview " + application + " --to "
                            + preview.plan().to() + " --ask-application"
                };
    }

    /** Throws (6) where the world, or what the plan was made from, moved since it was shown. */
    void refuseMoved(Preview now, Drivers drivers, HostReader host) {
        List<String> moved = new ArrayList<>(edited(shown.plan(), host));
        moved.addAll(Admission.otherDrivers(shown.plan(), drivers));
        for (int i = 0; i < shown.predictions().size(); i++) {
            moved.addAll(Comparison.moved(
                    shown.plan().steps().get(i),
                    shown.predictions().get(i),
                    now.predictions().get(i)));
        }
        if (!moved.isEmpty()) {
            throw new Failure(
                    Exit.MOVED,
                    "the world moved since the plan was shown:\n  " + String.join("\n  ", moved),
                    "look at a new preview, and run that");
        }
    }

    /**
     * Scripts and site files that are here and are not what they were, a sentence each. One that is not here says nothing: the plan
     * is whole.
     */
    static List<String> edited(Plan plan, HostReader host) {
        return plan.sources().stream()
                .filter(source -> host.read(Context.own())
                        .digest(source.path())
                        .filter(digest -> !digest.hex().equals(source.sha256()))
                        .isPresent())
                .map(source -> source.path() + " was edited")
                .toList();
    }

    /**
     * The ids of the steps to leave out.
     *
     * @throws Failure (2) where a later step needs one of them
     */
    List<String> skipped() {
        List<String> skipped = new ArrayList<>();
        for (String word : choices.skip()) {
            Step step = step(word);
            refuseNeeded(step);
            skipped.add(step.id());
        }
        return skipped;
    }

    /**
     * The ids of the steps to leave out of a run that was begun, or of its undo: {@code undo:3} is the third of that.
     *
     * @throws Failure (2) where a later step needs one of them, or it is over already
     */
    List<String> skipped(RunState begun) {
        if (begun.undo().isPresent()) {
            return skipped(begun, begun.undo().get().steps());
        }
        List<String> skipped = skipped();
        skipped.stream()
                .flatMap(id -> begun.step(id).stream())
                .filter(step -> step.status().over())
                .findFirst()
                .ifPresent(step -> {
                    throw Failure.wrong(step.step().label() + " cannot be skipped: it is over already");
                });
        return skipped;
    }

    /** Throws (2) where a step in doubt is to be left out, and nobody says why. */
    void refuseUnreasoned(StepState skipped) {
        if (skipped.status() == RunState.Status.DOUBT
                && choices.reason().filter(reason -> !reason.isBlank()).isEmpty()) {
            throw Failure.wrong(
                    skipped.step().label()
                            + " is in doubt: it may have happened, and nobody says why it may be left out",
                    "look at the world, and say what you found: --reason TEXT");
        }
    }

    private List<String> skipped(RunState undoing, List<StepState> steps) {
        return choices.skip().stream()
                .map(word -> IntStream.range(0, steps.size())
                        .filter(i -> word.equals(UNDO + (i + 1))
                                || word.equals(steps.get(i).step().id()))
                        .mapToObj(steps::get)
                        .filter(step -> !step.status().over())
                        .findFirst()
                        .orElseThrow(() -> Failure.wrong(
                                "the undo of " + undoing.run() + " has no step '" + word + "' to skip",
                                "name one that is left: " + UNDO + "1 is its first; belay status " + undoing.run()
                                        + " lists them")))
                .map(step -> step.step().id())
                .toList();
    }

    /** The id of the step after which to stop. */
    Optional<String> until() {
        return choices.until().map(word -> step(word).id());
    }

    private Step step(String word) {
        Plan plan = shown.plan();
        return plan.steps().stream()
                .filter(step -> step.id().equals(word)
                        || step.label().equals(word)
                        || String.valueOf(plan.number(step.id())).equals(word))
                .findFirst()
                .orElseThrow(() -> Failure.wrong(
                        "the plan has no step '" + word + "'",
                        "name a step by its number or its id; belay preview shows them"));
    }

    private void refuseNeeded(Step skipped) {
        List<Step> steps = shown.plan().steps();
        int at = steps.indexOf(skipped);
        for (int i = at + 1; i < steps.size(); i++) {
            Step later = steps.get(i);
            boolean result = later.uses(skipped.id());
            if (result
                    || restoresFrom(
                            shown.predictions().get(at), shown.predictions().get(i))) {
                throw Failure.wrong("step " + (at + 1) + " (" + skipped.label() + ") cannot be skipped: step " + (i + 1)
                        + " (" + later.label() + ") needs " + (result ? "its result" : "its backup as the way back"));
            }
        }
    }

    private static boolean restoresFrom(Prediction skipped, Prediction later) {
        return skipped.backups().stream().anyMatch(backup -> later.way().deeds().contains(backup.restore()));
    }
}
