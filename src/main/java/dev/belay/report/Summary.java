package dev.belay.report;

import dev.belay.plan.Change;
import dev.belay.plan.Prediction;
import dev.belay.plan.Prediction.Fidelity;
import dev.belay.plan.Prediction.Note;
import dev.belay.plan.Preview;
import dev.belay.plan.WayBack;
import dev.belay.value.Count;
import dev.belay.value.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the steps of a preview add up to.
 *
 * @param steps how many there are
 * @param count how many of each fidelity
 * @param destructive how many destroy something
 * @param oneWay how many change something without a way back
 * @param down when the site will be down; empty where no service stops
 * @param wayBack about how long an undo takes; empty where nothing tells
 * @param unseen what could not be looked at and why, each once
 */
public record Summary(
        int steps,
        Map<Fidelity, Integer> count,
        int destructive,
        int oneWay,
        Optional<Down> down,
        Optional<Duration> wayBack,
        List<String> unseen) {

    public Summary {
        count = Collections.unmodifiableMap(count);
        unseen = List.copyOf(unseen);
    }

    /**
     * The time that the site is down.
     *
     * @param first the number of the step that stops the first service
     * @param last the number of the step that starts the last; empty where they stay down
     * @param known the sum of the times that are known
     * @param unknown how many steps between tell no time
     */
    public record Down(int first, Optional<Integer> last, Duration known, int unknown) {}

    /** Adds a preview up. */
    public static Summary of(Preview preview) {
        Map<Fidelity, Integer> count = new EnumMap<>(Fidelity.class);
        int destructive = 0;
        int oneWay = 0;
        List<String> unseen = new ArrayList<>();
        for (Prediction prediction : preview.predictions()) {
            count.merge(prediction.fidelity(), 1, Integer::sum);
            destructive += prediction.destructive() ? 1 : 0;
            oneWay += prediction.oneWay() ? 1 : 0;
            prediction.notes().stream()
                    .filter(note -> note.kind() == Note.Kind.UNSEEN)
                    .forEach(note -> unseen.add(note.text()));
        }
        return new Summary(
                preview.predictions().size(),
                count,
                destructive,
                oneWay,
                down(preview),
                wayBack(preview),
                unseen.stream().distinct().toList());
    }

    /** The same of an undo, whose steps need no way back. */
    Summary ofUndo() {
        return new Summary(steps, count, destructive, 0, down, Optional.empty(), unseen);
    }

    /** How many steps are of this fidelity. */
    public int of(Fidelity fidelity) {
        return count.getOrDefault(fidelity, 0);
    }

    /** True where something could not be foreseen that an operator should look at. */
    public boolean incomplete() {
        return of(Fidelity.OPAQUE) > 0 || of(Fidelity.UNSEEN) > 0;
    }

    /** The sentence under a preview: {@code 10 steps: 5 predicted, 1 unchanged, 1 opaque (INCOMPLETE). 1 destructive.} */
    public String sentence() {
        List<String> parts = new ArrayList<>();
        count.forEach((fidelity, number) -> parts.add(phrase(fidelity, number)));
        String sentence = Count.of(steps, "step");
        sentence += parts.isEmpty() ? "." : ": " + String.join(", ", parts) + ".";
        sentence += destructive > 0 ? " " + destructive + " destructive." : "";
        return sentence + (oneWay > 0 ? " " + oneWay + " without a way back." : "");
    }

    /** The line about time: {@code down about 3 min (steps 1 to 9), way back about 2 min}; empty where nothing is to be said. */
    public String times() {
        List<String> parts = new ArrayList<>();
        down.ifPresent(time -> parts.add(phrase(time)));
        wayBack.ifPresent(time -> parts.add("way back about " + DurationText.about(time)));
        return String.join(", ", parts);
    }

    private static String phrase(Fidelity fidelity, int number) {
        return number
                + switch (fidelity) {
                    case PREDICTED -> " predicted";
                    case UNCHANGED -> " unchanged";
                    case CHECK -> number == 1 ? " check" : " checks";
                    case LATER -> " known later";
                    case OPAQUE -> " opaque (INCOMPLETE)";
                    case UNSEEN -> " not looked at (INCOMPLETE)";
                };
    }

    private static String phrase(Down down) {
        String steps = down.last()
                .map(last -> "steps " + down.first() + " to " + last)
                .orElse("from step " + down.first() + " on");
        boolean known = !down.known().isZero();
        String time =
                known ? (down.unknown() > 0 ? " at least about " : " about ") + DurationText.about(down.known()) : "";
        String unknown = down.unknown() == 0
                ? ""
                : "; how long " + (down.unknown() == 1 ? "1 of them takes" : down.unknown() + " of them take")
                        + " is not known";
        return "down" + time + " (" + steps + unknown + ")";
    }

    private static Optional<Down> down(Preview preview) {
        List<Prediction> predictions = preview.predictions();
        int first = -1;
        int last = -1;
        Set<String> stopped = new HashSet<>();
        for (int i = 0; i < predictions.size(); i++) {
            for (Change change : predictions.get(i).changes()) {
                if (change.service() == Change.Service.STOPS) {
                    first = first < 0 ? i : first;
                    stopped.add(change.fact());
                } else if (change.service() == Change.Service.STARTS && stopped.remove(change.fact())) {
                    last = i;
                }
            }
        }
        last = stopped.isEmpty() ? last : -1;
        if (first < 0) {
            return Optional.empty();
        }
        Duration known = Duration.ZERO;
        int unknown = 0;
        for (Prediction prediction : predictions.subList(first, last < 0 ? predictions.size() : last + 1)) {
            known = known.plus(prediction.time().orElse(Duration.ZERO));
            unknown += prediction.time().isEmpty() && takesTime(prediction) ? 1 : 0;
        }
        Optional<Integer> end = last < 0 ? Optional.empty() : Optional.of(last + preview.first());
        return Optional.of(new Down(first + preview.first(), end, known, unknown));
    }

    private static boolean takesTime(Prediction prediction) {
        return prediction.fidelity() != Fidelity.UNCHANGED && prediction.fidelity() != Fidelity.CHECK;
    }

    /** A way back takes about as long as the way there; a restore as long as its backup took. */
    private static Optional<Duration> wayBack(Preview preview) {
        List<Prediction> predictions = preview.predictions();
        Backups backups = new Backups(preview);
        Duration sum = Duration.ZERO;
        for (int i = 0; i < predictions.size(); i++) {
            Prediction prediction = predictions.get(i);
            if (prediction.way() instanceof WayBack.Steps || prediction.way() instanceof WayBack.Redo) {
                List<Integer> behind = backups.behind(prediction.way());
                for (int like : behind.isEmpty() ? List.of(i + preview.first()) : behind) {
                    sum = sum.plus(
                            predictions.get(like - preview.first()).time().orElse(Duration.ZERO));
                }
            }
        }
        return sum.isZero() ? Optional.empty() : Optional.of(sum);
    }
}
