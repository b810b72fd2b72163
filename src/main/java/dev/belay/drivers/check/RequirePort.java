package dev.belay.drivers.check;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Operation;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.value.Failure;
import java.util.Optional;

/** {@code require port: 8080, free: true}: nothing, or something, accepts connections at a port of this machine. */
record RequirePort(int port, boolean free) implements Requirement {

    static final Operation OPERATION = new Operation(
            Form.of("require", Subject.none(), "port", Type.NUMBER, "the number of the port")
                    .option(Option.of("free", Type.BOOL, "false where something must accept connections there")
                            .standard(Value.of(true)))
                    .doc("Holds where nothing accepts connections at the port of this machine; with free: false, "
                            + "where something does.")
                    .example("require port: 8080, free: true")
                    .form(),
            RequirePort::bind);

    private static Action bind(Arguments arguments) {
        long port = arguments.number("port");
        if (port < 1 || port > 65535) {
            throw Failure.wrong(port + " is not a port; ports are numbers from 1 to 65535");
        }
        return new RequirePort((int) port, arguments.flag("free"));
    }

    @Override
    public Optional<String> unmet(Facts facts) {
        boolean listening = facts.now(new Listening(port));
        if (listening != free) {
            return Optional.empty();
        }
        return Optional.of(
                free
                        ? "port " + port + " is in use: stop what listens there (ss -tlnp shows it)"
                        : "nothing listens at port " + port + ": start what should");
    }
}
