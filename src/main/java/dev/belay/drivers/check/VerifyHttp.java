package dev.belay.drivers.check;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Operation;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.HostReader.HttpAnswer;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code verify http: url, status: [200, 401], contains: 'ok', within: 2.minutes}: an address answers as it should. */
record VerifyHttp(
        URI address, List<Integer> status, Optional<String> contains, Map<String, String> headers, Duration within)
        implements Verification {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static final Operation OPERATION = new Operation(
            Form.of("verify", Subject.none(), "http", Type.TEXT, "the address: 'http://localhost:8080/'")
                    .option(
                            Option.of("status", new Type.ListOf(Type.NUMBER), "the status, or any of several")
                                    .standard(Value.of(200)),
                            Option.of("contains", Type.TEXT, "a text that the answer must hold"),
                            Option.of("headers", new Type.MapOf(Type.TEXT), "headers to send"),
                            Options.WITHIN)
                    .doc(
                            "Asks an address with GET until it answers with the status, and with the text, if one is given. "
                                    + "Redirects are not followed: their status is an answer.")
                    .example("verify http: 'http://localhost:8080/health', status: [200, 204], within: 2.minutes")
                    .form(),
            VerifyHttp::bind);

    VerifyHttp {
        status = List.copyOf(status);
        headers = Map.copyOf(headers);
    }

    private static Action bind(Arguments arguments) {
        Map<String, String> headers = new LinkedHashMap<>();
        arguments.entries("headers").forEach((name, value) -> headers.put(name, Arguments.text(value)));
        return new VerifyHttp(
                address(arguments.text("http")),
                arguments.texts("status").stream().map(VerifyHttp::status).toList(),
                arguments.optionalText("contains"),
                headers,
                arguments.optionalDuration("within").orElse(Duration.ZERO));
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
            throw Failure.wrong("'" + text + "' is not an address; addresses look like 'http://localhost:8080/'");
        } catch (URISyntaxException wrong) {
            throw new Failure(Exit.WRONG, "'" + text + "' is not an address: " + wrong.getReason(), wrong);
        }
    }

    private static int status(String text) {
        if (!text.matches("[1-5][0-9]{2}")) {
            throw Failure.wrong("'" + text + "' is not a status of HTTP");
        }
        return Integer.parseInt(text);
    }

    @Override
    public Optional<String> wrong(Work work) {
        try {
            HttpAnswer answer = work.host().http(address, headers, PATIENCE);
            if (!status.contains(answer.status())) {
                String expected = status.stream().map(String::valueOf).collect(Collectors.joining(" or "));
                return Optional.of(address + " answers " + answer.status() + ", not " + expected);
            }
            return contains.filter(text -> !answer.body().contains(text))
                    .map(text -> address + " answers " + answer.status() + ", but without '" + text + "'");
        } catch (Unseen noAnswer) {
            return Optional.of(noAnswer.message());
        }
    }
}
