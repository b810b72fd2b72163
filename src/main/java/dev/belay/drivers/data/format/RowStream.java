package dev.belay.drivers.data.format;

import java.io.IOException;
import java.util.function.Predicate;

/** Rows of tables, of an export that is there or of one that will be. They can be read several times, and are in the same order then. */
public interface RowStream {

    /** Where they are, for messages: a path, a database. */
    String path();

    /** Reads the rows of some tables, table by table. */
    void read(Predicate<String> tables, ExportReader.Visitor visitor) throws IOException;
}
