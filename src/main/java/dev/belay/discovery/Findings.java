package dev.belay.discovery;

import java.util.List;

/**
 * What a search found, and where it could not look.
 *
 * @param found in the order units, checkouts, environments, databases
 * @param unseen what could not be looked at, and why, a line each
 */
public record Findings(List<Finding> found, List<String> unseen) {

    public Findings {
        found = List.copyOf(found);
        unseen = List.copyOf(unseen);
    }

    /** The findings of one kind. */
    public <T extends Finding> List<T> of(Class<T> kind) {
        return found.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
