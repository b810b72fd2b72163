package dev.belay.discovery;

import java.util.ArrayList;
import java.util.List;

/**
 * What a search found, and where it could not look; each in the order units, checkouts, environments, databases, containers.
 *
 * @param own what clearly belongs to the application
 * @param doubtful what may belong to it, by its name
 * @param unseen what could not be looked at, and why, a line each
 */
public record Findings(List<Finding> own, List<Finding> doubtful, List<String> unseen) {

    public Findings {
        own = List.copyOf(own);
        doubtful = List.copyOf(doubtful);
        unseen = List.copyOf(unseen);
    }

    /** What clearly belongs to the application, of one kind. */
    public <T extends Finding> List<T> own(Class<T> kind) {
        return own.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What may belong to it, of one kind. */
    public <T extends Finding> List<T> doubtful(Class<T> kind) {
        return doubtful.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The same after somebody said that a finding belongs to the application. */
    Findings claiming(Finding finding) {
        List<Finding> more = new ArrayList<>(own);
        more.add(finding);
        List<Finding> less = new ArrayList<>(doubtful);
        less.remove(finding);
        return new Findings(more, less, unseen);
    }
}
