package dev.belay.drivers.data.format;

import java.io.IOException;

/** Where the rows of an export go. What is not finished is no export. */
public interface Sink extends AutoCloseable {

    /**
     * Begins a part of a table. A folder takes parts side by side, each from another thread; one file takes tables one after another,
     * whole.
     *
     * @param number from 1, in the order in which the rows are to be read again
     * @param count how many parts the table has
     */
    Part part(Table table, int number, int count) throws IOException;

    /** Rows of a table. Not for several threads. */
    interface Part extends AutoCloseable {

        /** The next row; it is read before this returns. */
        void row(Row row) throws IOException;

        /** All of its rows are there. */
        void end() throws IOException;

        /** Closes what is open; without {@link #end} nothing of it counts. */
        @Override
        void close() throws IOException;
    }

    /** All is there: the manifest, which the caller writes. */
    Manifest finish(Manifest.Origin origin) throws IOException;

    /** Closes what is open; without {@link #finish} nothing of it counts. */
    @Override
    void close() throws IOException;
}
