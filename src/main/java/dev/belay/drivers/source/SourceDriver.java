package dev.belay.drivers.source;

import dev.belay.driver.Driver;
import dev.belay.driver.Operation;
import java.util.ArrayList;
import java.util.List;

/** Sources under git, and the version that is installed. */
public final class SourceDriver implements Driver {

    @Override
    public String name() {
        return "source";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Operation> operations() {
        List<Operation> all = new ArrayList<>(Checkout.operations());
        all.add(InstalledGit.operation());
        all.add(InstalledFile.operation());
        all.add(InstalledCommand.operation());
        return all;
    }
}
