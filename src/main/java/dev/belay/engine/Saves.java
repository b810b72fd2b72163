package dev.belay.engine;

import dev.belay.driver.Exclusions;
import dev.belay.driver.Target;
import dev.belay.plan.Prediction;
import dev.belay.plan.WayBack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which targets are backed up, and by which step they are restored; a later backup stands before an earlier one. */
final class Saves {

    /**
     * A target that is backed up.
     *
     * @param without what below it does not come back
     * @param step the id of the step that backs it up
     * @param restore the step that brings it back; empty where that is known only after the backup
     */
    record Save(Target target, Exclusions without, String step, Optional<WayBack.Deed> restore) {

        static Save of(String step, Prediction.Backup backup) {
            return new Save(
                    Target.of(backup.target()), new Exclusions(backup.without()), step, Optional.of(backup.restore()));
        }

        private boolean holds(Target other) {
            return target.equals(other) || (target.covers(other) && !without.leavesOut(target.name(), other.name()));
        }
    }

    private final Map<Target, Save> saves = new LinkedHashMap<>();

    void add(Save save) {
        saves.remove(save.target());
        saves.put(save.target(), save);
    }

    /** The target around another, of which a backup leaves the other out. */
    Optional<Target> around(Target target) {
        return saves.values().stream()
                .map(Save::target)
                .filter(other -> other.covers(target))
                .findFirst();
    }

    /** The latest that holds a target. */
    Optional<Save> of(Target target) {
        return saves.values().stream().filter(save -> save.holds(target)).reduce((earlier, later) -> later);
    }
}
