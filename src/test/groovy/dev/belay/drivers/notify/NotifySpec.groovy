package dev.belay.drivers.notify

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import dev.belay.cli.Belay
import dev.belay.cli.Main
import dev.belay.testing.ChildJvm
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions
import tools.jackson.databind.json.JsonMapper

/** Who is told of a run: a webhook that a server here is, and commands. */
class NotifySpec extends Specification {

    @TempDir
    Path folder

    @AutoCleanup('close')
    def hook = new Hook()

    Belay belay
    def eventually = new PollingConditions(timeout: 60, delay: 0.05)

    def setup() {
        belay = new Belay(folder)
        belay.file('etc/app.groovy', "site 'here', app: 'app'\nsecret 'HOOK', file: '$folder/hook'\nsecret 'TOKEN', file: '$folder/token'\n")
        [hook: hook.address('/ok?key=very-secret'), token: 'token-secret'].each { name, text ->
            belay.file(name, text).toFile().with { setReadable(false, false); setReadable(true, true) }
        }
    }

    def "a preview says who would be told, and tells nobody"() {
        given:
        script("notify 'chat', http: secret('HOOK')\nnotify 'pager', command: 'cat > paged', at: ['failure'], dir: '$folder'\n" +
                "notify 'log', http: 'https://log.example.org/a/b?c=d', at: 'end'", "sh 'true', repeat: true")

        expect:
        act('preview', 'app') == 0
        belay.out.contains('tells chat of the start, end, failure, POST to an address that is secret\n')
        belay.out.contains('tells pager of the failure, by cat > paged\n')
        belay.out.contains('tells log of the end, POST to https://log.example.org\n')
        hook.heard.empty
        !Files.exists(folder.resolve('paged'))

        and: 'for a pull request too, and for programs'
        act('preview', 'app', '--format', 'markdown') == 0
        belay.out.contains('Tells pager of the failure, by cat \\> paged\n')
        act('preview', 'app', '--format', 'jsonl') == 0
        belay.out.contains('pager of the failure, by cat > paged')
    }

    def "a webhook hears of the start and of the end; its address and its headers stay secret"() {
        given:
        script("notify 'chat', http: secret('HOOK'), headers: [Authorization: \"Bearer \${secret('TOKEN')}\"]", "sh 'true', repeat: true")

        expect:
        act('run', 'app', '--yes') == 0
        hook.heard*.query == ['key=very-secret'] * 2
        hook.heard*.token == ['Bearer token-secret'] * 2
        hook.heard*.type == ['application/json; charset=utf-8'] * 2
        hook.heard*.notice*.event == ['start', 'end']
        with(hook.heard[0].notice) {
            application == 'app'
            to == '2.0.0'
            site == 'here'
            standing == 'begun'
            text ==~ /belay: app -> 2\.0\.0 on here is begun \(run app-\w+\)/
        }
        with(hook.heard[1].notice) {
            standing == 'done'
            exit == 0
            run ==~ /app-\w+/
        }

        and:
        def written = everything()
        !written.contains('very-secret')
        !written.contains('token-secret')
        !(belay.out + belay.err).contains('-secret')

        and: 'the journal has it'
        act('log') == 0
        belay.out.contains('notify chat of the start: done')
        belay.out.contains('notify chat of the end: done')
    }

    def "what failed is told at once, with the step and no more of its output than its first line; its undo is an end"() {
        given:
        script("notify 'chat', http: secret('HOOK'), at: ['end', 'failure']", "sh 'printf in%s ner; printf out%s er >&2; exit 3', undo: 'true', name: 'breaks'")

        expect:
        act('run', 'app', '--yes') == 1
        hook.heard*.notice*.event == ['failure']
        with(hook.heard[0].notice) {
            standing == 'failed'
            step == 'breaks'
            exit == 1
            message.contains('exit 3')
            !message.contains('inner') && !message.contains('outer')
        }

        when:
        assert act('undo', '--yes') == 0

        then:
        hook.heard*.notice*.event == ['failure', 'end']
        hook.heard[1].notice.standing == 'undone'
    }

