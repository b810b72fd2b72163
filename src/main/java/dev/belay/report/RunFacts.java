package dev.belay.report;

import dev.belay.journal.Entry;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.BackupUse;
import dev.belay.plan.Change;
import dev.belay.plan.Prediction;
import dev.belay.plan.WayBack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a run's records say of the world: whether the site serves, which backups there are, what a way back costs.
 *
 * @param stops true where the run stopped a service at any time
 * @param downSince since when a service that the run stopped has been down; empty while all serve
 * @param down how long it was, or has been, down until the last record
 * @param backups a line for each backup that was made
 * @param wayBack about how long an undo takes
 * @param losses the backups that an undo goes back to, and since when what was written would be lost by it
 * @param oneWay the steps that were applied and have no way back
 */
record RunFacts(
        boolean stops,
        Optional<Instant> downSince,
        Duration down,
        List<String> backups,
        Duration wayBack,
        List<Loss> losses,
        List<StepState> oneWay) {

    /**
     * A backup that an undo goes back to.
     *
     * @param backup the label of the step that made it
     * @param made when it was begun
     * @param since from when on people could write after it; empty where nobody could
     */
    record Loss(String backup, Instant made, Optional<Serving.Since> since) {}

    /** Since when what people wrote would be lost by an undo; empty where it loses nothing that they wrote. */
    Optional<Serving.Since> losesSince() {
        return losses.stream().flatMap(loss -> loss.since().stream()).min(Comparator.comparing(Serving.Since::at));
    }

    static RunFacts of(RunState run) {
        Service service = new Service();
        run.all()
                .filter(step -> step.latest().isPresent())
                .sorted(Comparator.comparing(RunFacts::when))
                .forEach(service::add);
        List<StepState> touched = run.steps().stream()
                .filter(step -> step.touched() && step.status() != Status.UNDONE)
                .toList();
        return new RunFacts(
                service.first.isPresent(),
                service.since,
                service.since
                        .map(since -> service.down.plus(Duration.between(since, run.last())))
                        .orElse(service.down),
                backups(run),
                wayBack(touched),
                losses(run, touched),
                touched.stream()
                        .filter(step -> step.first()
                                .filter(intended -> intended.prediction().oneWay())
                                .isPresent())
                        .toList());
    }

    /** The backups that no undo restores although a service may have changed its database since, a sentence each. */
    static List<String> unusedBackups(RunState run) {
        List<Prediction> foreseen = run.steps().stream()
                .flatMap(step -> step.first().stream())
                .map(Entry.Intended::prediction)
                .toList();
        return List.copyOf(BackupUse.unused(run.plan().steps(), foreseen).values());
    }

    /** The backups that an undo of these steps would go back to. */
    static List<Loss> lossesOf(RunState run, List<StepState> undone) {
        return losses(
                run,
                undone.stream().filter(step -> step.status() != Status.UNDONE).toList());
    }

    /** The backups that the undos of a run went back to; empty where there was none. */
    static List<Loss> undone(RunState run) {
        Stream<StepState> latest = run.undo().isEmpty() ? Stream.empty() : touched(run, run.returnsTo());
        return losses(
                run, Stream.concat(run.earlier().undone().stream(), latest).toList());
    }

    /** The steps behind a version in between, or all, that may have changed the world. */
    private static Stream<StepState> touched(RunState run, Optional<String> to) {
        List<String> parts = to.map(run.plan()::behind).orElse(List.of());
        return run.steps().stream()
                .filter(StepState::touched)
                .filter(step -> to.isEmpty() || parts.contains(step.step().part()));
    }

    /** When the step ended, or was last begun. */
    private static Instant when(StepState step) {
        return step.ended()
                .map(Entry.Ended::at)
                .orElseGet(() -> step.latest().orElseThrow().at());
    }

    private static final class Service {
        private final Set<String> stopped = new HashSet<>();
        private Optional<Instant> first = Optional.empty();
        private Optional<Instant> since = Optional.empty();
        private Duration down = Duration.ZERO;

        void add(StepState step) {
            Instant when = when(step);
            Stream.of(step.first(), step.latest())
                    .flatMap(Optional::stream)
                    .flatMap(intended -> intended.prediction().changes().stream())
                    .forEach(change -> change(change, step.status(), when));
        }

        private void change(Change change, Status status, Instant when) {
            if (change.service() == Change.Service.STOPS && status != Status.SKIPPED && stopped.add(change.fact())) {
                first = first.or(() -> Optional.of(when));
                since = since.or(() -> Optional.of(when));
            } else if (change.service() == Change.Service.STARTS
                    && (status.over() || status == Status.UNDONE)
                    && stopped.remove(change.fact())
                    && stopped.isEmpty()) {
                down = down.plus(Duration.between(since.orElse(when), when));
                since = Optional.empty();
            }
        }
    }

    private static List<String> backups(RunState run) {
        List<String> lines = new ArrayList<>();
        for (StepState step : run.steps()) {
            Prediction prediction = step.first().map(Entry.Intended::prediction).orElse(null);
            if (prediction == null || prediction.backups().isEmpty() || step.status() != Status.DONE) {
                continue;
            }
            List<String> remarks = step.ended().map(Entry.Ended::remarks).orElse(List.of());
            List<String> parts = new ArrayList<>();
            List<String> made = prediction.changes().stream()
                    .filter(change -> change.sign() == '+')
                    .map(Change::subject)
                    .toList();
            made.stream()
                    .filter(file ->
                            made.stream().noneMatch(other -> other.startsWith(file + "/"))) // its folder is no backup
                    .filter(file -> remarks.stream().noneMatch(remark -> remark.startsWith(file)))
                    .forEach(parts::add);
            parts.addAll(remarks);
            lines.add(parts.isEmpty() ? step.step().label() : String.join(", ", parts));
        }
        return lines;
    }

    private static Duration wayBack(List<StepState> touched) {
        Map<WayBack.Deed, StepState> makers = makers(touched);
        return touched.stream()
                .filter(step -> way(step) instanceof WayBack.Steps || way(step) instanceof WayBack.Redo)
                .flatMap(step -> {
                    List<StepState> behind = backupsBehind(makers, step).toList();
                    return behind.isEmpty() ? Stream.of(step) : behind.stream();
                })
                .distinct()
                .flatMap(step -> step.ended().stream())
                .map(Entry.Ended::took)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static List<Loss> losses(RunState run, List<StepState> touched) {
        Serving serving = Serving.of(run);
        Map<WayBack.Deed, StepState> makers =
                makers(Stream.concat(run.steps().stream(), run.earlier().undone().stream())
                        .filter(StepState::touched)
                        .toList());
        return touched.stream()
                .flatMap(step -> backupsBehind(makers, step))
                .distinct()
                .map(backup -> {
                    Instant made = backup.first().orElseThrow().at();
                    return new Loss(label(run, backup), made, serving.writable(made));
                })
                .toList();
    }

    /** {@code backup main}; of a run over several versions, to which it belongs: {@code backup main, 3.7.0 -> 4.4.0}. */
    private static String label(RunState run, StepState backup) {
        String label = backup.step().label();
        String way = PreviewText.way(run.plan(), run.before(), backup.step().part());
        return way.isEmpty() ? label : label + ", " + way;
    }

    private static Map<WayBack.Deed, StepState> makers(List<StepState> touched) {
        Map<WayBack.Deed, StepState> makers = new HashMap<>();
        touched.forEach(step -> step.first()
                .orElseThrow()
                .prediction()
                .backups()
                .forEach(backup -> makers.putIfAbsent(backup.restore(), step)));
        return makers;
    }

    /** The steps whose backups the way back of a step restores. */
    private static Stream<StepState> backupsBehind(Map<WayBack.Deed, StepState> makers, StepState step) {
        return way(step).deeds().stream().flatMap(deed -> Optional.ofNullable(makers.get(deed)).stream());
    }

    private static WayBack way(StepState step) {
        return step.first().orElseThrow().prediction().way();
    }
}
