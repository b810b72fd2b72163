package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.driver.database.DatabaseFact;

/** Whether an import came to its end: the database itself holds a mark of it, written in the transaction of the rows. */
record Imported(Database database, String mark) implements DatabaseFact<Boolean> {

    @Override
    public Boolean read(Probe world) {
        return Systems.keepsMarks(world, database)
                && world.query(database, "select 1 from belay_import where marker = ?", mark)
                        .single()
                        .isPresent();
    }

    @Override
    public String subject() {
        return "rows of " + database.name();
    }

    @Override
    public String show(Boolean value) {
        return value ? "imported" : "";
    }
}
