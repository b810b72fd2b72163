package dev.belay.database;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.Properties;
import javax.net.SocketFactory;

/**
 * Lets the JDBC driver of PostgreSQL speak through a pipe. Public with this constructor, since the driver makes it by its name.
 */
public final class PipeSocketFactory extends SocketFactory {

    /** The property that holds the {@link PipeSocket.Opener}. */
    static final String OPENER = "dev.belay.opener";

    private final PipeSocket.Opener opener;

    /** @param properties of the connection, with the opener among them */
    public PipeSocketFactory(Properties properties) {
        opener = (PipeSocket.Opener) Objects.requireNonNull(properties.get(OPENER));
    }

    @Override
    public Socket createSocket() {
        return new PipeSocket(opener);
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
