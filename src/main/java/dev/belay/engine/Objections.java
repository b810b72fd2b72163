package dev.belay.engine;

import dev.belay.driver.Drivers;
import dev.belay.expr.Environment;
import dev.belay.expr.Pending;
import dev.belay.plan.Plan;
import dev.belay.plan.Step;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;

/** What drivers object to in steps whose arguments are all known, before anyone looks at the world: a checksum that is none, say. */
public final class Objections {

    private Objections() {}

    /** All of them, each with the place of its step. Steps that wait for others or may be passed over are left out. */
    public static List<Failure> of(Plan plan, Drivers drivers) {
        Binder binder = new Binder(drivers, plan);
        List<Failure> objections = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (drivers.driverOf(step.form()).isPresent() && step.guard().isEmpty()) {
                try {
                    binder.bind(step, Environment.empty());
                } catch (Pending later) { // told by a preview
                } catch (Failure wrong) {
                    objections.add(new Failure(
                            wrong.exit(),
                            step.at() + ": " + wrong.message(),
                            wrong.remedies().toArray(String[]::new)));
                }
            }
        }
        return objections;
    }
}
