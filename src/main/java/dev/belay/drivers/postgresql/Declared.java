package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.database.Database.Endpoint;
import dev.belay.database.Database.Product;
import dev.belay.database.Database.Socket;
import dev.belay.database.Database.Tcp;
import dev.belay.driver.Arguments;
import dev.belay.driver.Target;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database as a script declares it.
 *
 * @param database how to reach it
 * @param restored the command that must run after any restore of it
 */
record Declared(Database database, Optional<String> restored) {

    /** The technology's name, which is also the option that holds the address. */
    static final String POSTGRESQL = "postgresql";

    private static final int PORT = 5432;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?<socket>/.*?)|\\[(?<six>[0-9a-fA-F:.]+)]|(?<host>[^/:\\[\\]]+))(?::(?<port>\\d{1,5}))?"
                    + "/(?<name>[^/]+)");

    /**
     * Reads a declaration.
     *
     * @throws Failure where its address is none
     */
    static Declared of(Resource resource) {
        Matcher address = address(text(resource.arguments(), POSTGRESQL).orElse(""));
        Optional<String> as = text(resource.arguments(), "as");
        Endpoint endpoint = endpoint(address, as);
        Database database = new Database(
                resource.name(),
                Product.POSTGRESQL,
                endpoint,
                address.group("name"),
                text(resource.arguments(), "user").or(() -> as).orElse(""),
                resource.argument("password").map(Arguments::secretText));
        return new Declared(database, text(resource.arguments(), "restored"));
    }

    /** What steps say they change; the same for all ways to write the same address. */
    static Target target(Database database) {
        String address = database.address().replaceFirst("^(127\\.0\\.0\\.1|::1):", "localhost:");
        return Target.database(address + "/" + database.name());
    }

    /** The host of an address: {@code localhost} for a socket. */
    static Value host(Map<String, Value> arguments) {
        Matcher address = address(text(arguments, POSTGRESQL).orElse(""));
        return Value.of(address.group("socket") != null ? address.group("socket") : hostOf(address));
    }

    /** The port of an address. */
    static Value port(Map<String, Value> arguments) {
        return Value.of(portOf(address(text(arguments, POSTGRESQL).orElse(""))));
    }

    /** The name of the database in an address. */
    static Value name(Map<String, Value> arguments) {
        return Value.of(address(text(arguments, POSTGRESQL).orElse("")).group("name"));
    }

    private static Endpoint endpoint(Matcher address, Optional<String> as) {
        String socket = address.group("socket");
        return socket == null ? new Tcp(hostOf(address), portOf(address)) : new Socket(socket, portOf(address), as);
    }

    private static String hostOf(Matcher address) {
        return address.group("six") == null ? address.group("host") : address.group("six");
    }

    private static int portOf(Matcher address) {
        return address.group("port") == null ? PORT : Integer.parseInt(address.group("port"));
    }

    private static Matcher address(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            throw Failure.wrong(
                    "'" + text + "' is not the address of a PostgreSQL database",
                    "write 'host/name', 'host:port/name' or '/var/run/postgresql/name'");
        }
        return matcher;
    }

    private static Optional<String> text(Map<String, Value> arguments, String name) {
        return Optional.ofNullable(arguments.get(name))
                .filter(value -> !(value instanceof Value.Nothing))
                .map(Arguments::text);
    }
}
