package dev.belay.drivers.service;

import dev.belay.driver.Arguments;
import dev.belay.driver.Forecast;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.HostReader;
import dev.belay.plan.Resource;
import dev.belay.plan.WayBack;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A declared service whose units a service manager starts and stops: units of systemd, services of a compose project. A record of
 * plain values.
 */
sealed interface ManagedService permits SystemdService, ComposeService {

    /** The default time for a verb; systemd itself gives up after 90 s unless a unit says otherwise. */
    Value STANDARD = new Value.Span(Duration.ofMinutes(2));

    /** What journalctl prints where a unit logged nothing. */
    String NOTHING_LOGGED = "-- No entries --";

    /** As scripts call it. */
    String name();

    /** The technology by which it is declared. */
    String technology();

    /** What its units are unique in: declared services of the same manager may have some in common. */
    String manager();

    /** The containers that a unit is made of, as what runs in them may name them; none of systemd's. */
    List<Target> containers(Unit unit);

    /** What tells that it serves, not only runs. */
    Optional<Health> health();

    /** Its units in the order in which they start; empty where only the manager knows them. */
    List<String> units();

    /**
     * What its manager says of its units, in order; asked with one question.
     *
     * @param units which; empty for all
     * @throws dev.belay.value.Unseen where the manager cannot be asked, or does not tell
     */
    List<Unit> look(HostReader host, List<String> units);

    /** The command that starts units and waits for it. */
    Command start(HostReader host, List<String> units);

    /** The command that stops units and waits for it. */
    Command stop(HostReader host, List<String> units);

    /** The command that stops units, starts them, and waits for it. */
    Command restart(HostReader host, List<String> units);

    /** The command that kills units. */
    Command kill(HostReader host, List<String> units);

    /** The command that shows the last lines that a unit logged; empty where there is none. */
    Optional<Command> log(HostReader host, String unit);

    /** Groups of units, each of which one command starts: one by one where their order is declared. */
    default List<List<String>> groups(List<String> wanted) {
        return wanted.isEmpty()
                ? List.of(List.of())
                : wanted.stream().map(List::of).toList();
    }

    /** Who may be refused to start and stop its units, as a sentence; empty where nothing speaks against it. */
    Optional<String> doubt(HostReader host);

    /** What its steps may touch. */
    default Target target() {
        return Target.service(name());
    }

    /** A step on some of its units. */
    default WayBack.Deed deed(String verb, List<String> some) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        arguments.put("subject", new Value.Resource("service", name()));
        if (!some.equals(units())) {
            arguments.put("units", new Value.Items(some.stream().map(Value::of).toList()));
        }
        return new WayBack.Deed(verb + "/" + technology(), arguments, verb + " " + name());
    }

    /** What runs in a unit's containers cannot be reached once it is stopped. */
    default void stops(Unit unit, List<Unit> stopped, Forecast forecast) {
        List<String> alone = List.of(unit.name());
        String others = stopped.stream()
                .map(Unit::name)
                .filter(name -> !name.equals(unit.name()))
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        String start = "start it again before this step: start '" + name() + "'"
                + (alone.equals(units()) ? "" : ", units: ['" + unit.name() + "']");
        String advice = others.isEmpty() ? start : "stop the others alone, units: [" + others + "], or " + start;
        containers(unit)
                .forEach(container -> forecast.stops(container, deed("start", alone), deed("stop", alone), advice));
    }

    /** What runs in a unit's containers can be reached once it is started. */
    default void starts(Unit unit, Forecast forecast) {
        List<String> alone = List.of(unit.name());
        containers(unit).forEach(container -> forecast.starts(container, deed("start", alone), deed("stop", alone)));
    }

    /** The units that a step names by {@code units:}; all of the service where it names none. */
    default List<String> units(Arguments arguments) {
        List<String> wanted = arguments.texts("units");
        for (String unit : wanted) {
            if (!units().isEmpty() && !units().contains(unit)) {
                throw Failure.wrong(
                        "the service '" + name() + "' has no unit '" + unit + "'" + Suggestion.among(unit, units()));
            }
        }
        List<String> ordered = units().stream().filter(wanted::contains).toList();
        if (wanted.isEmpty()) {
            return units();
        }
        return units().isEmpty() ? wanted : ordered;
    }

    /** The last lines that a unit logged; empty where nobody knows. */
    default String lastLines(String unit, Work work) {
        return log(work.host(), unit)
                .map(work.host()::ask)
                .map(output -> output.out().strip())
                .filter(lines -> !lines.equals(NOTHING_LOGGED))
                .orElse("");
    }

    /** The service that a step is about. */
    static ManagedService of(Arguments arguments) {
        return of(arguments.resource("subject", "service"));
    }

    /** A declared service. */
    static ManagedService of(Resource resource) {
        return resource.technology().equals(SystemdService.TECHNOLOGY)
                ? SystemdService.of(resource)
                : ComposeService.of(resource);
    }

    /** True where a technology declares such services. */
    static boolean declares(String technology) {
        return technology.equals(SystemdService.TECHNOLOGY) || technology.equals(ComposeService.TECHNOLOGY);
    }
}
