package dev.belay.drivers.forthcoming;

import dev.belay.catalog.Form;
import dev.belay.driver.Driver;
import dev.belay.driver.Operation;
import dev.belay.value.Failure;
import java.util.List;

/** What scripts may say already and this version of Belay cannot do. */
public final class ForthcomingDriver implements Driver {

    @Override
    public String name() {
        return "forthcoming";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public boolean forthcoming() {
        return true;
    }

    @Override
    public List<Operation> operations() {
        return DataForms.forms().stream().map(ForthcomingDriver::operation).toList();
    }

    private static Operation operation(Form form) {
        return new Operation(form, arguments -> {
            throw Failure.wrong(
                    "'" + form.key() + "' is not in this version of Belay",
                    "write the step as sh '...' for the time being");
        });
    }
}
