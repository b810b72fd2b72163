package dev.belay.drivers.service;

import dev.belay.expr.Value;
import dev.belay.host.HostReader;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What tells that a service serves. */
sealed interface Health {

    /** How long one question may take. */
    Duration PATIENCE = Duration.ofSeconds(5);

    /** True where it serves. */
    default boolean holds(HostReader host) {
        return trouble(host).isEmpty();
    }

    /** Why it does not serve: {@code it answered 500}; empty where it does. */
    Optional<String> trouble(HostReader host);

    /** The port of this machine that it asks; empty where it asks another machine, or that cannot be told. */
    Optional<Integer> localPort();

    /** True for the names and addresses that every machine has of itself. */
    static boolean isLocal(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
    }

    /** An address that answers with a status from 200 to 399. */
    record Http(URI address) implements Health {
        @Override
        public Optional<String> trouble(HostReader host) {
            try {
                int status = host.http(address, Map.of(), PATIENCE).status();
                return status >= 200 && status < 400 ? Optional.empty() : Optional.of("it answered " + status);
            } catch (Unseen noAnswer) {
                return Optional.of(noAnswer.message());
            }
        }

        @Override
        public Optional<Integer> localPort() {
            int standard = address.getScheme().equals("https") ? 443 : 80;
            return Optional.ofNullable(address.getHost())
                    .filter(Health::isLocal)
                    .map(local -> address.getPort() < 0 ? standard : address.getPort());
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** A port that accepts connections. */
    record Tcp(String host, int port) implements Health {
        @Override
        public Optional<String> trouble(HostReader reader) {
            return reader.reaches(host, port, PATIENCE)
                    ? Optional.empty()
                    : Optional.of("nothing accepts a connection there");
        }

        @Override
        public Optional<Integer> localPort() {
            return Optional.of(port).filter(here -> isLocal(host));
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** Reads {@code 'http://...'}, {@code 'host:port'} or a port of this machine. */
    static Health of(Value value) {
        String text = dev.belay.driver.Arguments.text(value);
        if (text.matches("https?://\\S+")) {
            return new Http(address(text));
        }
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw Failure.wrong("health: '" + text + "' is neither an address such as 'http://localhost:8080/'"
                    + " nor a port such as 8080 or 'localhost:8080'");
        }
        return new Tcp(colon < 0 ? "localhost" : text.substring(0, colon), Integer.parseInt(port));
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (java.net.URISyntaxException wrong) {
            throw new Failure(
                    dev.belay.value.Exit.WRONG,
                    "health: '" + text + "' is not an address: " + wrong.getReason(),
                    wrong);
        }
    }
}
