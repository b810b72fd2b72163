package dev.belay.testing

import java.util.concurrent.CopyOnWriteArrayList

/** A port before a PostgreSQL: shut, so that nothing listens there; or opened by somebody who says that the server is starting; or one who lets in. */
class Door implements AutoCloseable {

    final int port = new ServerSocket(0).withCloseable { it.localPort }
    private final int behind
    private final List<Closeable> open = new CopyOnWriteArrayList<>()
    private volatile boolean starting

    /** @param behind the port of the server */
    Door(int behind) {
        this.behind = behind
    }

    /** Listens from now on. */
    void listen(boolean starting) {
        this.starting = starting
        if (!open) {
            def listening = new ServerSocket(port, 50, InetAddress.loopbackAddress)
            open << listening
            Thread.startDaemon { accept(listening) }
        }
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                enter(listening.accept())
            }
        } catch (SocketException closed) {
            assert listening.closed: closed
        }
    }

    private void enter(Socket client) {
        open << client
        if (starting) {
            refuse(client)
            return
        }
        def server = new Socket('localhost', behind)
        open << server
        Thread.startDaemon { pass(client.inputStream, server.outputStream) }
        Thread.startDaemon { pass(server.inputStream, client.outputStream) }
    }

    /** PostgreSQL's manual, "Message Formats": SSLRequest is answered by N, what comes then by an ErrorResponse. */
    private static void refuse(Socket client) {
        client.withCloseable {
            def input = new DataInputStream(it.inputStream)
            boolean asksForTls = input.readInt() == 8
            input.readInt()
            if (asksForTls) {
                it.outputStream.write('N' as byte[])
                input.skipBytes(input.readInt() - 4)
            }
            def says = 'SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0'.bytes
            new DataOutputStream(it.outputStream).with {
                writeByte('E' as char as int)
                writeInt(says.length + 4)
                write(says)
                flush()
            }
        }
    }

    private static void pass(InputStream from, OutputStream to) {
        try {
            from.transferTo(to)
            to.close()
        } catch (IOException gone) {
            assert gone
        }
    }

    @Override
    void close() {
        open*.close()
        open.clear()
    }
}
