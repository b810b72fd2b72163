package dev.belay.host;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A Unix socket, connected as the account that runs Belay. */
final class SocketPipe implements Pipe {

    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;

    private SocketPipe(SocketChannel channel, Selector readable, Selector writable) {
        this.channel = channel;
        this.readable = readable;
        this.writable = writable;
    }

    /** Connects to the socket of this path. */
    @SuppressWarnings("MustBeClosedChecker")
    static SocketPipe open(String path) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        try {
            channel.configureBlocking(false);
            Selector readable = Selector.open();
            Selector writable = Selector.open();
            channel.register(readable, SelectionKey.OP_READ);
            channel.register(writable, SelectionKey.OP_WRITE);
            return new SocketPipe(channel, readable, writable);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, int millis) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        int read = channel.read(buffer);
        while (read == 0 && length > 0) {
            if (readable.select(millis) == 0 && millis > 0) {
                throw new SocketTimeoutException("nothing came within " + millis + " ms");
            }
            readable.selectedKeys().clear();
            read = channel.read(buffer);
        }
        return read;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(from, offset, length);
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                writable.select();
                writable.selectedKeys().clear();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        readable.close();
        writable.close();
    }
}
