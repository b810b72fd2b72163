package dev.belay.report;

import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.WayBack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which step makes the backup that a way back restores: "the backup of step 2". */
final class Backups {

    private final Map<WayBack.Deed, Integer> makers = new HashMap<>();

    Backups(Preview preview) {
        List<Prediction> predictions = preview.predictions();
        for (int i = 0; i < predictions.size(); i++) {
            for (Prediction.Backup backup : predictions.get(i).backups()) {
                makers.putIfAbsent(backup.restore(), i + preview.first());
            }
        }
    }

    /** The numbers of the steps whose backups the way back restores; empty for any other way back. */
    List<Integer> behind(WayBack way) {
        return way.deeds().stream()
                .flatMap(deed -> Optional.ofNullable(makers.get(deed)).stream())
                .distinct()
                .toList();
    }

    /** {@code the way back is the backup of step 2}; empty for any other way back. */
    Optional<String> sentence(WayBack way) {
        List<Integer> steps = behind(way);
        String numbers = steps.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String which = steps.size() == 1 ? "the backup of step " : "the backups of steps ";
        return steps.isEmpty() ? Optional.empty() : Optional.of("the way back is " + which + numbers);
    }
}
