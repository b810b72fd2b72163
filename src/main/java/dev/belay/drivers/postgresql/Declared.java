package dev.belay.drivers.postgresql;

import dev.belay.database.Address;
import dev.belay.database.Database;
import dev.belay.database.Database.Product;
import dev.belay.driver.Arguments;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import java.util.Map;
import java.util.Optional;

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

    /**
     * Reads a declaration.
     *
     * @throws Failure where its address is none
     */
    static Declared of(Resource resource) {
        Address address = address(resource.arguments());
        Optional<String> as = text(resource.arguments(), "as");
        Database database = new Database(
                resource.name(),
                Product.POSTGRESQL,
                address.endpoint(),
                address.name(),
                text(resource.arguments(), "user").or(() -> as).orElse(""),
                resource.argument("password").map(Arguments::secretText));
        return new Declared(database, text(resource.arguments(), "restored"));
    }

    /** The host of an address, or the folder of its socket. */
    static Value host(Map<String, Value> arguments) {
        return Value.of(address(arguments).host());
    }

    /** The port of an address. */
    static Value port(Map<String, Value> arguments) {
        return Value.of(address(arguments).port());
    }

    /** The name of the database in an address. */
    static Value name(Map<String, Value> arguments) {
        return Value.of(address(arguments).name());
    }

    private static Address address(Map<String, Value> arguments) {
        String written = text(arguments, POSTGRESQL).orElse("");
        return Address.parse(written, PORT, text(arguments, "as"))
                .orElseThrow(() -> Failure.wrong(
                        "'" + written + "' is not the address of a PostgreSQL database",
                        "write 'host/name', 'host:port/name' or '/var/run/postgresql/name'"));
    }

    private static Optional<String> text(Map<String, Value> arguments, String name) {
        return Optional.ofNullable(arguments.get(name))
                .filter(value -> !(value instanceof Value.Nothing))
                .map(Arguments::text);
    }
}
