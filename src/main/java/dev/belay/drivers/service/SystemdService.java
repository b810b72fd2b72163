package dev.belay.drivers.service;

import dev.belay.catalog.Option;
import dev.belay.catalog.Technology;
import dev.belay.driver.Arguments;
import dev.belay.driver.Target;
import dev.belay.expr.Type;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import dev.belay.value.Unseen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Units of systemd. Each is started and stopped by a {@code systemctl} of its own, so that their order holds, and asked about by one
 * {@code systemctl show} for all.
 *
 * @param units with their types, in the order in which they start
 * @param context who tells systemd to start and stop them
 */
record SystemdService(String name, List<String> units, Context context, Optional<Health> health)
        implements ManagedService {

    static final String TECHNOLOGY = "systemd";

    private static final String TYPES = "service|socket|timer|path|target|mount|automount|swap|slice|scope|device";
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.@\\\\-]+\\.(" + TYPES + ")");
    private static final String LOG_LINES = "20";

    /** How such a service is declared. */
    static Technology declared() {
        return new Technology(
                "service",
                TECHNOLOGY,
                new Type.AnyOf(List.of(Type.TEXT, new Type.ListOf(Type.TEXT))),
                List.of(
                        Option.of("health", ProcessService.HEALTH, ProcessService.HEALTH_DOC),
                        Option.of(
                                "as",
                                Type.TEXT,
                                "the account that tells systemd to start and stop them, such as root")),
                List.of(),
                "Units of systemd: services, timers, sockets. They start in this order and stop in the opposite one.",
                "service 'web', systemd: ['ngw.service', 'ngw-maintenance.timer']");
    }

    static SystemdService of(Resource resource) {
        Arguments declared = ProcessService.arguments(resource, declared());
        List<String> units = declared.texts(TECHNOLOGY).stream()
                .map(unit -> checked(resource.name(), unit))
                .toList();
        if (units.isEmpty() || new HashSet<>(units).size() < units.size()) {
            throw Failure.wrong("service '" + resource.name() + "': systemd: takes one unit or more, each once");
        }
        return new SystemdService(
                resource.name(),
                units,
                Context.own().as(declared.optionalText("as")),
                declared.find("health").map(Health::of));
    }

    /** The unit with its type; one without is a service, as systemctl takes it. */
    private static String checked(String service, String unit) {
        String whole = unit.matches(".+\\.(" + TYPES + ")") ? unit : unit + ".service";
        if (!UNIT.matcher(whole).matches() || whole.startsWith("-")) {
            throw Failure.wrong("service '" + service + "': '" + unit + "' is not the name of a unit");
        }
        if (whole.contains("@.")) {
            throw Failure.wrong("service '" + service + "': " + whole + " is a template: name its instances, such as "
                    + whole.replace("@.", "@1."));
        }
        return whole;
    }

    @Override
    public String technology() {
        return TECHNOLOGY;
    }

    @Override
    public String manager() {
        return TECHNOLOGY;
    }

    @Override
    public List<Target> containers(Unit unit) {
        return List.of();
    }

    @Override
    public List<Unit> look(HostReader host, List<String> some) {
        List<String> asked = some.isEmpty() ? units : some;
        String properties = "--property=" + String.join(",", SystemctlShow.PROPERTIES);
        List<Unit> told = show(host, asked, List.of(properties))
                .or(() -> show(host, asked, List.of())) // some stand-ins for systemctl print no list of properties
                .orElseThrow(() ->
                        new Unseen("systemctl does not tell whether " + String.join(", ", asked) + " are active"));
        return told.stream().anyMatch(unit -> unit.missing().isPresent()) ? spelled(host, told) : told;
    }

    private static Optional<List<Unit>> show(HostReader host, List<String> asked, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("systemctl", "show", "--no-pager"));
        arguments.addAll(options);
        arguments.addAll(asked);
        Output output = host.ask(Command.of(arguments));
        if (!output.ok()) {
            throw new Unseen("systemctl cannot be asked: "
                    + output.err().strip().lines().findFirst().orElse("exit " + output.exit()));
        }
        return SystemctlShow.units(output.out(), asked);
    }

    /** The same, what is missing with the name that was perhaps meant. */
    private static List<Unit> spelled(HostReader host, List<Unit> units) {
        List<String> arguments = List.of("systemctl", "list-unit-files", "--no-legend", "--no-pager", "--plain");
        List<String> known = host.ask(Command.of(arguments))
                .out()
                .lines()
                .map(line -> line.strip().split("\\s+")[0])
                .filter(name -> !name.isEmpty())
                .toList();
        return units.stream()
                .map(unit -> new Unit(
                        unit.name(),
                        unit.state(),
                        unit.told(),
                        unit.runsToItsEnd(),
                        unit.missing().map(sentence -> sentence + Suggestion.didYouMean(unit.name(), known)),
                        unit.barred(),
                        unit.wokenBy(),
                        unit.remarks(),
                        unit.containers()))
                .toList();
    }

    @Override
    public Command start(HostReader host, List<String> some) {
        return systemctl(List.of("start"), some);
    }

    @Override
    public Command stop(HostReader host, List<String> some) {
        return systemctl(List.of("stop"), some);
    }

    @Override
    public Command restart(HostReader host, List<String> some) {
        return systemctl(List.of("restart"), some);
    }

    @Override
    public Command kill(HostReader host, List<String> some) {
        return systemctl(List.of("kill", "--signal=SIGKILL"), some);
    }

    private Command systemctl(List<String> verb, List<String> some) {
        List<String> arguments = new ArrayList<>(List.of("systemctl", "--no-ask-password"));
        arguments.addAll(verb);
        arguments.addAll(some);
        return Command.of(arguments).in(context);
    }

    @Override
    public Optional<String> doubt(HostReader host) {
        String user = context.user().orElse(host.user());
        return Optional.of("systemctl works as " + user + ", and it is for polkit to say whether " + user
                        + " may start and stop units; with as: 'root' it works by sudo")
                .filter(sentence -> !user.equals("root"));
    }

    @Override
    public Optional<Command> log(HostReader host, String unit) {
        Command journal = Command.of("journalctl", "--no-pager", "-n", LOG_LINES, "-u", unit);
        return host.which("journalctl", context).map(path -> journal.in(context));
    }
}
