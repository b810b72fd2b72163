package dev.belay.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * Space that a run holds back on the disk of its journal, as a file of noise (zeros might be stored as nothing). Deleting it
 * makes room for the records that must still be written when the disk is full.
 *
 * @param storage the file system
 * @param folder of the run
 */
record Reserve(Storage storage, Path folder) {

    /** Bytes; more than the records need that end a step, stop a run or close it. */
    static final int SIZE = 2 * 1024 * 1024;

    private static final String FILE = "reserve";

    /** Sets the space aside; it is on the disk when this returns, but for its name. */
    void make() throws IOException {
        storage.delete(file());
        try (Storage.Appender appender = storage.create(file())) {
            appender.append(noise());
            appender.force();
        } catch (IOException e) {
            release();
            throw e;
        }
    }

    /** True where the space is there, or could be set aside again. */
    boolean ready() {
        try {
            if (!whole()) {
                make();
                storage.forceFolder(folder);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives the space back. */
    void release() {
        try {
            storage.delete(file());
            storage.forceFolder(folder);
        } catch (IOException e) {
            // the write that needs the space will tell
        }
    }

    /** Blocks that are alike, each larger than what file systems compress as one. */
    private static byte[] noise() {
        byte[] block = new byte[SIZE / 8];
        new Random(SIZE).nextBytes(block);
        byte[] noise = new byte[SIZE];
        for (int start = 0; start < SIZE; start += block.length) {
            System.arraycopy(block, 0, noise, start, block.length);
        }
        return noise;
    }

    private boolean whole() throws IOException {
        if (!storage.exists(file())) {
            return false;
        }
        try (Storage.Appender appender = storage.open(file())) {
            return appender.size() == SIZE;
        }
    }

    private Path file() {
        return folder.resolve(FILE);
    }
}
