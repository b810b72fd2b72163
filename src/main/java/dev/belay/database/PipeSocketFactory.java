package dev.belay.database;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/**
 * Lets a JDBC driver speak through a pipe. Public with these constructors, since the drivers make it by its name: PostgreSQL's gives it
 * the properties of the connection, MariaDB's hands them over afterwards.
 */
public final class PipeSocketFactory extends ConfigurableSocketFactory {

    /** The property that holds the {@link PipeSocket.Opener}. */
    static final String OPENER = "dev.belay.opener";

    private Optional<PipeSocket.Opener> opener = Optional.empty();

    /** One that is not configured yet. */
    public PipeSocketFactory() {}

    /** @param properties of the connection, with the opener among them */
    public PipeSocketFactory(Properties properties) {
        opener = Optional.of(opener(properties.get(OPENER)));
    }

    @Override
    public void setConfiguration(Configuration configuration, String host) {
        opener = Optional.of(opener(configuration.nonMappedOptions().get(OPENER)));
    }

    private static PipeSocket.Opener opener(@Nullable Object property) {
        return (PipeSocket.Opener) Objects.requireNonNull(property);
    }

    @Override
    public Socket createSocket() {
        return new PipeSocket(opener.orElseThrow());
    }

    @Override
    public Socket createSocket(String host, int port) {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        return createSocket();
    }
}
