package dev.belay.drivers.data;

import dev.belay.driver.Driver;
import dev.belay.driver.Operation;
import java.util.List;

/** Data from one database into another, by way of files. */
public final class DataDriver implements Driver {

    @Override
    public String name() {
        return "data";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation(DataForms.export(), Export::of),
                new Operation(DataForms.bring(), Import::of),
                new Operation(DataForms.rows(), VerifyRows::of));
    }
}
