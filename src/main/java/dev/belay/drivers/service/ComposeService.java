package dev.belay.drivers.service;

import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Technology;
import dev.belay.container.Compose;
import dev.belay.container.Container;
import dev.belay.driver.Arguments;
import dev.belay.driver.Target;
import dev.belay.expr.Type;
import dev.belay.host.Command;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.plan.Json;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import dev.belay.value.Unseen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Services of a compose project, by {@code docker compose}, {@code docker-compose} or {@code podman-compose}, whichever is there. Stopped
 * ones keep their containers: it is never taken {@code down}.
 *
 * @param project that they are of
 * @param units the services in the order in which they start; empty for all, in the order of their dependencies
 */
record ComposeService(String name, Compose project, List<String> units, Optional<Health> health)
        implements ManagedService {

    static final String TECHNOLOGY = "compose";

    private static final String LOG_LINES = "20";

    /** How such a service is declared. */
    static Technology declared() {
        return new Technology(
                "service",
                TECHNOLOGY,
                Type.PATH,
                List.of(
                        Option.of(
                                "services",
                                new Type.ListOf(Type.TEXT),
                                "which of its services, in the order in which they start; all unless told"),
                        Option.of("health", ProcessService.HEALTH, ProcessService.HEALTH_DOC),
                        Options.AS,
                        Options.PATH,
                        Options.ENV),
                List.of(),
                "Services of a compose project, by its file or folder, run by docker compose, docker-compose or podman-compose."
                        + " One with a health check of its own is active once that holds. Name those that stay up where"
                        + " others do their work and end.",
                "service 'app', compose: '/srv/mmgis/docker-compose.yml', services: ['db', 'app']");
    }

    static ComposeService of(Resource resource) {
        Arguments declared = ProcessService.arguments(resource, declared());
        Compose project =
                Compose.of("service '" + resource.name() + "'", declared.text(TECHNOLOGY), declared.context());
        List<String> services = declared.texts("services");
        for (String service : services) {
            if (!service.matches("[A-Za-z0-9._][A-Za-z0-9._-]*")) {
                throw Failure.wrong("service '" + resource.name() + "': '" + service + "' is no name of a service");
            }
        }
        if (new HashSet<>(services).size() < services.size()) {
            throw Failure.wrong("service '" + resource.name() + "': services: names one twice");
        }
        return new ComposeService(
                resource.name(), project, services, declared.find("health").map(Health::of));
    }

    @Override
    public String technology() {
        return TECHNOLOGY;
    }

    @Override
    public String manager() {
        return project.place();
    }

    @Override
    public List<Target> containers(Unit unit) {
        Container service = new Container(unit.name(), Optional.of(project), project.context());
        return Stream.concat(
                        Stream.of(service),
                        unit.containers().stream().map(own -> new Container(own, Optional.empty(), project.context())))
                .map(Target::container)
                .toList();
    }

    @Override
    public List<List<String>> groups(List<String> wanted) {
        return units.isEmpty() ? List.of(wanted) : ManagedService.super.groups(wanted);
    }

    @Override
    public List<Unit> look(HostReader host, List<String> some) {
        List<String> program = project.program(host);
        List<ComposePs.Container> containers = containers(host, program);
        List<String> asked = some.isEmpty() ? units : some;
        List<String> names = asked.isEmpty() ? project.services(host, program) : asked;
        List<Unit> found = new ArrayList<>();
        for (String service : names) {
            List<ComposePs.Container> own = containers.stream()
                    .filter(container -> container.service().equals(service))
                    .toList();
            found.add(own.isEmpty() ? absent(host, program, service) : ComposePs.unit(service, own));
        }
        return found;
    }

    private List<ComposePs.Container> containers(HostReader host, List<String> program) {
        try {
            if (!Compose.isPodman(program)) {
                Output listed =
                        host.ask(project.command(program, List.of("ps", "--all", "--format", "json"), List.of()));
                Optional<List<ComposePs.Container>> containers =
                        listed.ok() ? ComposePs.listed(listed.out()) : Optional.empty();
                if (containers.isPresent()) {
                    return containers.get();
                }
            }
            List<String> ids = project.ids(host, program);
            if (ids.isEmpty()) {
                return List.of();
            }
            List<String> inspect = new ArrayList<>(List.of(Compose.engine(program), "inspect", "--type", "container"));
            inspect.addAll(ids);
            return ComposePs.inspected(project.answer(host, Command.of(inspect).in(project.context())));
        } catch (Json.Misfit unreadable) {
            throw new Unseen("what " + String.join(" ", program) + " says of the containers cannot be read: "
                    + unreadable.getMessage());
        }
    }

    /** A service without a container: it was never created, or there is none of this name. */
    private Unit absent(HostReader host, List<String> program, String service) {
        Output listed = host.ask(project.command(program, List.of("config", "--services"), List.of()));
        List<String> known =
                listed.ok() ? listed.out().lines().map(String::strip).toList() : List.of(service);
        Optional<String> missing = known.contains(service)
                ? Optional.empty()
                : Optional.of("the compose project of '" + name + "' has no service '" + service + "'"
                        + Suggestion.among(service, known));
        return new Unit(
                service,
                Unit.State.INACTIVE,
                "not created",
                false,
                missing,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public Command start(HostReader host, List<String> some) {
        return project.command(project.program(host), List.of("up", "-d"), some);
    }

    @Override
    public Command stop(HostReader host, List<String> some) {
        return project.command(project.program(host), List.of("stop"), some);
    }

    @Override
    public Command restart(HostReader host, List<String> some) {
        return project.command(project.program(host), List.of("up", "-d", "--force-recreate"), some);
    }

    @Override
    public Command kill(HostReader host, List<String> some) {
        return project.command(project.program(host), List.of("kill"), some);
    }

    @Override
    public Optional<Command> log(HostReader host, String unit) {
        return Optional.of(project.command(project.program(host), List.of("logs", "--tail", LOG_LINES), List.of(unit)));
    }

    @Override
    public Optional<String> doubt(HostReader host) {
        return Optional.empty();
    }
}
