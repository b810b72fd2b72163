package dev.belay.drivers.check;

import dev.belay.driver.Driver;
import dev.belay.driver.Operation;
import java.util.List;

/** Checks of the machine before and after an upgrade. */
public final class CheckDriver implements Driver {

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                RequireCommand.OPERATION,
                RequireDisk.OPERATION,
                RequireUser.OPERATION,
                RequirePort.OPERATION,
                RequireFile.OPERATION,
                RequireMount.OPERATION,
                VerifyHttp.OPERATION,
                VerifyTcp.OPERATION,
                VerifyFile.OPERATION,
                VerifyCommand.OPERATION);
    }
}
