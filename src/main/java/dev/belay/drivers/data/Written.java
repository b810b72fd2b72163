package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import java.util.Optional;

/**
 * What an earlier step will have written an export from. Of the world as it is this tells nothing: what lies there is read itself.
 *
 * @param context who reads
 * @param path absolute
 */
record Written(Context context, String path) implements Fact<Optional<Written.From>> {

    /** Rows of a database. */
    record From(Database database, Wanted wanted) {}

    @Override
    public Optional<From> read(Probe world) {
        return Optional.empty();
    }

    @Override
    public Target target() {
        return Target.files(path);
    }

    @Override
    public String subject() {
        return "source of " + path;
    }

    @Override
    public String show(Optional<From> from) {
        return from.map(each -> each.database().toString()).orElse("");
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
