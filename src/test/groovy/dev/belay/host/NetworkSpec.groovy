package dev.belay.host

import com.sun.net.httpserver.HttpServer
import com.sun.net.httpserver.HttpsConfigurator
import com.sun.net.httpserver.HttpsServer
import dev.belay.value.Unseen
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyStore
import java.time.Duration
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Looking at services over HTTP and TCP. */
class NetworkSpec extends Specification {

    static final Duration SOON = Duration.ofSeconds(10)

    def host = new LocalHost(new Secrets([:], [TOKEN: 'opensesame'], { it }))

    @AutoCleanup('stop')
    Server server = new Server()

    /** A server that answers each connection with given bytes, and keeps what it was asked. */
    static class Server {
        final ServerSocket socket = new ServerSocket(0, 10, InetAddress.loopbackAddress)
        final List<String> asked = Collections.synchronizedList([])
        volatile String answer = ''
        volatile boolean silent

        Server() {
            Thread.startDaemon {
                while (!socket.closed) {
                    try {
                        def connection = socket.accept()
                        def reader = connection.inputStream.newReader('UTF-8')
                        for (def line = reader.readLine(); line; line = reader.readLine()) {
                            asked << line
                        }
                        connection.outputStream.write(answer.getBytes('UTF-8'))
                        connection.outputStream.flush()
                        if (!silent) {
                            connection.close()
                        }
                    } catch (IOException ignored) {
                    }
                }
            }
        }

        URI at(String path) {
            URI.create("http://127.0.0.1:$socket.localPort$path")
        }

        void stop() {
            socket.close()
        }
    }

    def "a real server answers with status and body"() {
        given:
        def real = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        real.createContext('/') { exchange ->
            def body = "${exchange.requestURI} ${exchange.requestHeaders.getFirst('X-Mine')}".getBytes('UTF-8')
            exchange.sendResponseHeaders(503, chunked ? 0 : body.length)
            exchange.responseBody.withCloseable { it.write(body) }
        }
        real.start()

        expect:
        host.http(URI.create("http://127.0.0.1:${real.address.port}/health?a=b%20c"), ['X-Mine': '1'], SOON) ==
                new HostReader.HttpAnswer(503, '/health?a=b%20c 1')

        cleanup:
        real?.stop(0)

        where:
        chunked << [true, false]
    }

    def "redirects are not followed, and the caller may name the virtual host"() {
        given:
        server.answer = 'HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n'

        expect:
        host.http(server.at(''), [Host: 'maps.example.org'], SOON).status() == 302
        server.asked[0] == 'GET / HTTP/1.1'
        server.asked.count { it == 'host: maps.example.org' } == 1
        server.asked.count { it.toLowerCase().startsWith('host:') } == 1
    }

    def "a body ends where the answer says, or with the connection"() {
        given:
        server.answer = answer

        expect:
        host.http(server.at('/'), [:], SOON).body() == body

        where:
        answer                                                                                || body
        'HTTP/1.0 200 OK\r\n\r\nto the end'                                                   || 'to the end'
        'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcdef'                                  || 'ab'
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx'                               || 'x'
        'HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n' || 'abcde'
        'HTTP/1.1 204 No Content\r\n\r\n'                                                     || ''
    }

    def "a body without end is cut off at 1 MB"() {
        given:
        server.answer = 'HTTP/1.1 200 OK\r\n\r\n' + 'x' * 2_000_000

        expect:
        host.http(server.at('/'), [:], SOON).body().length() == 1_000_000
    }

    def "secrets in an answer are masked"() {
        given:
        host.reveal(dev.belay.value.SecretText.secret('TOKEN'))
        server.answer = 'HTTP/1.1 200 OK\r\n\r\ntoken=opensesame'

        expect:
        host.http(server.at('/'), [:], SOON).body() == 'token=***'
    }

    def "no answer is unseen: #answer"() {
        given:
        server.answer = answer
        server.silent = silent

        when:
        host.http(server.at('/'), headers, Duration.ofMillis(300))

        then:
        def unseen = thrown(Unseen)
        unseen.message().contains(why)

        where:
        answer                                         | silent | headers          || why
        ''                                             | true   | [:]              || 'time'
        'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n' | true   | [:]              || 'time'
        'SSH-2.0-OpenSSH_9.2\r\n'                      | false  | [:]              || 'does not answer in HTTP'
        ''                                             | false  | [:]              || 'too early'
        ''                                             | false  | [A: 'x\r\nB: y'] || "line's end"
    }

    def "over TLS a certificate that nobody vouches for is unseen"() {
        given:
        def keys = Files.createTempFile('belay', '.p12')
        Files.delete(keys)
        [Path.of(System.getProperty('java.home'), 'bin', 'keytool'), '-genkeypair', '-alias', 'a', '-keyalg', 'EC', '-dname', 'CN=127.0.0.1',
         '-ext', 'san=ip:127.0.0.1', '-storetype', 'PKCS12', '-storepass', 'changeit', '-keystore', keys]*.toString().execute().waitFor()
        def store = KeyStore.getInstance('PKCS12')
        keys.toFile().withInputStream { store.load(it, 'changeit'.toCharArray()) }
        def factory = KeyManagerFactory.getInstance('PKIX')
        factory.init(store, 'changeit'.toCharArray())
        def tls = SSLContext.getInstance('TLS')
        tls.init(factory.keyManagers, null, null)
        def secure = HttpsServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        secure.httpsConfigurator = new HttpsConfigurator(tls)
        secure.start()

        when:
        host.http(URI.create("https://127.0.0.1:${secure.address.port}/"), [:], SOON)

        then:
        def unseen = thrown(Unseen)
        unseen.message().contains('certification path')

        cleanup:
        secure?.stop(0)
        Files.deleteIfExists(keys)
    }

    def "only addresses of HTTP are asked"() {
        when:
        host.http(URI.create('ftp://127.0.0.1/'), [:], SOON)

        then:
        def unseen = thrown(Unseen)
        unseen.message().contains('no address of HTTP')
    }

    def "a port is reached while something listens there"() {
        given:
        def port = server.socket.localPort

        expect:
        host.reaches('127.0.0.1', port, SOON)

        when: 'it stops, and nobody else can take its port meanwhile'
        server.stop()
        def held = new Socket()
        held.reuseAddress = true
        held.bind(new InetSocketAddress('127.0.0.1', port))

        then:
        !host.reaches('127.0.0.1', port, SOON)
        !host.reaches('no-such-host.invalid', port, SOON)

        cleanup:
        held?.close()
    }

    def "who listens at a port is told, and whether it belongs to a process"() {
        given:
        def own = ProcessHandle.current().pid()
        def child = new ProcessBuilder('setsid', 'sh', '-c', 'sleep 60 & wait').start()
        def leader = child.pid()
        def grandchild = { ProcessHandle.of(leader).get().descendants().findFirst() }
        while (grandchild().empty) {
            Thread.onSpinWait()
        }

        expect:
        host.listeners(server.socket.localPort)*.pid() == [own]
        host.listeners(new ServerSocket(0).withCloseable { it.localPort }) == []

        and:
        host.descends(own, own)
        host.descends(grandchild().get().pid(), own)
        host.descends(grandchild().get().pid(), leader)
        !host.descends(own, leader)

        cleanup:
        child.descendants().each { it.destroyForcibly() }
        child.destroyForcibly().waitFor()
    }
}
