package dev.belay.database;

import dev.belay.database.Database.Endpoint;
import dev.belay.database.Database.Socket;
import dev.belay.database.Database.Tcp;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database as scripts write it: {@code host/name}, {@code host:port/name}, {@code [::1]:port/name}, or {@code /path/of/socket/name}.
 *
 * @param endpoint where its server listens
 * @param name of the database
 */
public record Address(Endpoint endpoint, String name) {

    private static final Pattern WRITTEN = Pattern.compile(
            "(?:(?<socket>/.*?)|\\[(?<six>[0-9a-fA-F:.]+)]|(?<host>[^/:\\[\\]]+))(?::(?<port>\\d{1,5}))?"
                    + "/(?<name>[^/]+)");

    /**
     * Reads one; empty where the text is none.
     *
     * @param port where the text names none
     * @param as the account that connects to a socket
     */
    public static Optional<Address> parse(String text, int port, Optional<String> as) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int said = matcher.group("port") == null ? port : Integer.parseInt(matcher.group("port"));
        String socket = matcher.group("socket");
        String host = matcher.group("six") == null ? matcher.group("host") : matcher.group("six");
        return Optional.of(new Address(
                socket == null ? new Tcp(host, said) : new Socket(socket, said, as), matcher.group("name")));
    }

    /** The host, or the path of the socket. */
    public String host() {
        return endpoint instanceof Tcp tcp ? tcp.host() : ((Socket) endpoint).path();
    }

    /** The port; of a socket the one that names it. */
    public int port() {
        return endpoint instanceof Tcp tcp ? tcp.port() : ((Socket) endpoint).port();
    }
}
