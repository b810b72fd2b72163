package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.driver.database.DatabaseFact;
import java.util.Map;

/** About how many rows and bytes each table holds, as the server's statistics have it. */
record RowEstimates(Database database) implements DatabaseFact<Map<String, Amount>> {

    @Override
    public Map<String, Amount> read(Probe world) {
        return Systems.amounts(world, database);
    }

    @Override
    public String subject() {
        return "rows of " + database.name();
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
