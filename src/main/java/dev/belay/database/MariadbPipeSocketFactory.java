package dev.belay.database;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.Optional;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/** Lets the JDBC driver of MariaDB speak through a pipe. Public with this constructor, since the driver makes it by its name. */
public final class MariadbPipeSocketFactory extends ConfigurableSocketFactory {

    private Optional<PipeSocket.Opener> opener = Optional.empty();

    /** One that is not configured yet. */
    public MariadbPipeSocketFactory() {}

    @Override
    public void setConfiguration(Configuration configuration, String host) {
        opener = Optional.of((PipeSocket.Opener)
                Objects.requireNonNull(configuration.nonMappedOptions().get(PipeSocketFactory.OPENER)));
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
