package dev.belay.cli;

import dev.belay.plan.Plan;
import dev.belay.plan.Site;
import dev.belay.script.Scripts;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that a plan was made from, to read them again.
 *
 * @param terminal tells where relative paths lead
 */
record MadeFrom(Terminal terminal, Plan plan) {

    /** Its scripts, each with the version that it leads to. */
    List<Scripts.Stop> stops() {
        return plan.parts().isEmpty()
                ? List.of(stop(plan.script(), plan.to()))
                : plan.parts().stream()
                        .map(part -> stop(part.script(), part.to()))
                        .toList();
    }

    private Scripts.Stop stop(String script, Version to) {
        return new Scripts.Stop(terminal.path(script), Optional.of(to));
    }

    /**
     * Its site file; empty where it was made without one.
     *
     * @throws Failure (2) where that is not there any more
     */
    Optional<Path> site() {
        Optional<Path> site = plan.sources().stream()
                .map(source -> terminal.path(source.path()))
                .filter(Scripts::isSite)
                .findFirst();
        if (site.isEmpty() && !plan.site().equals(Site.local())) {
            throw Failure.wrong("the site file that the run was begun with is not here any more", "put it back");
        }
        return site;
    }
}
