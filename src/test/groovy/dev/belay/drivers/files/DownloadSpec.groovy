package dev.belay.drivers.files

import static dev.belay.engine.Bench.step

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import dev.belay.engine.Bench
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.plan.Prediction.Fidelity
import dev.belay.testing.Folders
import dev.belay.testing.OtherAccount
import dev.belay.value.Digest
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import spock.lang.IgnoreIf
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Getting files from a server that does not always behave. */
class DownloadSpec extends Specification {

    static final byte[] CONTENT = new byte[300_000].tap { new Random(1).nextBytes(it) }
    static final String SUM = Digest.of(Digest.sha256().tap { it.update(CONTENT) }).hex()

    @TempDir
    Path folder

    def bench
    HttpServer server
    List<String> asked = Collections.synchronizedList([])
    Closure<?> answer = { HttpExchange exchange -> serve(exchange) }

    def setup() {
        bench = new Bench(folder.resolve('state'), [new FilesDriver()])
        server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        server.createContext('/') { exchange ->
            asked << [exchange.requestURI.path, exchange.requestHeaders.getFirst('Range'), exchange.requestHeaders.getFirst('If-Range')].findAll().join(' ')
            try {
                answer.call(exchange)
            } finally {
                exchange.close()
            }
        }
        server.start()
    }

    def cleanup() {
        server.stop(0)
    }

    def "a file comes, is what its sum says, and a second time nothing is asked"() {
        when:
        def foreseen = bench.foresee(download())[0]

        then: 'a preview asks no server'
        asked == []
        foreseen.changes()*.after() == [Optional.of("sha256 ${SUM.take(12)}...".toString())]
        foreseen.notes()*.text().any { it.contains('size is not asked for') }

        when:
        def result = bench.run(download())

        then:
        got().toFile().bytes == CONTENT
        PosixFilePermissions.toString(Files.getPosixFilePermissions(got())) == 'rw-r--r--'
        result.value().get().text() == got().toString()
        bench.foresee(download())*.fidelity() == [Fidelity.UNCHANGED]

        when:
        bench.apply(download())

        then:
        asked.size() == 1
    }

    def "what was there is kept until accept, with its mode, and comes back by an undo"() {
        given:
        got().toFile().text = 'old'
        Files.setPosixFilePermissions(got(), PosixFilePermissions.fromString('rwx------'))
        def foreseen = bench.foresee(download())[0]

        when:
        bench.run(download())

        then:
        got().toFile().bytes == CONTENT
        PosixFilePermissions.toString(Files.getPosixFilePermissions(got())) == 'rwx------'

        when:
        bench.takeBack(foreseen)

        then:
        got().toFile().text == 'old'
    }

    def "a connection that breaks in the middle is gone on with"() {
        given:
        answer = { asked.size() < 3 ? broken(it, 100_000) : serve(it) }

        when:
        bench.run(download())

        then:
        got().toFile().bytes == CONTENT
        asked == ['/app', '/app bytes=100000- "v1"', '/app bytes=200000- "v1"']
    }

    def "what came before Belay died is gone on with"() {
        given:
        def part = part(download())
        Files.write(part, Arrays.copyOf(CONTENT, 1000))
        Files.createDirectories(Path.of(bench.keep(download())))
        Path.of(bench.keep(download()), 'validator').toFile().text = '"v1"'

        when:
        bench.run(download())

        then:
        got().toFile().bytes == CONTENT
        asked == ['/app bytes=1000- "v1"']
        !Files.exists(part)
    }

    def "a file that changed on the server meanwhile is got anew"() {
        given: 'the first half is of another version'
        answer = { asked.size() == 1 ? broken(it, 100_000, '"v0"', new byte[300_000]) : serve(it) }

        when:
        bench.run(download())

        then:
        got().toFile().bytes == CONTENT
        asked == ['/app', '/app bytes=100000- "v0"']
    }

    def "a server without a word about versions is not believed: what was put together is checked, and got once more"() {
        given:
        answer = { asked.size() == 1 ? broken(it, 100_000, null, new byte[300_000]) : serve(it, null) }

        when:
        bench.run(download())

        then:
        got().toFile().bytes == CONTENT
        asked == ['/app', '/app bytes=100000-', '/app']
    }

    def "a part that is already whole is not asked for again; one that is too long is thrown away"() {
        given:
        Files.write(part(download()), beginning)
        answer = { exchange ->
            if (exchange.requestHeaders.getFirst('Range')) {
                exchange.responseHeaders.add('Content-Range', 'bytes */300000')
                exchange.sendResponseHeaders(416, -1)
            } else {
                serve(exchange)
            }
        }

        when:
        bench.run(download())

        then:
        got().toFile().bytes == CONTENT
        asked == requests

        where:
        beginning                      || requests
        CONTENT                        || ['/app bytes=300000-']
        Arrays.copyOf(CONTENT, 400000) || ['/app bytes=400000-', '/app']
    }

    def "redirects are followed, also with a range"() {
        given:
        answer = { exchange ->
            if (exchange.requestURI.path == '/app') {
                exchange.responseHeaders.add('Location', '/there')
                exchange.sendResponseHeaders(302, -1)
            } else {
                asked.count { it.startsWith('/there') } == 1 ? broken(exchange, 5000) : serve(exchange)
            }
        }

        when:
        bench.run(download())

        then:
        got().toFile().bytes == CONTENT
        asked == ['/app', '/there', '/app bytes=5000- "v1"', '/there bytes=5000- "v1"']
    }

