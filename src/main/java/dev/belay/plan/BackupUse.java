package dev.belay.plan;

import dev.belay.expr.Value;
import dev.belay.plan.Prediction.Backup;
import dev.belay.plan.Prediction.Fidelity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which backups the ways back go back to. Pure. */
public final class BackupUse {

    private static final String DATABASE = "database:";

    private BackupUse() {}

    /**
     * True where a way back restores what a step backs up, so that what was written since is gone from its place.
     *
     * @param undone the steps whose ways back are taken
     * @param all that may have made backups
     */
    public static boolean restores(List<Prediction> undone, List<Prediction> all) {
        return all.stream()
                .flatMap(maker -> maker.backups().stream())
                .anyMatch(backup -> undone.stream()
                        .anyMatch(prediction -> prediction.way().deeds().contains(backup.restore())));
    }

    /**
     * True where the way back of a step is nothing but restores of backups: it brings back what was, whatever the step did.
     *
     * @param predictions of all steps of the run
     */
    public static boolean bringsBackAll(Prediction step, List<Prediction> predictions) {
        List<WayBack.Deed> deeds = step.way().deeds();
        return !deeds.isEmpty()
                && deeds.stream()
                        .allMatch(deed -> predictions.stream()
                                .flatMap(maker -> maker.backups().stream())
                                .anyMatch(backup -> backup.restore().equals(deed)));
    }

    /**
     * Backups of databases that no way back restores, although a service is started after them of which nobody says what it changes:
     * it may well migrate its database by itself. A sentence by the id of the first such start.
     *
     * @param steps of a plan
     * @param predictions what was foreseen of each of them, as far as that is known
     */
    public static Map<String, String> unused(List<Step> steps, List<Prediction> predictions) {
        Map<String, Prediction> known = new LinkedHashMap<>();
        predictions.forEach(prediction -> known.put(prediction.step(), prediction));
        Map<String, String> warnings = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step maker = steps.get(i);
            List<Step> later = steps.subList(i + 1, steps.size());
            for (Backup backup : backups(known, maker)) {
                if (!used(backup, maker, predictions)) {
                    String warning = warning(i + 1, backup);
                    later.stream()
                            .filter(step -> starts(step, known))
                            .limit(1)
                            .forEach(start -> warnings.merge(start.id(), warning, (one, two) -> one + "; " + two));
                }
            }
        }
        return warnings;
    }

    private static List<Backup> backups(Map<String, Prediction> known, Step maker) {
        return Optional.ofNullable(known.get(maker.id())).stream()
                .flatMap(prediction -> prediction.backups().stream())
                .filter(backup -> backup.target().startsWith(DATABASE))
                .toList();
    }

    private static boolean used(Backup backup, Step maker, List<Prediction> predictions) {
        return predictions.stream()
                .map(Prediction::way)
                .anyMatch(way -> way.deeds().contains(backup.restore())
                        || (way instanceof WayBack.Later later && later.after().contains(maker.id())));
    }

    private static boolean starts(Step step, Map<String, Prediction> known) {
        boolean start = step.form().startsWith("start/") || step.form().startsWith("restart/");
        return start
                && !step.arguments().containsKey("touches")
                && Optional.ofNullable(known.get(step.id()))
                        .filter(prediction -> prediction.fidelity() != Fidelity.UNCHANGED)
                        .isPresent();
    }

    private static String warning(int number, Backup backup) {
        String name = name(backup);
        return "no step uses the backup of step " + number + ": an undo leaves " + name
                + " as it is then; where this start changes it, say touches: [database('" + name + "')]";
    }

    private static String name(Backup backup) {
        return backup.restore().arguments().values().stream()
                .filter(Value.Resource.class::isInstance)
                .map(value -> ((Value.Resource) value).name())
                .findFirst()
                .orElse(backup.target().substring(DATABASE.length()));
    }
}
