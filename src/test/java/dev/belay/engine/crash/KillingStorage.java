package dev.belay.engine.crash;

import dev.belay.journal.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The real file system, with a place after each write, and one before the outcome of a step is written: a step that changed a
 * database came by no other. That a write is forced makes no place of its own, since SIGKILL loses nothing that was written; what a
 * power cut loses, {@code PowerCutSpec} tries.
 */
record KillingStorage(Storage real, Boundaries boundaries) implements Storage {

    @Override
    public void createFolder(Path folder) throws IOException {
        real.createFolder(folder);
        boundaries.reach("after making the folder " + folder.getFileName());
    }

    @Override
    public Appender create(Path file) throws IOException {
        return new Watched(real.create(file), String.valueOf(file.getFileName()), boundaries);
    }

    @Override
    public Appender open(Path file) throws IOException {
        return new Watched(real.open(file), String.valueOf(file.getFileName()), boundaries);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        real.rename(from, to);
        boundaries.reach("after renaming to " + to.getFileName());
    }

    @Override
    public void delete(Path path) throws IOException {
        boolean there = real.exists(path);
        real.delete(path);
        if (there) {
            boundaries.reach("after deleting " + path.getFileName());
        }
    }

    @Override
    public boolean exists(Path path) {
        return real.exists(path);
    }

    @Override
    public void createParents(Path folder) throws IOException {
        real.createParents(folder);
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        return real.list(folder);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return real.read(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        real.forceFolder(folder);
    }

    private record Watched(Appender real, String name, Boundaries boundaries) implements Appender {

        @Override
        public void append(byte[] bytes) throws IOException {
            if (new String(bytes, StandardCharsets.UTF_8).contains("\"outcome\"")) {
                boundaries.reach("before an outcome in " + name);
            }
            real.append(bytes);
            boundaries.reach("after writing " + name);
        }

        @Override
        public void force() throws IOException {
            real.force();
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            real.truncate(size);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
