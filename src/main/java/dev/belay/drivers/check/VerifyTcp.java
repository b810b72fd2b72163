package dev.belay.drivers.check;

import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Operation;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code verify tcp: 'localhost:5432', within: 1.minutes}: something accepts connections. */
record VerifyTcp(String host, int port, Duration within) implements Verification {

    private static final Pattern SHAPE = Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[^:\\s]+):([0-9]{1,5})");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static final Operation OPERATION = new Operation(
            Form.of("verify", Subject.none(), "tcp", Type.TEXT, "host and port: 'localhost:5432'")
                    .option(Options.WITHIN)
                    .doc("Tries to connect until something accepts.")
                    .example("verify tcp: 'localhost:5432', within: 1.minutes")
                    .form(),
            VerifyTcp::bind);

    private static Action bind(Arguments arguments) {
        String text = arguments.text("tcp");
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches() || Integer.parseInt(shape.group(2)) > 65535) {
            throw Failure.wrong("'" + text + "' is not a host and a port; these look like 'localhost:5432'");
        }
        String host = shape.group(1).startsWith("[")
                ? shape.group(1).substring(1, shape.group(1).length() - 1)
                : shape.group(1);
        return new VerifyTcp(
                host,
                Integer.parseInt(shape.group(2)),
                arguments.optionalDuration("within").orElse(Duration.ZERO));
    }

    @Override
    public Optional<String> wrong(Work work) {
        return work.host().reaches(host, port, PATIENCE)
                ? Optional.empty()
                : Optional.of("nothing accepts connections at " + host + ":" + port);
    }
}