    def "a wrong sum removes what came, and says both"() {
        given:
        def other = 'a' * 64

        when:
        bench.run(download([sha256: other]))

        then:
        def failure = thrown(Failure)
        failure.message().contains(SUM)
        failure.message().contains(other)
        folder.toFile().list().toList() == ['state']
    }

    def "it fails, and says why: #problem"() {
        given:
        answer = reply

        when:
        bench.run(download())

        then:
        def failure = thrown(Failure)
        failure.message().contains(problem)
        !Files.exists(got())

        where:
        problem                   | reply
        'the server answers 404'  | { it.sendResponseHeaders(404, -1) }
        'more than 10 times'      | { it.responseHeaders.add('Location', '/app'); it.sendResponseHeaders(302, -1) }
        'the server answers 503'  | { it.sendResponseHeaders(503, -1) }
    }

    def "it goes through a proxy that the environment names, but for hosts that are left out"() {
        given:
        def host = new LocalHost(Secrets.undeclared(), [http_proxy: "http://127.0.0.1:$server.address.port".toString(), no_proxy: without], Duration.ofSeconds(1))

        when:
        def status = proxied(host, url)

        then:
        (status == 200) == through
        asked.size() == (through ? 1 : 0)

        where:
        without                | url                            || through
        ''                     | 'http://files.example.org/app' || true
        'other.org, mple.org'  | 'http://files.example.org/app' || true
        'other.org,.localhost' | 'http://localhost:1/app'       || false
        '127.0.0.1'            | 'http://127.0.0.1:1/app'       || false
    }

    @Timeout(30)
    def "its time over, it ends although the server is silent, and what came is kept for the next attempt"() {
        given:
        def going = true
        answer = { exchange ->
            exchange.responseHeaders.add('ETag', '"v1"')
            exchange.sendResponseHeaders(200, CONTENT.length)
            exchange.responseBody.write(CONTENT, 0, 5000)
            exchange.responseBody.flush()
            while (going) {
                Thread.sleep(20)
            }
        }

        when:
        bench.run(download([timeout: Duration.ofMillis(800)]))

        then:
        thrown(Failure)
        Files.size(part(download())) == 5000

        cleanup:
        going = false
    }

    def "what makes no sense is refused: #arguments"() {
        when:
        bench.action(step('only', 'download', arguments))

        then:
        thrown(Failure)

        where:
        arguments << [
            [subject: 'https://example.org/x', to: '/x', sha256: 'abc'],
            [subject: 'ftp://example.org/x', to: '/x', sha256: SUM],
            [subject: 'file:///etc/passwd', to: '/x', sha256: SUM],
            [subject: 'x.tar.gz', to: '/x', sha256: SUM],
        ]
    }

    @IgnoreIf({ !OtherAccount.there })
    def "as another user, a broken download is gone on with, and the file is theirs"() {
        given:
        def theirs = OtherAccount.folder()
        answer = { asked.size() == 1 ? broken(it, 100_000) : serve(it) }

        when:
        bench.run(download([to: "$theirs/app", as: OtherAccount.NAME]))

        then:
        theirs.resolve('app').toFile().bytes == CONTENT
        Files.getOwner(theirs.resolve('app')).name == OtherAccount.NAME
        asked.size() == 2

        cleanup:
        Folders.delete(theirs)
    }

    private static int proxied(LocalHost host, String url) {
        try {
            return host.fetch(URI.create(url), 0, Optional.empty(), Duration.ofSeconds(5)).withCloseable { it.status() }
        } catch (IOException unreachable) {
            return 0
        }
    }

    private download(Map more = [:]) {
        step('only', 'download', [subject: "http://127.0.0.1:$server.address.port/app", to: got(), sha256: SUM] + more)
    }

    private Path got() {
        folder.resolve('app')
    }

    private Path part(step) {
        Path.of(Swap.of(new Place(got().toString(), Optional.empty()), Bench.RUN, bench.keep(step)).made())
    }

    /** As a good server does: a part where it is asked for one of this version. */
    private static void serve(HttpExchange exchange, String tag = '"v1"') {
        def range = exchange.requestHeaders.getFirst('Range')
        def same = exchange.requestHeaders.getFirst('If-Range') in [null, tag]
        int from = range && same ? (range =~ /bytes=(\d+)-/)[0][1] as int : 0
        if (tag) {
            exchange.responseHeaders.add('ETag', tag)
        }
        if (from) {
            exchange.responseHeaders.add('Content-Range', "bytes $from-${CONTENT.length - 1}/$CONTENT.length")
        }
        exchange.sendResponseHeaders(from ? 206 : 200, CONTENT.length - from)
        exchange.responseBody.write(CONTENT, from, CONTENT.length - from)
    }

    /** Breaks off after so many bytes. */
    private static void broken(HttpExchange exchange, int count, String tag = '"v1"', byte[] content = CONTENT) {
        def range = exchange.requestHeaders.getFirst('Range')
        int from = range ? (range =~ /bytes=(\d+)-/)[0][1] as int : 0
        if (tag) {
            exchange.responseHeaders.add('ETag', tag)
        }
        if (from) {
            exchange.responseHeaders.add('Content-Range', "bytes $from-${content.length - 1}/$content.length")
        }
        exchange.sendResponseHeaders(from ? 206 : 200, content.length - from)
        exchange.responseBody.write(content, from, count)
        exchange.responseBody.flush()
    }
}
