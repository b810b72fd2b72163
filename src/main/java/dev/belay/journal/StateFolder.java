package dev.belay.journal;

import dev.belay.plan.OnFailure;
import dev.belay.plan.Preview;
import dev.belay.plan.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the state of a site is kept, whoever runs: {@code /var/lib/belay/<site>/}, or what the site file says. Below it
 * {@code runs} with a folder for each run, named by the run's id, and the site's lock. Nothing is made until a run begins.
 *
 * @param path of the site's folder; absolute
 * @param storage the file system that it is on
 */
public record StateFolder(Path path, Storage storage) {

    /**
     * The folder of a site; only looks, makes nothing.
     *
     * @param environment the variables of the one who runs Belay
     * @throws dev.belay.value.Failure where it belongs to somebody else or could not be written
     */
    public static StateFolder of(Site site, Map<String, String> environment) {
        throw new UnsupportedOperationException();
    }

    /** The state of a site at a given place of this machine. */
    public static StateFolder at(Path path) {
        throw new UnsupportedOperationException();
    }

    /** An id for a new run that no run has: the application's name, shortened, and four hexadecimal digits. */
    public String freshId(String application) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begins a run: its folder with the plan and the preview that it began with, space in reserve, and a journal with its first record. All of it is on the disk when
     * this returns; after a crash in its middle there is no such run. The caller holds the site's lock.
     *
     * @param shown the preview as it is at the beginning; its run's id is of {@link #freshId}
     * @param by user@host
     * @param belay the version of Belay
     * @throws dev.belay.value.Failure where an open run is in the way, a run of this id exists, or the folder cannot be written
     */
    public RunFolder create(Preview shown, OnFailure onFailure, String by, String belay) {
        throw new UnsupportedOperationException();
    }

    /** All runs, the newest first: by their number, never by a clock. */
    public List<RunFolder> runs() {
        throw new UnsupportedOperationException();
    }

    /** The newest run. */
    public Optional<RunFolder> newest() {
        throw new UnsupportedOperationException();
    }

    /** The run that blocks the site. A run begins only when no other is open, so it can only be the newest. */
    public Optional<RunFolder> openRun() {
        throw new UnsupportedOperationException();
    }

    /**
     * The run of this id, of an id that begins so, or whose digits are these.
     *
     * @throws dev.belay.value.Failure where there is none or several
     */
    public RunFolder find(String id) {
        throw new UnsupportedOperationException();
    }
}
