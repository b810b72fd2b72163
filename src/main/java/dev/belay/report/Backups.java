package dev.belay.report;

import dev.belay.expr.Value;
import dev.belay.plan.Change;
import dev.belay.plan.Prediction;
import dev.belay.plan.WayBack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which step makes the file that a way back reads: "the backup of step 2". */
final class Backups {

    private final Map<String, Integer> makers = new HashMap<>();

    /** @param predictions of all steps, in order */
    Backups(List<Prediction> predictions) {
        for (int i = 0; i < predictions.size(); i++) {
            for (Change change : predictions.get(i).changes()) {
                if (change.before().isEmpty()) {
                    makers.putIfAbsent(change.subject(), i + 1);
                }
            }
        }
    }

    /** The number of the step before this one whose file the way back restores from; empty for any other way back. */
    Optional<Integer> behind(WayBack way, int number) {
        if (!(way instanceof WayBack.Steps steps)) {
            return Optional.empty();
        }
        return steps.deeds().stream()
                .filter(Backups::restores)
                .flatMap(deed -> deed.arguments().values().stream())
                .filter(Value.Text.class::isInstance)
                .map(value -> makers.get(((Value.Text) value).text()))
                .filter(maker -> maker != null && maker < number)
                .findFirst();
    }

    /** True where a step of a way back loads a backup, so that what was written since is lost. */
    static boolean restores(WayBack.Deed deed) {
        return deed.form().equals("restore")
                || deed.form().startsWith("restore ")
                || deed.form().startsWith("restore/");
    }
}
