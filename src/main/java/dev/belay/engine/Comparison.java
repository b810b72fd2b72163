package dev.belay.engine;

import dev.belay.plan.Change;
import dev.belay.plan.Prediction;
import dev.belay.plan.Prediction.Fidelity;
import dev.belay.plan.Reading;
import dev.belay.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sixth law: what was shown against what is foreseen now. Pure. */
final class Comparison {

    private Comparison() {}

    /**
     * What moved between a preview and now, a sentence each; empty where nothing did. Facts are compared, estimates are not. Facts
     * that only one of the two read say nothing by themselves: the changes that rest on them do.
     */
    static List<String> moved(Step step, Prediction shown, Prediction now) {
        List<String> moved = new ArrayList<>();
        Map<String, Reading> readings = shown.readings().stream()
                .collect(Collectors.toMap(Reading::fact, Function.identity(), (first, second) -> first));
        for (Reading reading : now.readings()) {
            Reading before = readings.get(reading.fact());
            if (before != null && !reading.estimate() && !before.value().equals(reading.value())) {
                moved.add(step.label() + ": " + reading.subject() + " was " + word(before.value()) + ", is now "
                        + word(reading.value()));
            }
        }
        if (moved.isEmpty()) {
            moved.addAll(grown(step, shown, now));
        }
        return moved;
    }

    /**
     * What a step would change beyond what was shown of it, a sentence each. It may shrink. A step of which not everything could
     * be foreseen may do what is known only now.
     */
    static List<String> grown(Step step, Prediction shown, Prediction now) {
        List<String> grown = new ArrayList<>();
        Map<String, Change> expected = shown.changes().stream()
                .collect(Collectors.toMap(Change::fact, Function.identity(), (first, second) -> first));
        boolean open = shown.fidelity() == Fidelity.LATER
                || shown.fidelity() == Fidelity.UNSEEN
                || shown.fidelity() == Fidelity.OPAQUE;
        for (Change change : now.changes()) {
            Change before = expected.get(change.fact());
            if (before == null && !open && !(starts(shown) && change.service() == Change.Service.STARTS)) {
                grown.add(step.label() + ": would now also change " + change.subject() + " to " + word(change.after()));
            } else if (before != null && !change.estimate() && !before.after().equals(change.after())) {
                grown.add(step.label() + ": would now change " + change.subject() + " to " + word(change.after())
                        + ", shown was " + word(before.after()));
            }
        }
        if (!open && now.destroys().size() > shown.destroys().size()) {
            grown.add(step.label() + ": would now also destroy " + String.join(", ", now.destroys()));
        }
        return grown;
    }

    /**
     * What a step finds other than was shown although it is to change it still, a sentence each: somebody changed it meanwhile, or an
     * earlier attempt did in part.
     */
    static List<String> found(Prediction shown, Prediction now) {
        Map<String, Change> expected = shown.changes().stream()
                .collect(Collectors.toMap(Change::fact, Function.identity(), (first, second) -> first));
        List<String> found = new ArrayList<>();
        for (Change change : now.changes()) {
            Change then = expected.get(change.fact());
            if (then != null
                    && !change.estimate()
                    && !then.before().equals(change.before())
                    && !unknown(then)
                    && !unknown(change)) {
                found.add(change.subject() + " was " + word(change.before()) + ", not " + word(then.before())
                        + " as in the preview");
            }
        }
        return found;
    }

    private static boolean unknown(Change change) {
        return change.before().equals(Change.UNKNOWN);
    }

    /** A service that was to be started and is active meanwhile is only waited for. */
    private static boolean starts(Prediction shown) {
        return shown.changes().stream().anyMatch(change -> change.service() == Change.Service.STARTS);
    }

    private static String word(String value) {
        return value.isEmpty() ? "nothing" : value;
    }

    private static String word(Optional<String> value) {
        return value.orElse("nothing");
    }
}
