package dev.belay.drivers.data.format;

import java.io.IOException;

/** Where the rows of an export go, table by table. Not for several threads. What is not finished is no export. */
public interface Sink extends AutoCloseable {

    /** Begins a table. */
    void begin(Table table) throws IOException;

    /** The next row of the table; the row is read before this returns. */
    void row(Row row) throws IOException;

    /** Ends a table. */
    void end() throws IOException;

    /** All is there: the manifest, which the caller writes. */
    Manifest finish(Manifest.Origin origin) throws IOException;

    /** Closes what is open; without {@link #finish} nothing of it counts. */
    @Override
    void close() throws IOException;
}
