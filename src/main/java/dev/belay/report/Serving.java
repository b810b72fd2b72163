package dev.belay.report;

import dev.belay.expr.Expr;
import dev.belay.expr.Value;
import dev.belay.journal.Entry;
import dev.belay.journal.Outcome;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Change;
import dev.belay.plan.Resource;
import dev.belay.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When people could write: which services a run stopped and started, in the order of time. What is not known counts as serving: a
 * service that the run never stopped, and one whose start was tried. In maintenance nobody can write, whatever serves.
 */
final class Serving {

    /**
     * From when on people could write.
     *
     * @param at from this moment
     * @param by the step that let them in; empty where a service was up anyhow
     */
    record Since(Instant at, Optional<String> by) {}

    private record Event(Instant at, Change change, Step step) {
        boolean starts() {
            return change.service() == Change.Service.STARTS;
        }
    }

    private static final String MAINTENANCE = "maintenance";

    private final Set<String> declared;
    private final List<Event> events = new ArrayList<>();

    private Serving(Set<String> declared) {
        this.declared = declared;
    }

    static Serving of(RunState run) {
        Serving serving = new Serving(run.plan().resources().stream()
                .filter(resource -> resource.kind().equals("service"))
                .map(Resource::name)
                .collect(Collectors.toSet()));
        run.all().forEach(serving::add);
        serving.events.sort(Comparator.comparing(Event::at));
        return serving;
    }

    /** From when on people could write at or after a moment; empty where nobody could. */
    Optional<Since> writable(Instant moment) {
        Doors doors = new Doors(declared);
        for (Event event : events) {
            boolean later = event.at().isAfter(moment);
            if (later && !doors.closed()) {
                break;
            }
            doors.pass(event);
            if (later && !doors.closed()) {
                return Optional.of(
                        new Since(event.at(), Optional.of(event.step().label())));
            }
        }
        return doors.closed() ? Optional.empty() : Optional.of(new Since(moment, Optional.empty()));
    }

    /** What lets people in, at a moment: closed while an application is in maintenance, or all that serves is down. */
    private static final class Doors {
        private final Set<String> maintained = new HashSet<>();
        private final Set<String> down = new HashSet<>();
        private final Set<String> up = new HashSet<>();
        private final Set<String> open;

        Doors(Set<String> declared) {
            open = new HashSet<>(declared);
        }

        boolean closed() {
            return !maintained.isEmpty() || (!down.isEmpty() && up.isEmpty() && open.isEmpty());
        }

        void pass(Event event) {
            String fact = event.change().fact();
            if (event.step().verb().equals(MAINTENANCE)) {
                if (event.starts()) {
                    maintained.remove(fact);
                } else {
                    maintained.add(fact);
                }
            } else if (event.starts()) {
                down.remove(fact);
                up.add(fact);
            } else {
                up.remove(fact);
                down.add(fact);
                name(event.step()).ifPresent(open::remove);
            }
        }
    }

    private void add(StepState step) {
        Stream.of(step.first(), step.latest())
                .flatMap(Optional::stream)
                .distinct()
                .forEach(intended -> add(step, intended));
    }

    private void add(StepState step, Entry.Intended intended) {
        for (Change change : intended.prediction().changes()) {
            if (change.service() == Change.Service.STARTS) {
                events.add(new Event(intended.at(), change, step.step()));
            } else if (change.service() == Change.Service.STOPS && stopped(step)) {
                events.add(new Event(step.ended().map(Entry.Ended::at).orElse(intended.at()), change, step.step()));
            }
        }
    }

    private static boolean stopped(StepState step) {
        boolean well = step.ended()
                .map(ended -> ended.outcome() == Outcome.DONE || ended.outcome() == Outcome.UNCHANGED)
                .orElse(true);
        return step.status() == Status.DONE
                || step.status() == Status.UNCHANGED
                || (step.status() == Status.UNDONE && well);
    }

    /** The service that a step names. */
    private static Optional<String> name(Step step) {
        if (step.arguments().get("subject") instanceof Expr.Constant constant) {
            if (constant.value() instanceof Value.Resource resource) {
                return Optional.of(resource.name());
            } else if (constant.value() instanceof Value.Text text) {
                return Optional.of(text.text());
            }
        }
        return Optional.empty();
    }
}
