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

    private final RowCheck check = new RowCheck();

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation(DataForms.export(), Export::of),
                new Operation(DataForms.bring(), arguments -> Import.of(arguments, check)),
                new Operation(DataForms.rows(), VerifyRows::of));
    }
}
