package dev.belay.database

import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.testing.Mariadb
import dev.belay.value.SecretText
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import java.time.Duration
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** MariaDB's protocol lets a server answer any statement with a request for a file of the client's machine. It gets none. */
@Timeout(60)
class FilesOfThisMachineSpec extends Specification {

    static final String LIE = 'tell a lie'

    @TempDir
    Path folder

    @AutoCleanup
    def connections = new Connections(new LocalHost(new Secrets([:], [:], { '' }), System.getenv(), Duration.ofSeconds(1)))

    def "a server that asks for a file in answer to #what gets #gets"() {
        given:
        def file = Files.writeString(folder.resolve('private'), 'private')
        def server = new Liar(file.toString())
        def database = new Database('main', Database.Product.MARIADB, new Database.Tcp('127.0.0.1', server.port), 'information_schema',
                Mariadb.ACCOUNT, Optional.of(SecretText.plain(Mariadb.PASSWORD)))
        def connection = way == 'load' ? connections.openToLoad(Patience.none(), database) : connections.open(Patience.none(), database)

        when: 'it asks for the file, and once more after it got something'
        try {
            act(connection)
        } catch (java.sql.SQLException refused) {
            refused.message
        }

        then:
        server.got(2) == got

        cleanup:
        connection?.close()
        server.close()

        where:
        what                               | way    | act                                                                     || got
        'a query of an import'             | 'load' | { it.createStatement().execute("select '$LIE'") }                       || ['', '']
        'a prepared query of an import'    | 'load' | { prepared(it) }                                                        || ['', '']
        'a LOAD DATA of an import'         | 'load' | { load(it) }                                                            || ['rows', '']
        'a query of anything else'         | 'open' | { it.createStatement().execute("select '$LIE'") }                       || ['', '']
        'a LOAD DATA of a person'          | 'open' | { it.createStatement().execute("load data local infile '$LIE' into table t") } || ['', '']
        gets = got[0] ? 'the rows' : 'nothing'
    }

    private static void prepared(Connection connection) {
        def statement = connection.prepareStatement("select '$LIE', ?")
        statement.setString(1, 'x')
        statement.execute()
    }

    private static void load(Connection connection) {
        def statement = connection.createStatement()
        statement.unwrap(org.mariadb.jdbc.Statement).localInfileInputStream = new ByteArrayInputStream('rows'.bytes)
        statement.execute("load data local infile '$LIE' into table t")
    }

    /** Stands between a client and the server, and answers what holds the word by asking twice for a file. */
    static class Liar implements Closeable {
        private final ServerSocket door = new ServerSocket(0, 10, InetAddress.loopbackAddress)
        private final LinkedBlockingQueue<String> taken = new LinkedBlockingQueue<>()
        private final String file

        Liar(String file) {
            this.file = file
            Thread.startDaemon { accept() }
        }

        int getPort() {
            door.localPort
        }

        /** What the client sent when it was asked. */
        List<String> got(int times) {
            (1..times).collect { taken.poll(20, TimeUnit.SECONDS) }
        }

        @Override
        void close() {
            door.close()
        }

        private void accept() {
            try {
                while (true) {
                    def client = door.accept()
                    def server = new Socket('127.0.0.1', Mariadb.server.port)
                    Thread.startDaemon { quietly { server.inputStream.transferTo(client.outputStream) } }
                    Thread.startDaemon { quietly { serve(client, new DataInputStream(client.inputStream), server) } }
                }
            } catch (SocketException closed) {
                return
            }
        }

        private static void quietly(Closure work) {
            try {
                work()
            } catch (IOException ended) {
                return
            }
        }

        private void serve(Socket client, DataInputStream from, Socket server) {
            while (true) {
                def (int number, byte[] packet) = received(from)
                if (new String(packet, 'ISO-8859-1').contains(LIE)) {
                    int last = number
                    2.times {
                        send(client, last + 1, ([0xfb as byte] + file.bytes.toList()) as byte[])
                        def said = new StringBuilder()
                        while (true) {
                            def (int next, byte[] part) = received(from)
                            last = next
                            if (part.length == 0) {
                                break
                            }
                            said << new String(part, 'UTF-8')
                        }
                        taken << said.toString()
                    }
                    send(client, last + 1, [0, 0, 0, 2, 0, 0, 0] as byte[])
                } else {
                    send(server, number, packet)
                }
            }
        }

        private static List received(DataInputStream from) {
            int length = from.read() | from.read() << 8 | from.read() << 16
            int number = from.read()
            if (number < 0) {
                throw new EOFException()
            }
            [number, from.readNBytes(length)]
        }

        private static void send(Socket to, int number, byte[] packet) {
            def whole = new ByteArrayOutputStream()
            [packet.length, packet.length >> 8, packet.length >> 16, number].each { whole.write(it & 0xff) }
            whole.write(packet)
            to.outputStream.write(whole.toByteArray())
            to.outputStream.flush()
        }
    }
}
