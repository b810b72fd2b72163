package dev.belay.drivers.packages;

import dev.belay.driver.Driver;
import dev.belay.driver.Operation;
import java.util.ArrayList;
import java.util.List;

/** Packages of languages and of the system. */
public final class PackagesDriver implements Driver {

    @Override
    public String name() {
        return "packages";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Operation> operations() {
        List<Operation> all = new ArrayList<>(List.of(
                InstallPip.OPERATION,
                RestorePip.OPERATION,
                InstalledPip.OPERATION,
                InstalledNpm.OPERATION,
                InstallApt.OPERATION,
                RestoreApt.OPERATION));
        all.addAll(InstallLocked.operations());
        return all;
    }
}
