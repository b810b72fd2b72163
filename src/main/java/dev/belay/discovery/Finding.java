package dev.belay.discovery;

import java.util.Optional;

/** Something on the machine that may be of the application. */
public sealed interface Finding {

    /** How people call it: a unit's name, a path, a database's name. */
    String name();

    /**
     * A systemd unit.
     *
     * @param name with its suffix: {@code ngw.service}
     * @param active whether it runs, or waits for its time
     * @param user the account that it runs as, where one is set
     * @param folder its working folder, where one is set
     * @param command what it starts, as systemd shows it; may be empty
     */
    record Unit(String name, boolean active, Optional<String> user, Optional<String> folder, String command)
            implements Finding {}

    /**
     * A git work tree.
     *
     * @param name its path; absolute
     * @param version what git calls its commit: {@code 4.3.1}, {@code 4.3.1-12-gabc1234}, or a commit
     * @param remote where it was cloned from, without a login
     */
    record Checkout(String name, Optional<String> version, Optional<String> remote) implements Finding {}

    /**
     * A Python virtual environment.
     *
     * @param name its path; absolute
     */
    record Environment(String name) implements Finding {}

    /**
     * A PostgreSQL database of this machine.
     *
     * @param name of the database
     * @param port of its server
     * @param owner the role that owns it
     */
    record LocalDatabase(String name, int port, String owner) implements Finding {}

    /**
     * A PostgreSQL database that a settings file of the application names.
     *
     * @param name of the database
     * @param server host, or host and port: {@code localhost:5433}
     * @param user the role, where one is named
     * @param file that names it; absolute
     */
    record NamedDatabase(String name, String server, Optional<String> user, String file) implements Finding {}

    /**
     * A container of this machine that runs, by its image with a PostgreSQL server.
     *
     * @param name of the container
     * @param image it was made of
     */
    record DatabaseContainer(String name, String image) implements Finding {}
}
