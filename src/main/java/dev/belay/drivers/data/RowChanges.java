package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.driver.database.DatabaseFact;

/** Something that is another once rows of a database were changed, soon after that. */
record RowChanges(Database database) implements DatabaseFact<String> {

    @Override
    public String read(Probe world) {
        return Systems.changes(world, database);
    }

    @Override
    public String subject() {
        return "changes of rows of " + database.name();
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
