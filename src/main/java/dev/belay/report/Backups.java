package dev.belay.report;

import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.WayBack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
}
