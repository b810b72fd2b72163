package dev.belay.drivers.files;

import dev.belay.driver.Result;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.plan.WayBack;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.util.Optional;
import java.util.function.Consumer;

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

    /** The step that takes back a replacement. {@code there} tells whether something stood in the place before. */
    WayBack.Deed wayBack(boolean there) {
        return RestoreFolder.deed(place, there ? Optional.of(kept()) : Optional.empty());
    }

    /** Makes the new beside and puts it in its place; what is made only in part is removed. */
    void replace(FileWriter files, Consumer<String> maker) {
        files.remove(made());
        try {
            maker.accept(made());
        } catch (Failure | Unseen broken) {
            files.remove(made());
            throw broken;
        }
        swap(files, Staying.none());
    }

    /**
     * Puts what was made in its place. After a crash in the middle, or behind it, it goes on from there.
     *
     * @throws Failure where something came into the place meanwhile
     */
    void swap(FileWriter files, Staying staying) {
        put(files, made(), staying);
    }

    /** Puts something in its place, of which nothing stays. */
    void put(FileWriter files, String from) {
        put(files, from, Staying.none());
    }

    /**
     * Puts something in its place by renames, and keeps what stands there; nothing where there is nothing to put. A file or link is
     * replaced at once: it is kept under a second name first. After a crash in the middle it goes on from there.
     *
     * @param staying what stays in the place
     * @throws Failure where something came into the place meanwhile
     */
    void put(FileWriter files, String from, Staying staying) {
        Optional<FileInfo> coming = files.info(from);
        if (coming.isPresent()) {
            files.info(place.path()).ifPresent(there -> keep(files, there, coming.get()));
            staying.bring(files, kept(), from);
            files.rename(from, place.path());
        }
    }

    private void keep(FileWriter files, FileInfo there, FileInfo coming) {
        Optional<FileInfo> kept = files.info(kept());
        if (kept.isEmpty()) {
            boolean folder = there.kind() == FileInfo.Kind.FOLDER || coming.kind() == FileInfo.Kind.FOLDER;
            if (folder || !files.share(place.path(), kept())) {
                files.rename(place.path(), kept());
            }
        } else if (!kept.get().equals(there)) {
            throw Failure.failed(
                    place.path() + " was made again while it was replaced", "look at it, and remove one of the two");
        }
    }

    /** Takes what stands in the place out of the way, and keeps it; nothing where there is nothing. */
    void setAside(FileWriter files) {
        if (files.exists(place.path())) {
            if (files.exists(kept())) {
                throw Failure.failed(
                        place.path() + " was made again while it was removed", "look at it, and remove one of the two");
            }
            files.rename(place.path(), kept());
        }
    }

    /** Removes what a broken attempt left: what it made, and the second name of what it did not come to replace. */
    void discard(FileWriter files) {
        files.remove(made());
        Optional<FileInfo> kept = files.info(kept());
        if (kept.filter(info -> info.kind() != FileInfo.Kind.FOLDER).isPresent()
                && kept.equals(files.info(place.path()))) {
            files.remove(kept());
        }
    }

    /** Removes what was kept. */
    void accept(FileWriter files) {
        files.remove(kept());
    }

    /** The result of a step that says what it keeps. */
    Result result(FileReader files) {
        return files.exists(kept())
                ? Result.none().remark("kept: " + kept() + ", " + files.total(kept()) + "; until accept")
                : Result.none();
    }
}
