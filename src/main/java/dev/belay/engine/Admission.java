package dev.belay.engine;

import dev.belay.host.Host;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.StepState;
import dev.belay.journal.SiteLock;
import dev.belay.journal.StateFolder;
import dev.belay.plan.Plan;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
                            + word(state.standing()) + ")"
                            + String.join(
                                    "", living.stream().map(each -> "\n" + each).toList()),
                    "belay resume " + state.run(),
                    "belay undo " + state.run(),
                    "belay accept " + state.run(),
                    "belay abandon " + state.run());
        });
    }

    /** The state of a run that is open. */
    static RunState open(RunFolder folder) {
        RunState state = folder.read();
        if (!state.standing().open()) {
            throw new Failure(Exit.BLOCKED, "the run " + state.run() + " is closed (" + word(state.standing()) + ")");
        }
        return state;
    }

    /** The state of a run that may be undone. */
    RunState undoable(RunFolder folder) {
        RunState state = folder.read();
        if (state.standing() == Standing.ACCEPTED || state.standing() == Standing.UNDONE) {
            throw new Failure(
                    Exit.BLOCKED,
                    "the run " + state.run() + " is " + word(state.standing()) + "; there is no way back any more");
        }
        for (RunFolder later : states.runs()) {
            if (later.id().equals(folder.id())) {
                return state;
            }
            refuseChangedSince(state, later.read());
        }
        return state;
    }

    /** A later run that was undone left nothing, but for the steps that its undo passed over. */
    private static void refuseChangedSince(RunState state, RunState later) {
        if (later.steps().stream().noneMatch(StepState::touched)) {
            return;
        }
        String changed = "the run " + later.run() + " changed the site after " + state.run();
        boolean undone = later.standing() == Standing.UNDONE
                || (later.standing() == Standing.ACCEPTED && later.undo().isPresent());
        if (!undone) {
            throw new Failure(Exit.BLOCKED, changed, "undo " + later.run() + " first");
        }
        boolean stays = later.undo()
                .filter(undo -> !undo.begun().passedOver().isEmpty())
                .isPresent();
        if (stays) {
            throw new Failure(
                    Exit.BLOCKED,
                    changed + ", and its undo passed over steps that have no way back",
                    "go back by hand: belay log " + state.run() + " tells what was done");
        }
    }

    /** The sixth law for undos: it may come to less than was shown, never to more. */
    static void refuseMore(UndoPlan plan, Preview shown) {
        List<Step> agreed = shown.plan().steps();
        List<String> more = plan.steps().stream()
                .filter(step -> !agreed.contains(step))
                .map(Step::label)
                .toList();
        if (!more.isEmpty()) {
            throw new Failure(
                    Exit.MOVED,
                    "the undo would now also do what was not shown: " + String.join(", ", more),
                    "look at a new preview of it");
        }
    }

    /** A standing as messages name it. */
    static String word(Standing standing) {
        return standing.name().toLowerCase(java.util.Locale.ROOT);
    }
}
