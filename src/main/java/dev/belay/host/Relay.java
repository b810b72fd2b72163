package dev.belay.host;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A program of its own, run as another account: passes its standard input to a Unix socket and what comes from there to its
 * standard output. A server that knows its peers by account so sees that account. It sees nothing else of Belay, so that this
 * one class is enough to run it.
 */
public final class Relay {

    private static final int BUFFER = 1 << 16;

    private Relay() {}

    /**
     * Relays until one side ends.
     *
     * @param arguments the path of the socket
     * @throws IOException where the socket does not connect; its message is printed
     */
    public static void main(String[] arguments) throws IOException {
        SocketChannel channel = connect(arguments[0]);
        Thread up = new Thread(() -> {
            try {
                up(channel);
            } catch (IOException gone) {
                close(channel);
            }
        });
        up.setDaemon(true);
        up.start();
        down(channel);
    }

    private static SocketChannel connect(String path) throws IOException {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            System.err.println(e.getMessage());
            throw new IOException(path, e);
        }
    }

    private static void up(SocketChannel channel) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = System.in.read(buffer); read >= 0; read = System.in.read(buffer)) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        channel.shutdownOutput();
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException closed) {
            return;
        }
    }

    private static void down(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer) >= 0) {
            System.out.write(buffer.array(), 0, buffer.position());
            System.out.flush();
            buffer.clear();
        }
    }
}
