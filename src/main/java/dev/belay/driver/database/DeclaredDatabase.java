package dev.belay.driver.database;

import dev.belay.database.Address;
import dev.belay.database.Database;
import dev.belay.database.Database.Product;
import dev.belay.driver.Arguments;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A database as a script declares it: {@code database 'main', postgresql: 'localhost/ngw', user: 'ngw'}. The technology's name is also
 * the option that holds the address.
 *
 * @param database how to reach it
 * @param restored the command that must run after any restore of it
 */
public record DeclaredDatabase(Database database, Optional<String> restored) {

    /** The name of the technology of a database system: {@code postgresql}. */
    public static String technology(Product product) {
        return product.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a declaration.
     *
     * @throws Failure where its address is none
     */
    public static DeclaredDatabase of(Resource resource) {
        Map<String, Value> arguments = resource.arguments();
        Address address = address(arguments);
        Database database = new Database(
                resource.name(),
                product(arguments),
                ContainerOptions.endpoint(resource, address),
                address.name(),
                text(arguments, "user").or(() -> text(arguments, "as")).orElse(""),
                resource.argument("password").map(Arguments::secretText));
        if (database.product() == Product.MARIADB
                && arguments.containsKey("as")
                && database.container().isEmpty()) {
            throw Failure.wrong(
                    "database '" + resource.name() + "': as: is of use with container: or compose: only",
                    "over a socket Belay connects as the account that runs it");
        }
        return new DeclaredDatabase(database, text(arguments, "restored"));
    }

    /** The database that a step's argument names. */
    public static Database of(Arguments arguments, String argument) {
        return of(arguments.resource(argument, "database")).database();
    }

    /** The host of a declared address, or where its socket is. */
    public static Value host(Map<String, Value> arguments) {
        return Value.of(address(arguments).host());
    }

    /** The port of a declared address. */
    public static Value port(Map<String, Value> arguments) {
        return Value.of(address(arguments).port());
    }

    /** The name of the database in a declared address. */
    public static Value name(Map<String, Value> arguments) {
        return Value.of(address(arguments).name());
    }

    private static Address address(Map<String, Value> arguments) {
        Product product = product(arguments);
        String written = text(arguments, technology(product)).orElse("");
        return Address.parse(ContainerOptions.address(written, arguments), port(product), text(arguments, "as"))
                .orElseThrow(() -> Failure.wrong(
                        "'" + written + "' is not the address of a "
                                + (product == Product.POSTGRESQL ? "PostgreSQL" : "MariaDB") + " database",
                        "write 'host/name', 'host:port/name' or '"
                                + (product == Product.POSTGRESQL
                                        ? "/var/run/postgresql/name"
                                        : "/run/mysqld/mysqld.sock/name")
                                + "'; with container: the name alone"));
    }

    private static int port(Product product) {
        return product == Product.POSTGRESQL ? 5432 : 3306;
    }

    private static Product product(Map<String, Value> arguments) {
        return Stream.of(Product.values())
                .filter(product -> arguments.containsKey(technology(product)))
                .findFirst()
                .orElseThrow(() -> Failure.wrong("this resource is no database"));
    }

    private static Optional<String> text(Map<String, Value> arguments, String name) {
        return Optional.ofNullable(arguments.get(name))
                .filter(value -> !(value instanceof Value.Nothing))
                .map(Arguments::text);
    }
}
