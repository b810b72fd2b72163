package dev.belay.cli;

import dev.belay.driver.DriverJars;
import dev.belay.driver.Drivers;
import dev.belay.engine.Engine;
import dev.belay.engine.Person;
import dev.belay.host.Host;
import dev.belay.host.LocalHost;
import dev.belay.host.SecretSource;
import dev.belay.host.Secrets;
import dev.belay.journal.Next;
import dev.belay.journal.StateFolder;
import dev.belay.plan.Plan;
import dev.belay.plan.Secret;
import dev.belay.plan.Site;
import dev.belay.script.Ahead;
import dev.belay.script.OpenScript;
import dev.belay.script.Scripts;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What commands are made of, each part put together when it is first asked for: drivers, scripts, the host, engines. */
final class Parts {

    /** The version of Belay. */
    static final String VERSION = Optional.ofNullable(Parts.class.getPackage().getImplementationVersion())
            .orElse("0 (not packaged)");

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final Path etc;
    private final Map<List<Secret>, Host> hosts = new HashMap<>();
    private Optional<Drivers> drivers = Optional.empty();
    private final Ahead ahead;
    private String options = "";

    Parts(Terminal terminal) {
        this(terminal, Ahead.nothing());
    }

    /** @param ahead a script that may be wanted */
    Parts(Terminal terminal, Ahead ahead) {
        this.terminal = terminal;
        this.ahead = ahead;
        this.etc = Path.of(terminal.variable("BELAY_ETC").orElse("/etc/belay"));
    }

    /** What the command was started in. */
    Terminal terminal() {
        return terminal;
    }

    /** Where Belay is installed; empty where it runs from its source. */
    Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("belay.home")).map(Path::of);
    }

    /** All drivers: those that come along, and the jars in /etc/belay/drivers, or else in {@code drivers} beside Belay. */
    Drivers drivers() {
        if (drivers.isEmpty()) {
            Path folder = etc.resolve("drivers");
            Path beside = home().map(path -> path.resolve("drivers")).orElse(folder);
            drivers = Optional.of(DriverJars.with(Files.isDirectory(folder) ? folder : beside));
        }
        return drivers.get();
    }

    /** The folder of site files. */
    Path sites() {
        return etc;
    }

    /** Finds scripts and site files. */
    ScriptFinder finder(Optional<String> scripts) {
        return new ScriptFinder(terminal, home(), scripts, etc);
    }

    /** Reads a script with its site file into a plan. */
    Plan plan(Scripts.Stop stop, Optional<Path> site, Map<String, String> set) {
        return plan(List.of(stop), site, set);
    }

    /** The plan over several scripts of one application, in order, each with the version to go to. */
    Plan plan(List<Scripts.Stop> stops, Optional<Path> site, Map<String, String> set) {
        return open(stops, site, set).plan();
    }

    /** The same, with what the scripts can be asked about afterwards. */
    OpenScript open(List<Scripts.Stop> stops, Optional<Path> site, Map<String, String> set) {
        return Scripts.open(stops, site, set, drivers().catalog(), this::driverOf, ahead);
    }

    /** Checks a script with its site file. */
    Scripts.Checked check(Scripts.Stop stop, Optional<Path> site, Map<String, String> set) {
        return Scripts.check(stop, site, set, drivers().catalog());
    }

    private Optional<Map.Entry<String, String>> driverOf(String form) {
        return drivers().driverOf(form).map(driver -> Map.entry(driver.name(), driver.version()));
    }

    /** Where the state of a site is kept: what the person named, else what the site file says, else as usual. */
    StateFolder state(Optional<String> named, Site site) {
        return named.map(folder -> StateFolder.at(terminal.path(folder)))
                .orElseGet(() -> StateFolder.of(site, terminal.environment()));
    }

    /** The engine of a site. */
    Engine engine(StateFolder state, Screen screen, boolean noInput) {
        return engine(state, person(screen, noInput));
    }

    /** The engine of a site, and the person whom it asks. */
    Engine engine(StateFolder state, Person person) {
        options = RunFinder.options(state, Optional.empty(), terminal);
        return new Engine(drivers(), plan -> host(plan.secrets(), person), state, person, VERSION);
    }

    /** The same failure, whose commands find the site that this command was about. */
    Failure addressed(Failure failure) {
        return new Failure(
                failure.exit(),
                failure.message(),
                failure,
                failure.remedies().stream()
                        .map(remedy -> Next.addressed(remedy, options))
                        .toArray(String[]::new));
    }

    /** The person at the terminal. */
    TerminalPerson person(Screen screen, boolean noInput) {
        return new TerminalPerson(terminal, screen, name(), terminal.interactive() && !noInput);
    }

    /** Who runs Belay: user@host. */
    String name() {
        LocalHost host = new LocalHost(Secrets.undeclared(), terminal.environment(), GRACE);
        return host.user() + "@" + host.name();
    }

    /** This machine, with these secrets; the same for the same secrets, so that a person is asked once. */
    Host host(List<Secret> secrets, Person person) {
        return hosts.computeIfAbsent(secrets, declared -> newHost(declared, person));
    }

    private Host newHost(List<Secret> secrets, Person person) {
        Map<String, SecretSource> sources = new LinkedHashMap<>();
        secrets.forEach(secret -> sources.put(secret.name(), source(secret.source())));
        Secrets values = new Secrets(
                sources,
                terminal.environment(),
                question -> person.askSecret(question)
                        .orElseThrow(() -> new Failure(
                                Exit.PERSON,
                                "a person is needed to answer: " + question,
                                "name another source in the site file")));
        return new LocalHost(values, terminal.environment(), GRACE);
    }

    private static SecretSource source(Secret.Source source) {
        if (source instanceof Secret.FromEnvironment environment) {
            return new SecretSource.Variable(environment.variable());
        }
        if (source instanceof Secret.FromFile file) {
            return new SecretSource.OwnersFile(file.path());
        }
        return source instanceof Secret.FromCommand command
                ? new SecretSource.Program(command.command())
                : new SecretSource.Question(((Secret.FromQuestion) source).question());
    }
}
