package dev.belay.database;

import dev.belay.host.Pipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.Properties;
import javax.net.SocketFactory;

/**
 * Lets the JDBC driver speak through a {@link Pipe}. Public with this constructor, since the driver makes it by its name.
 */
public final class PipeSocketFactory extends SocketFactory {

    /** The property that holds the {@link Opener}. */
    static final String OPENER = "dev.belay.opener";

    /** Opens the pipe to the server. */
    interface Opener {
        Pipe open();
    }

    private final Opener opener;

    /** @param properties of the connection, with the opener among them */
    public PipeSocketFactory(Properties properties) {
        opener = (Opener) Objects.requireNonNull(properties.get(OPENER));
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

    /** As much of a socket as the driver uses. */
    private static final class PipeSocket extends Socket {

        private final Pipe pipe;
        private volatile int timeout;
        private volatile boolean closed;

        PipeSocket(Opener opener) {
            pipe = opener.open();
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void connect(SocketAddress endpoint, int millis) {}

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return InetSocketAddress.createUnresolved("localhost", 0);
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    return pipe.read(into, offset, length, timeout);
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one}, 0, 1);
                }

                @Override
                public void write(byte[] from, int offset, int length) throws IOException {
                    pipe.write(from, offset, length);
                }
            };
        }

        @Override
        public synchronized void setSoTimeout(int millis) {
            timeout = millis;
        }

        @Override
        public synchronized int getSoTimeout() {
            return timeout;
        }

        @Override
        public void setTcpNoDelay(boolean on) {}

        @Override
        public void setKeepAlive(boolean on) {}

        @Override
        public void setSendBufferSize(int size) {}

        @Override
        public void setReceiveBufferSize(int size) {}

        @Override
        public int getSendBufferSize() {
            return 8192;
        }

        @Override
        public synchronized void close() throws IOException {
            if (!closed) {
                closed = true;
                pipe.close();
            }
        }
    }
}
