package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.driver.database.DatabaseFact;
import dev.belay.drivers.data.format.Table;
import java.util.List;

/** The tables of the application in a database, with their columns and keys. */
record TablesOf(Database database) implements DatabaseFact<List<Table>> {

    @Override
    public List<Table> read(Probe world) {
        return Systems.tables(world, database);
    }

    @Override
    public String subject() {
        return "tables of " + database.name();
    }

    @Override
    public String show(List<Table> tables) {
        return String.valueOf(tables.size());
    }
}
