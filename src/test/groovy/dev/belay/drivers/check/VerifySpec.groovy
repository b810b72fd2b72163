package dev.belay.drivers.check

import static dev.belay.engine.Bench.step

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import dev.belay.engine.Bench
import dev.belay.plan.Prediction
import dev.belay.value.Digest
import dev.belay.value.Failure
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.atomic.AtomicInteger

class VerifySpec extends Specification {

    @TempDir
    Path folder

    @Shared
    @AutoCleanup('stop')
    def server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0).with {
        asked = new AtomicInteger()
        createContext('/ok') { answer(it, 200, 'all is well') }
        createContext('/login') { answer(it, 302, '') }
        createContext('/denied') { answer(it, 401, '') }
        createContext('/token') { answer(it, it.requestHeaders.getFirst('X-Token') == 'abc' ? 200 : 403, '') }
        createContext('/third') { answer(it, asked.incrementAndGet() < 3 ? 503 : 200, 'now') }
        start()
        [stop: { stop(0) }, port: address.port] as Expando
    }

    @Shared
    static AtomicInteger asked = new AtomicInteger()

    @Shared
    int free = new ServerSocket(0).withCloseable { it.localPort }

    def bench

    def setup() {
        bench = new Bench(folder.resolve('state'), [new CheckDriver()])
        folder.resolve('file').toFile().text = 'version 4.4.0\n'
    }

    def "holds: #form #arguments"() {
        expect:
        bench.run(verify(form, arguments))

        where:
        form      | arguments
        'http'    | [http: '/ok']
        'http'    | [http: '/ok', status: 200, contains: 'is well']
        'http'    | [http: '/login', status: 302]
        'http'    | [http: '/denied', status: [200, 401]]
        'http'    | [http: '/token', headers: ['X-Token': 'abc']]
        'tcp'     | [tcp: 'localhost:']
        'file'    | [file: 'file']
        'file'    | [file: 'file', contains: '4.4.0', sha256: Digest.of('version 4.4.0\n').hex().toUpperCase()]
        'command' | [command: 'test -f file']
        'command' | [command: 'cat file | head -1', contains: '4.4.0']
    }

    def "a preview of a check foresees that it will look, and does not look: #form"() {
        expect:
        bench.foresee(verify(form, arguments))[0].with {
            it.fidelity() == Prediction.Fidelity.CHECK && it.unmet().empty && it.changes().empty
        }
        !folder.resolve('touched').toFile().exists()

        where:
        form      | arguments
        'http'    | [http: '/denied']
        'tcp'     | [tcp: 'localhost:1']
        'file'    | [file: 'gone']
        'command' | [command: 'touch touched']
    }

    def "does not hold: #form #arguments"() {
        when:
        bench.apply(verify(form, arguments))

        then:
        def failure = thrown(Failure)
        failure.message() =~ message

        where:
        form      | arguments                                   || message
        'http'    | [http: '/denied']                           || /denied answers 401, not 200$/
        'http'    | [http: '/login', status: [200, 204]]        || /answers 302, not 200 or 204$/
        'http'    | [http: '/ok', contains: 'is ill']           || /answers 200, but without 'is ill'$/
        'http'    | [http: '/gone']                             || /answers 404, not 200$/
        'tcp'     | [tcp: "localhost:$free"]                    || /nothing accepts connections at localhost:\d+$/
        'file'    | [file: 'gone']                              || /there is no .*gone$/
        'file'    | [file: 'file', contains: '4.4.1']           || /does not contain '4.4.1'$/
        'file'    | [file: 'file', sha256: 'a' * 64]            || /has the SHA-256 [0-9a-f]{7}\.\.\., not aaaaaaa\.\.\.$/
        'command' | [command: 'exit 3']                         || /'exit 3' ended with 3$/
        'command' | [command: 'false | true']                   || /ended with 1$/
        'command' | [command: 'cat file', contains: '4.4.1']    || /did not print '4.4.1'$/
        'command' | [command: 'sleep 60', timeout: Duration.ofMillis(300)] || /did not end in time$/
    }

    def "nobody there is told as such"() {
        when:
        bench.apply(step('verify', 'verify http', [http: "http://localhost:$free/"]))

        then:
        def failure = thrown(Failure)
        failure.message().contains("localhost:$free")
    }

    def "with within: it asks until it holds"() {
        given:
        asked.set(0)

        when:
        bench.run(verify('http', [http: '/third', within: Duration.ofSeconds(30)]))

        then:
        asked.get() == 3
    }

    def "and says how long it asked in vain"() {
        when:
        bench.apply(verify('file', [file: 'gone', within: Duration.ofSeconds(1)]))

        then:
        def failure = thrown(Failure)
        failure.message() =~ /there is no .*gone, after 1 s of asking$/
    }

    def "arguments that make no sense are refused: #form #arguments"() {
        when:
        bench.action(step('verify', "verify $form", arguments))

        then:
        thrown(Failure)

        where:
        form   | arguments
        'http' | [http: 'localhost:8080']
        'http' | [http: 'ftp://localhost/']
        'http' | [http: 'http:// x']
        'http' | [http: 'http://localhost/', status: 1000]
        'tcp'  | [tcp: 'localhost']
        'tcp'  | [tcp: 'localhost:99999']
        'file' | [file: '/x', sha256: 'abc']
    }

    private verify(String form, Map arguments) {
        def full = form == 'http' ? arguments + [http: "http://localhost:${server.port}$arguments.http"]
                : form == 'tcp' && arguments.tcp.endsWith(':') ? [tcp: arguments.tcp + server.port]
                : form in ['file', 'command'] ? arguments + [dir: folder.toString()]
                : arguments
        step('verify', "verify $form", full)
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        exchange.withCloseable {
            byte[] bytes = body.bytes
            exchange.sendResponseHeaders(status, bytes.length ?: -1)
            if (bytes.length) {
                exchange.responseBody.write(bytes)
            }
        }
    }
}
