package dev.belay.engine;

import dev.belay.driver.Drivers;
import dev.belay.host.Host;
import dev.belay.journal.Next;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.StepState;
import dev.belay.journal.SiteLock;
import dev.belay.journal.StateFolder;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What may be done with a run as it stands: each method throws a failure that says why not.
 *
 * @param states of the site
 */
record Admission(StateFolder states) {

    /** Throws (4) where an open run is in the way, with who works on it, or which of its commands go on without anyone. */
    void refuseOpenRun(Function<Plan, Host> hosts) {
        states.openRun().ifPresent(open -> {
            RunState state = open.read();
            Optional<SiteLock.Holder> holder = SiteLock.holder(states).filter(other -> !other.isThisProcess());
            if (holder.isPresent()) {
                throw SiteLock.held(states);
            }
            List<String> living = new Orphans(open, hosts.apply(state.plan())).sentences();
            throw new Failure(
                    Exit.BLOCKED,
                    "the run " + state.run() + " of " + state.plan().application() + " is open ("
                            + state.word() + ")"
                            + String.join(
                                    "", living.stream().map(each -> "\n" + each).toList()),
                    choices(state));
        });
    }

    /** What can be done with an open run. */
    static String[] choices(RunState state) {
        return Stream.concat(
                        Next.of(state).stream()
                                .map(next ->
                                        (next.label() + " belay " + next.command() + " " + next.comment()).strip()),
                        Stream.of("close it as it stands: belay abandon " + state.run() + " --reason TEXT"))
                .toArray(String[]::new);
    }

    /** The state of a run that is open. */
    static RunState open(RunFolder folder) {
        RunState state = folder.read();
        if (!state.standing().open()) {
            throw new Failure(Exit.BLOCKED, "the run " + state.run() + " is closed (" + state.word() + ")");
        }
        return state;
    }

    /** The state of a run that may be undone. */
    RunState undoable(RunFolder folder) {
        RunState state = folder.read();
        if (state.standing() == Standing.ACCEPTED || state.standing() == Standing.UNDONE) {
            throw new Failure(
                    Exit.BLOCKED, "the run " + state.run() + " is " + state.word() + "; there is no way back any more");
        }
        for (RunFolder later : states.runs()) {
            if (later.id().equals(folder.id())) {
                return state;
            }
            refuseChangedSince(state, later.read());
        }
        return state;
    }

    /**
     * Throws (4) where another undo of the run is under way, (2) where the run cannot stop at the version: it does not come by it, or did
     * not come to it.
     */
    static void refuseTo(RunState state, String to) {
        if (state.undoUnderWay() && !state.returnsTo().equals(Optional.of(to))) {
            throw new Failure(
                    Exit.BLOCKED, "another undo of " + state.run() + " is under way", "belay undo " + state.run());
        }
        List<String> between = state.plan().parts().stream()
                .map(part -> part.to().text())
                .limit(Math.max(0, state.plan().parts().size() - 1))
                .toList();
        if (!between.contains(to)) {
            throw Failure.wrong(
                    "an undo of " + state.run() + " cannot stop at " + to + ": "
                            + (between.isEmpty()
                                    ? "the run came by no other version"
                                    : "the run came by " + String.join(", ", between)),
                    "belay undo " + state.run() + " goes back to where it began");
        }
        List<String> behind = state.plan().behind(to);
        boolean gone = !state.undoneParts().isEmpty() && state.undoneParts().size() >= behind.size();
        boolean reached = state.steps().stream()
                .allMatch(step ->
                        behind.contains(step.step().part()) || step.status().over());
        UndoPlan.beyond(state, to).ifPresent(step -> {
            throw Failure.wrong(
                    "an undo of " + state.run() + " cannot stop at " + to + ": the way back of '" + step
                            + "' is a backup that was made before " + to + " was there",
                    "belay undo " + state.run() + " goes back to where it began",
                    "a backup in the part behind " + to + " would have made it possible");
        });
        if (gone || !reached) {
            throw Failure.wrong(
                    gone
                            ? "the run " + state.run() + " went back to "
                                    + state.returnsTo().orElse(to) + " already"
                            : "the run " + state.run() + " did not come to " + to,
                    "belay undo " + state.run() + " goes back to where it began",
                    "belay resume " + state.run() + " goes on");
        }
    }

