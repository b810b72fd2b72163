package dev.belay.drivers.service;

import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.List;
import java.util.stream.Collectors;

/** What there is of a managed service: its units, whether they can be started, and what starts them again by itself. */
record Units(ManagedService service, List<String> names) implements Fact<List<Unit>> {

    /** As it is foreseen; a unit that does not exist is a requirement that does not hold, and who may not be obeyed is told. */
    static List<Unit> of(ManagedService service, List<String> names, Forecast forecast) {
        List<Unit> units = forecast.now(new Units(service, names));
        units.forEach(unit -> forecast.told(new UnitActive(service, unit.name()), unit.active()));
        service.doubt(forecast.host()).ifPresent(forecast::remark);
        units.forEach(unit -> unit.missing().ifPresent(forecast::unmet));
        return units;
    }

    @Override
    public List<Unit> read(Probe world) {
        return service.look(world.host(), names);
    }

    @Override
    public Target target() {
        return service.target();
    }

    @Override
    public String subject() {
        return "units of " + service.name();
    }

    /** Without what changes from moment to moment: a plan does not rest on it. */
    @Override
    public String show(List<Unit> units) {
        return units.stream()
                .map(unit -> unit.missing().or(unit::barred).orElse(unit.name()))
                .collect(Collectors.joining(", "));
    }
}
