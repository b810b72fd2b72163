package dev.belay.drivers.service;

import dev.belay.catalog.Technology;
import dev.belay.driver.Driver;
import dev.belay.driver.Fact;
import dev.belay.driver.Operation;
import dev.belay.plan.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes with a pid file, services that commands start and stop, the units of systemd, compose projects, and maintenance. */
public final class ServiceDriver implements Driver {

    @Override
    public String name() {
        return "service";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Technology> technologies() {
        return List.of(
                ProcessService.declared(),
                CommandService.declared(),
                SystemdService.declared(),
                ComposeService.declared());
    }

    @Override
    public Optional<Fact<Boolean>> activeOf(Resource service) {
        return ManagedService.declares(service.technology())
                ? Optional.of(new AllActive(ManagedService.of(service)))
                : Service.of(service).active();
    }

    @Override
    public List<Operation> operations() {
        Stream<Operation> own = Stream.of(ProcessService.TECHNOLOGY, CommandService.TECHNOLOGY)
                .flatMap(technology -> Stream.of(
                        Stop.operation(technology), Start.operation(technology), Restart.operation(technology)));
        Stream<Operation> managed = Stream.of(SystemdService.TECHNOLOGY, ComposeService.TECHNOLOGY)
                .flatMap(technology -> Stream.of(
                        StopUnits.operation(technology),
                        StartUnits.operation(technology),
                        RestartUnits.operation(technology)));
        return Stream.of(own, managed, Maintenance.operations().stream())
                .flatMap(operations -> operations)
                .toList();
    }
}
