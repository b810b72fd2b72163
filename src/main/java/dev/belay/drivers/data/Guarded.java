package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.driver.database.DatabaseFact;
import java.util.List;

/** The tables that may refuse rows by a rule that only their server can apply: a check, an exclusion, a trigger. */
record Guarded(Database database) implements DatabaseFact<List<String>> {

    @Override
    public List<String> read(Probe world) {
        return Systems.guarded(world, database);
    }

    @Override
    public String subject() {
        return "tables of " + database.name() + " with checks or triggers";
    }

    @Override
    public String show(List<String> tables) {
        return String.valueOf(tables.size());
    }

    /** It is only told. */
    @Override
    public boolean estimate() {
        return true;
    }
}
