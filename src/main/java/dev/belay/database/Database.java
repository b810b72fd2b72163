package dev.belay.database;

import dev.belay.container.Container;
import dev.belay.value.SecretText;
import java.util.Optional;

/**
 * How to reach a database; holds no value of a secret.
 *
 * @param resource the name that the script calls it by
 * @param product which database system
 * @param endpoint where its server listens
 * @param name of the database
 * @param user the role to connect as; empty for the name of the account that connects
 * @param password empty where the server asks for none (peer, trust, a password file)
 */
public record Database(
        String resource, Product product, Endpoint endpoint, String name, String user, Optional<SecretText> password) {

    /** A database system. */
    public enum Product {
        POSTGRESQL,
        MARIADB
    }

    /** Where a server listens. */
    public sealed interface Endpoint {}

    /** A host and a port. */
    public record Tcp(String host, int port) implements Endpoint {}

    /**
     * A socket in the file system.
     *
     * @param path the folder of PostgreSQL's socket, or MariaDB's socket itself
     * @param port which names PostgreSQL's socket in its folder
     * @param as the account that connects, whom the server knows as its peer; empty for the one who runs Belay
     */
    public record Socket(String path, int port, Optional<String> as) implements Endpoint {}

    /**
     * A port as a container sees it: mostly the container in which the server runs, and its loopback address.
     *
     * @param container through which it is reached
     * @param server host and port as seen from within it
     */
    public record Inside(Container container, Tcp server) implements Endpoint {

        private boolean isOwnServer() {
            return server.host().equals("127.0.0.1") || server.host().equals("localhost");
        }
    }

    /** Host and port of the server, as seen from where its clients run; empty where it listens on a socket. */
    public Optional<Tcp> server() {
        if (endpoint instanceof Tcp tcp) {
            return Optional.of(tcp);
        }
        return endpoint instanceof Inside inside ? Optional.of(inside.server()) : Optional.empty();
    }

    /** The container through which it is reached. */
    public Optional<Container> container() {
        return endpoint instanceof Inside inside ? Optional.of(inside.container()) : Optional.empty();
    }

    /** The same server's database of another name. */
    public Database named(String other) {
        return new Database(resource, product, endpoint, other, user, password);
    }

    /** The address of the server, the same for all of its databases: {@code localhost:5432}. */
    public String address() {
        if (endpoint instanceof Tcp tcp) {
            return tcp.host() + ":" + tcp.port();
        }
        return endpoint instanceof Socket socket ? socket.path() + ":" + socket.port() : inside((Inside) endpoint);
    }

    private String inside(Inside inside) {
        int usual = product == Product.POSTGRESQL ? 5432 : 3306;
        String port =
                inside.server().port() == usual ? "" : ":" + inside.server().port();
        return inside.isOwnServer()
                ? inside.container() + port
                : inside.server().host() + port + " through " + inside.container();
    }

    /** For messages: {@code ngw on localhost:5432}. */
    @Override
    public String toString() {
        return name + " on " + (endpoint instanceof Socket socket ? socket.path() : address());
    }
}
