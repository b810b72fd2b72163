package dev.belay.drivers.service;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.List;

/** Whether all units of a managed service are active, but those that do their work and end. */
record AllActive(ManagedService service) implements Fact<Boolean> {

    @Override
    public Boolean read(Probe world) {
        List<Unit> units = service.look(world.host(), List.of());
        return !units.isEmpty() && units.stream().allMatch(unit -> unit.active() || unit.runsToItsEnd());
    }

    @Override
    public Target target() {
        return service.target();
    }

    @Override
    public String subject() {
        return service.name();
    }

    @Override
    public String show(Boolean active) {
        return active ? "active" : "inactive";
    }

    @Override
    public boolean serving() {
        return true;
    }
}