    def "a notice that does not get there fails nothing, and the report says so: #what"() {
        given:
        script("notify 'chat', http: '${address.call(hook)}', at: ['end'], timeout: 1.seconds", "sh 'true', repeat: true")

        expect:
        act('run', 'app', '--yes') == 0
        belay.out.contains('DONE app -> 2.0.0 on here')
        belay.out =~ /note +chat was not told of the end: $why/
        act('status', '--format', 'json') == 0
        belay.out =~ /"untold":\["chat was not told of the end: $why/
        hook.elsewhere == 0

        where:
        what                          | address                                                     || why
        'an error'                    | { it.address('/broken') }                                   || 'it answers 500'
        'a redirect is not followed'  | { it.address('/moved') }                                    || 'it answers 307; redirects are not followed'
        'nobody there'                | { "http://127.0.0.1:${it.free}/" }                          || 'no answer from 127.0.0.1: .*refused'
        'no answer in time'           | { it.address('/silent') }                                   || 'no answer from 127.0.0.1: '
    }

    def "a command reads the notice from its standard input; one that fails is told of"() {
        given:
        script("notify 'pager', command: 'cat > paged', at: 'start', dir: '$folder'\nnotify 'broken', command: 'exit 7', at: 'end'", "sh 'true', repeat: true")

        expect:
        act('run', 'app', '--yes') == 0
        new JsonMapper().readValue(Files.readString(folder.resolve("paged")), Map).event == 'start'
        belay.out =~ /note +broken was not told of the end: exit 7/
    }

    def "a run that was killed and goes on does not tell of its start again"() {
        given:
        script("notify 'chat', http: secret('HOOK')", "sh 'touch there; until test -e on; do sleep 0.05; done', dir: '$folder', touches: ['there'], repeat: true")
        ChildJvm.start([BELAY_ETC: "$folder/etc".toString()], Main, 'run', 'app', '--yes', '--state', folder.resolve('state'), '--scripts', folder.resolve('scripts')).withCloseable {
            eventually.eventually { assert Files.exists(folder.resolve('there')) }
            it.kill()
        }
        Files.createFile(folder.resolve('on'))

        expect:
        act('resume') == 0
        hook.heard*.notice*.event == ['start', 'end']
    }

    def "where it was killed while it told of its start, it is not told again, and that is said"() {
        given:
        script("notify 'chat', http: '${hook.address('/slow')}', at: ['start']", "sh 'true', repeat: true")
        ChildJvm.start([BELAY_ETC: "$folder/etc".toString()], Main, 'run', 'app', '--yes', '--state', folder.resolve('state'), '--scripts', folder.resolve('scripts')).withCloseable {
            eventually.eventually { assert hook.heard.size() == 1 }
            it.kill()
        }

        expect:
        act('resume') == 0
        hook.heard.size() == 1
        belay.out =~ /note +chat: whether the notice of the start got there is not known/
    }

    def "a site file names whom to tell, and may replace whom the script names"() {
        given:
        script("notify 'chat', http: 'https://chat.example.org/'", "sh 'true', repeat: true")
        folder.resolve('etc/app.groovy').toFile() << "notify 'chat', http: secret('HOOK'), at: 'end'\nnotify 'pager', command: 'true', at: 'end'\n"

        expect:
        act('run', 'app', '--yes') == 0
        hook.heard*.notice*.event == ['end']
        belay.out.contains('told pager of the end')
    }

    def "what makes no sense is refused before anything begins: #line"() {
        given:
        script(line, "sh 'true', repeat: true")

        expect:
        act('run', 'app', '--yes') == 2
        belay.err.contains(why)

        where:
        line                                              || why
        "notify 'chat', http: 'ftp://example.org/'"       || 'the address of a webhook is not one'
        "notify 'chat', http: 'https://a/', at: 'noon'"   || "at: takes 'start', 'end' and 'failure'; found 'noon'"
        "notify 'chat', command: ' '"                     || 'has nothing to run'
        "notify 'chat'"                                   || 'a notify needs one of command:, http:'
    }

    private int act(String... words) {
        belay.run(*words, '--state', 'state')
    }

    private void script(String declared, String step) {
        belay.file('scripts/app/2.0.0.groovy', "upgrade 'app', to: '2.0.0'\n$declared\n$step\n")
    }

    private String everything() {
        def text = new StringBuilder()
        folder.resolve('state').toFile().eachFileRecurse { if (it.file) text << it.getText('ISO-8859-1') }
        text
    }

    /** A server that keeps what it hears. */
    static class Hook implements Closeable {
        final List<Map> heard = new CopyOnWriteArrayList<>()
        volatile int elsewhere
        final int free = new ServerSocket(0).withCloseable { it.localPort }
        private final HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        private final java.util.concurrent.ExecutorService threads = java.util.concurrent.Executors.newCachedThreadPool()
        private final java.util.concurrent.CountDownLatch end = new java.util.concurrent.CountDownLatch(1)

        Hook() {
            other.createContext('/') { elsewhere++; answer(it, 200) }
            other.start()
            server.executor = threads
            server.createContext('/ok') { hear(it); answer(it, 204) }
            server.createContext('/broken') { answer(it, 500) }
            server.createContext('/moved') {
                it.responseHeaders.add('Location', "http://127.0.0.1:${other.address.port}/")
                answer(it, 307)
            }
            server.createContext('/silent') { end.await(); it.close() }
            server.createContext('/slow') { hear(it); end.await(); it.close() }
            server.start()
        }

        String address(String path) {
            "http://127.0.0.1:${server.address.port}$path"
        }

        private void hear(HttpExchange exchange) {
            heard << [query: exchange.requestURI.query, token: exchange.requestHeaders.getFirst('Authorization'),
                      type: exchange.requestHeaders.getFirst('Content-Type'), notice: new JsonMapper().readValue(exchange.requestBody.readAllBytes(), Map)]
        }

        private static void answer(HttpExchange exchange, int status) {
            exchange.sendResponseHeaders(status, -1)
            exchange.close()
        }

        @Override
        void close() {
            end.countDown()
            server.stop(0)
            other.stop(0)
            threads.shutdownNow()
        }
    }
}
