package dev.belay.drivers.files;

import dev.belay.host.FileWriter;
import dev.belay.value.Digest;
import dev.belay.value.Failure;

/**
 * The names by which a step replaces a path: what is new is made beside it, what was there is kept beside it. They hold the run's
 * id and differ from step to step.
 *
 * @param place the path that is replaced
 * @param mark tells the step apart: the run's id and a few digits
 */
record Swap(Place place, String mark) {

    /**
     * The names of a step.
     *
     * @param keep the step's private folder, which no other step has
     */
    static Swap of(Place place, String run, String keep) {
        return new Swap(place, run + "-" + Digest.of(keep).hex().substring(0, 4));
    }

    /** Where the new is made. */
    String made() {
        return place.path() + ".new-" + mark;
    }

    /** Where the old is kept. */
    String kept() {
        return place.path() + ".old-" + mark;
    }

    /**
     * Puts what was made in its place by two renames. After a crash between them, or behind them, it goes on from there.
     *
     * @throws Failure where something came into the place meanwhile
     */
    void swap(FileWriter files) {
        if (!files.exists(made())) {
            return;
        }
        if (files.exists(place.path())) {
            if (files.exists(kept())) {
                throw Failure.failed(
                        place.path() + " was made again while it was replaced",
                        "look at it, and remove one of the two");
            }
            files.rename(place.path(), kept());
        }
        files.rename(made(), place.path());
    }
}
