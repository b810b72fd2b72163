package dev.belay.drivers.command;

import dev.belay.driver.Driver;
import dev.belay.driver.Operation;
import java.util.List;

/** Commands of the script, migrations by commands of the application, and a person's steps. */
public final class CommandDriver implements Driver {

    @Override
    public String name() {
        return "command";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Operation> operations() {
        return List.of(Sh.operation(), Migrate.operation(), Confirm.operation());
    }
}
