package dev.belay.engine.crash

import dev.belay.journal.Storage

import java.nio.file.Path

/**
 * The real file system, with a place before and after each forced write. What comes before a write is what comes after the one
 * before it, so it is no place of its own.
 */
class KillingStorage implements Storage {

    @Delegate
    private final Storage real
    private final Boundaries boundaries

    KillingStorage(Storage real, Boundaries boundaries) {
        this.real = real
        this.boundaries = boundaries
    }

    @Override
    Appender create(Path file) {
        watched(file, real.create(file))
    }

    @Override
    Appender open(Path file) {
        watched(file, real.open(file))
    }

    @Override
    void forceFolder(Path folder) {
        real.forceFolder(folder)
        boundaries.reach("after forcing the folder $folder.fileName")
    }

    @Override
    void rename(Path from, Path to) {
        real.rename(from, to)
        boundaries.reach("after renaming to $to.fileName")
    }

    private Appender watched(Path file, Appender appender) {
        new WatchedAppender(appender, file.fileName.toString(), boundaries)
    }

    private static class WatchedAppender implements Appender {
        @Delegate
        private final Appender real
        private final String name
        private final Boundaries boundaries

        WatchedAppender(Appender real, String name, Boundaries boundaries) {
            this.real = real
            this.name = name
            this.boundaries = boundaries
        }

        @Override
        void force() {
            boundaries.reach("before forcing $name")
            real.force()
            boundaries.reach("after forcing $name")
        }
    }
}