    /**
     * Throws (4) where the run is closed, stands at a version to which it was undone, or another undo of it is under way, which goes
     * further or less far than to before the step.
     */
    static void refuseBack(RunState state, String step) {
        boolean another = state.undoUnderWay()
                && state.goesBackTo()
                        .filter(begun -> state.plan().number(begun.step().id())
                                <= state.plan().number(step))
                        .isEmpty();
        if (another || !state.standing().open() || state.standing() == Standing.RETURNED) {
            throw new Failure(
                    Exit.BLOCKED,
                    another
                            ? "another undo of " + state.run() + " is under way"
                            : "the run " + state.run() + " is " + state.word() + ", and goes back to no step",
                    choices(state));
        }
    }

    /** A later run that was undone left nothing, but for the steps that its undo passed over. */
    private static void refuseChangedSince(RunState state, RunState later) {
        if (later.steps().stream().noneMatch(StepState::touched)) {
            return;
        }
        String changed = "the run " + later.run() + " changed the site after " + state.run();
        boolean undone = later.standing() == Standing.UNDONE
                || (later.standing() == Standing.ACCEPTED
                        && later.returnsTo().isEmpty()
                        && later.undo().filter(RunState.UndoState::over).isPresent());
        if (!undone) {
            throw new Failure(Exit.BLOCKED, changed, "belay undo " + later.run() + " goes back through that first");
        }
        boolean stays =
                later.undo().filter(undo -> !undo.passedOver().isEmpty()).isPresent();
        if (stays) {
            throw new Failure(
                    Exit.BLOCKED,
                    changed + ", and its undo passed over steps that have no way back",
                    "go back by hand: belay log " + state.run() + " tells what was done");
        }
    }

    /** The sixth law for undos: it may come to less than was shown, never to more, and rests on what it rested on. */
    static void refuseMore(Preview now, Preview shown) {
        Map<String, Prediction> agreed = new HashMap<>();
        for (int i = 0; i < shown.predictions().size(); i++) {
            agreed.put(shown.plan().steps().get(i).id(), shown.predictions().get(i));
        }
        List<String> more = new ArrayList<>();
        for (int i = 0; i < now.predictions().size(); i++) {
            Step step = now.plan().steps().get(i);
            Prediction then = agreed.get(step.id());
            if (then == null || !shown.plan().steps().contains(step)) {
                more.add(step.label() + ": was not shown");
            } else {
                more.addAll(Comparison.moved(step, then, now.predictions().get(i)));
            }
        }
        if (!more.isEmpty()) {
            throw new Failure(
                    Exit.MOVED,
                    "the world moved since it was shown:\n  " + String.join("\n  ", more),
                    "look at a new preview of it");
        }
    }

    /**
     * Throws (6) where a plan was made with other drivers than are here: what they would do was shown to nobody. An undo is shown
     * anew, so it is no way into a dead end.
     */
    static void refuseOtherDrivers(RunState state, Drivers drivers) {
        List<String> moved = otherDrivers(state.plan(), drivers);
        if (!moved.isEmpty()) {
            throw new Failure(
                    Exit.MOVED,
                    "the run " + state.run() + " was begun with other drivers:\n  " + String.join("\n  ", moved),
                    "install the drivers that it was begun with, and resume",
                    "belay undo " + state.run() + " shows and takes the way back with those that are here");
        }
    }

    /** The drivers of a plan's steps that are not of the version that it was made with, a sentence each. */
    static List<String> otherDrivers(Plan plan, Drivers drivers) {
        Set<String> moved = new TreeSet<>();
        for (Step step : plan.steps()) {
            drivers.driverOf(step.form()).ifPresent(driver -> {
                String then = plan.drivers().getOrDefault(driver.name(), driver.version());
                if (!then.equals(driver.version())) {
                    moved.add("the driver " + driver.name() + " was " + then + ", is now " + driver.version());
                }
            });
        }
        return List.copyOf(moved);
    }
}
