package dev.belay.driver.database;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.container.Compose;
import dev.belay.container.Container;
import dev.belay.database.Address;
import dev.belay.database.Database.Endpoint;
import dev.belay.database.Database.Inside;
import dev.belay.database.Database.Tcp;
import dev.belay.driver.Arguments;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How scripts declare a database whose server runs in a container: {@code postgresql: 'app', container: 'app-db-1'}, or {@code
 * postgresql: 'app', compose: '/opt/app', service: 'db'}. The address is then as seen from inside; the name alone is on the loopback
 * address of the container.
 */
public final class ContainerOptions {

    private static final List<Option> ALL = List.of(
            Option.of(
                    "container",
                    Type.TEXT,
                    "the container in which its server runs; the address is as seen from inside it, mostly the name alone"),
            Option.of(
                    "compose", Type.PATH, "the file or folder of the compose project, of which service: is its server"),
            Option.of("service", Type.TEXT, "the service of the compose project in which its server runs"),
            Option.of(
                    "path", Options.PATH.type(), "folders put before the PATH in which docker or podman is looked for"),
            Option.of("env", Options.ENV.type(), "variables of the environment for docker, such as DOCKER_HOST"));

    private static final List<String> NEEDING = List.of("path", "env");

    private ContainerOptions() {}

    /** These options and those for containers. */
    public static List<Option> with(Option... own) {
        return Stream.concat(Stream.of(own), ALL.stream()).toList();
    }

    /**
     * The container that a declaration names; empty where it names none.
     *
     * @throws Failure where the options do not fit together
     */
    public static Optional<Container> of(Resource resource) {
        Arguments declared = new Arguments(
                Form.of("database", Subject.none())
                        .options(ALL)
                        .options(List.of(Options.AS))
                        .form(),
                resource.arguments());
        String what = "database '" + resource.name() + "'";
        Optional<String> container = declared.optionalText("container");
        Optional<String> compose = declared.optionalText("compose");
        Optional<String> service = declared.optionalText("service");
        if (container.isPresent() && compose.isPresent()) {
            throw Failure.wrong(
                    what + ": container: names a container, compose: and service: one of a project; write one");
        }
        if (compose.isPresent() != service.isPresent()) {
            throw Failure.wrong(
                    what + ": compose: and service: belong together: the project, and which of its services");
        }
        if (container.isEmpty() && compose.isEmpty()) {
            NEEDING.stream().filter(declared::has).findFirst().ifPresent(option -> {
                throw Failure.wrong(what + ": " + option + ": is of use with container: or compose: only");
            });
            return Optional.empty();
        }
        if (!declared.has("user")) {
            throw Failure.wrong(what + ": say user: whom it is to connect as; in a container nobody can be assumed");
        }
        String name = container.or(() -> service).orElseThrow();
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
            throw Failure.wrong(what + ": '" + name + "' is no name of a container or service");
        }
        return Optional.of(new Container(
                name, compose.map(path -> Compose.of(what, path, declared.context())), declared.context()));
    }

    /** True where a declaration names a container. */
    private static boolean named(Map<String, Value> arguments) {
        return Stream.of("container", "compose", "service")
                .map(arguments::get)
                .anyMatch(value -> value != null && !(value instanceof Value.Nothing));
    }

    /** The address as it is to be read: within a container the name alone is enough. */
    public static String address(String written, Map<String, Value> arguments) {
        return named(arguments) && !written.contains("/") ? "127.0.0.1/" + written : written;
    }

    /**
     * Where the server of a declaration listens.
     *
     * @param address as it was written
     */
    public static Endpoint endpoint(Resource resource, Address address) {
        Optional<Container> container = of(resource);
        if (container.isEmpty()) {
            return address.endpoint();
        }
        if (address.endpoint() instanceof Tcp tcp) {
            return new Inside(container.get(), tcp);
        }
        throw Failure.wrong(
                "database '" + resource.name() + "': a socket inside a container cannot be reached from outside",
                "write the name alone, '" + address.name()
                        + "': the server's port is used, which need not be published");
    }
}
