package dev.belay.engine;

import dev.belay.driver.Drivers;
import dev.belay.expr.Environment;
import dev.belay.expr.Pending;
import dev.belay.plan.Plan;
import dev.belay.plan.Step;
import dev.belay.value.Failure;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** From where the steps of a plan get something over the network. Asks nobody. */
public final class Fetches {

    private Fetches() {}

    /** The addresses, by the id of the step; without those that wait for another step. */
    public static Map<String, URI> of(Plan plan, Drivers drivers) {
        Binder binder = new Binder(drivers, plan);
        Map<String, URI> addresses = new HashMap<>();
        for (Step step : plan.steps()) {
            try {
                binder.bind(step, Environment.empty())
                        .fetches()
                        .ifPresent(address -> addresses.put(step.id(), address));
            } catch (Pending | Failure untold) { // told of by a preview
            }
        }
        return addresses;
    }
}
