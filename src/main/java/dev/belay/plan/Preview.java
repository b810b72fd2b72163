package dev.belay.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan with what is foreseen of each of its steps, in the same order.
 *
 * @param plan what would happen
 * @param run the id that a run of it would have; names that a run makes contain it
 * @param installed the version found on this machine, as it was written; empty where nothing tells
 * @param unmet what forbids the plan as a whole, a sentence each: an installed version that the script does not accept
 * @param predictions one for each step, in order
 * @param made when
 * @param by who made it: user@host
 * @param first the number of the first step, for display: 1, but where a run goes on behind a version in between
 * @param notices who would be told of the run, when and how; a sentence each
 */
public record Preview(
        Plan plan,
        String run,
        Optional<String> installed,
        List<String> unmet,
        List<Prediction> predictions,
        Instant made,
        String by,
        int first,
        List<String> notices) {

    public Preview {
        unmet = List.copyOf(unmet);
        predictions = List.copyOf(predictions);
        notices = List.copyOf(notices);
    }

    /** One whose steps are counted from 1. */
    public Preview(
            Plan plan,
            String run,
            Optional<String> installed,
            List<String> unmet,
            List<Prediction> predictions,
            Instant made,
            String by) {
        this(plan, run, installed, unmet, predictions, made, by, 1, List.of());
    }

    /** The same, of whose run these would be told. */
    public Preview notifying(List<String> sentences) {
        return new Preview(plan, run, installed, unmet, predictions, made, by, first, sentences);
    }

    /** The same, whose steps are counted from this number. */
    public Preview from(int number) {
        return new Preview(plan, run, installed, unmet, predictions, made, by, number, notices);
    }

    /** True where any requirement is not met: the plan cannot be run. */
    public boolean refused() {
        return !unmet.isEmpty()
                || predictions.stream()
                        .anyMatch(prediction -> !prediction.unmet().isEmpty());
    }

    /**
     * Why a run of it wants the site's name, a phrase: on a production site what destroys something, and what nothing leads back
     * from, is not agreed to by a yes. Empty where that is enough.
     *
     * @param onFailure what a failure does
     */
    public Optional<String> wantsName(OnFailure onFailure) {
        List<String> why = new ArrayList<>();
        long destroy = predictions.stream().filter(Prediction::destructive).count();
        long oneWay = predictions.stream().filter(Prediction::oneWay).count();
        if (destroy > 0) {
            why.add(destroy == 1 ? "1 step destroys something" : destroy + " steps destroy something");
        }
        if (oneWay > 0) {
            why.add(oneWay == 1 ? "1 step has no way back" : oneWay + " steps have no way back");
        }
        if (onFailure == OnFailure.UNDO && BackupUse.restores(predictions, predictions)) {
            why.add("going back to a backup loses what was written since");
        }
        return Optional.of(String.join(", ", why)).filter(phrase -> plan.site().production() && !phrase.isEmpty());
    }

    /** True where only a program of the application tells the installed version, and it was not asked; no run that goes on asks. */
    public boolean installedUnasked() {
        return first == 1 && plan.installed().isPresent() && installed.isEmpty() && unmet.isEmpty();
    }

    /** True where any step would change something, or might. */
    public boolean changes() {
        return predictions.stream().anyMatch(prediction -> switch (prediction.fidelity()) {
            case UNCHANGED, CHECK -> false;
            case PREDICTED, LATER, OPAQUE, UNSEEN -> true;
        });
    }
}
