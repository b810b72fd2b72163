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
 */
public record Choices(Optional<OnFailure> onFailure, Set<String> skip, Optional<String> until) {

    public Choices {
        skip = Set.copyOf(skip);
    }

    /** As the script says, all steps. */
    public static Choices standard() {
        return new Choices(Optional.empty(), Set.of(), Optional.empty());
    }
}
