package dev.belay.drivers.service;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.List;
import java.util.Objects;

/** Whether a unit of a managed service is active. That of a unit which two declared services have in common is one fact. */
record UnitActive(ManagedService service, String unit) implements Fact<Boolean> {

    @Override
    public Boolean read(Probe world) {
        return service.look(world.host(), List.of(unit)).stream().anyMatch(Unit::active);
    }

    @Override
    public Target target() {
        return service.target();
    }

    @Override
    public String subject() {
        return unit;
    }

    @Override
    public String show(Boolean active) {
        return active ? "active" : "inactive";
    }

    @Override
    public boolean serving() {
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnitActive active
                && unit.equals(active.unit)
                && service.manager().equals(active.service.manager());
    }

    @Override
    public int hashCode() {
        return Objects.hash(service.manager(), unit);
    }

    @Override
    public String toString() {
        return "UnitActive[" + service.manager() + ", " + unit + "]";
    }
}
