package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Beside;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * One moment of a database, seen over one or several connections.
 *
 * @param sources a connection each; the first one is that of whoever has this
 */
record Snapshot(List<Source> sources) implements AutoCloseable {

    Snapshot {
        sources = List.copyOf(sources);
    }

    /** Reads one part over one connection. */
    interface Reader<T> {
        void read(T part, Source source) throws SQLException, IOException;
    }

    /** The connection of whoever has this. */
    Source first() {
        return sources.get(0);
    }

    /**
     * Reads parts side by side, each over the next connection that is free, begun in their order. Returns when nothing is read any
     * more; where one fails the others end.
     *
     * @param readers gives one for each connection, which is called by one thread
     */
    <T> void read(List<T> parts, Supplier<Reader<T>> readers) throws SQLException, IOException {
        Queue<T> left = new ConcurrentLinkedQueue<>(parts);
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        List<Beside> others = new ArrayList<>();
        try {
            for (Source source : sources.subList(1, sources.size())) {
                others.add(Beside.begin("belay-export", () -> read(left, source, readers.get(), failures)));
            }
            read(left, first(), readers.get(), failures);
            for (Beside other : others) {
                other.await();
            }
        } finally {
            others.forEach(Beside::close);
        }
        if (!failures.isEmpty()) {
            throw failed(failures.remove());
        }
    }

    private <T> void read(Queue<T> left, Source source, Reader<T> reader, Queue<Exception> failures) {
        try {
            for (T part = left.poll(); part != null; part = left.poll()) {
                reader.read(part, source);
            }
        } catch (SQLException | IOException | RuntimeException e) {
            failures.add(e);
            left.clear();
            cancel();
        }
    }

    private static RuntimeException failed(Exception first) throws SQLException, IOException {
        if (first instanceof SQLException refused) {
            throw refused;
        }
        if (first instanceof IOException broken) {
            throw broken;
        }
        return (RuntimeException) first;
    }

    /** Has the server end what is being read; from any thread. */
    void cancel() {
        sources.forEach(Source::cancel);
    }

    @Override
    public void close() {
        sources.forEach(Source::close);
    }
}
