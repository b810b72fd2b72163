package dev.belay.engine;

import dev.belay.plan.OnFailure;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator chose for a run on the command line.
 *
 * @param onFailure in place of what the script says
 * @param skip ids or numbers of steps to leave out
 * @param until the id or number of the step after which to stop
 * @param reason why steps are left out; wanted for one in doubt
 */
public record Choices(
        Optional<OnFailure> onFailure, Set<String> skip, Optional<String> until, Optional<String> reason) {

    public Choices {
        skip = Set.copyOf(skip);
    }

    /** Without a reason. */
    public Choices(Optional<OnFailure> onFailure, Set<String> skip, Optional<String> until) {
        this(onFailure, skip, until, Optional.empty());
    }

    /** The same, for this reason. */
    public Choices because(Optional<String> why) {
        return new Choices(onFailure, skip, until, why);
    }

    /** As the script says, all steps. */
    public static Choices standard() {
        return new Choices(Optional.empty(), Set.of(), Optional.empty());
    }
}
