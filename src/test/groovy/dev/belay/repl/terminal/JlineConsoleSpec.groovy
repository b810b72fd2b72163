package dev.belay.repl.terminal

import dev.belay.driver.DriverJars
import dev.belay.driver.Drivers
import dev.belay.script.Scripts
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import org.jline.utils.ScreenTerminal
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** The prompt as a terminal shows it, key by key. */
class JlineConsoleSpec extends Specification {

    static final ENTER = '\r'
    static final TAB = '\t'
    static final CTRL_C = '\u0003'
    static final CTRL_D = '\u0004'
    static final CTRL_R = '\u0012'
    static final UP = '\u001BOA'

    static final PROMPT = new Prompt('shop 2.0 on gis 2/3', true, 'live, run shop-7f3a halted, 12 s')

    @Shared
    def drivers = new Drivers(DriverJars.own())

    @TempDir
    Path folder

    ScreenTerminal.VirtualTerminal virtual
    JlineConsole console
    def eventually = new PollingConditions(timeout: 20, delay: 0.02)

    def setup() {
        open(70)
    }

    def cleanup() {
        console.close()
    }

    void open(int columns) {
        virtual = ScreenTerminal.withTerminal('test', 'xterm-256color', columns, 14)
        console = new JlineConsole(virtual.terminal(), { words() }, Optional.of(Path.of('grammar/belay.nanorc')), Optional.of(folder.resolve('history')), { it.contains('hunter2') })
    }

    Words words() {
        def script = Files.writeString(folder.resolve('shop.groovy'), """\
            upgrade 'shop', to: '2.0'
            service 'web', systemd: 'web.service'
            service 'worker', systemd: 'worker.service'
            stop 'web'
            """.stripIndent())
        def plan = Scripts.load(script, Optional.empty(), [:], drivers.catalog(), { Optional.empty() })
        new Words(drivers.catalog(), plan, ['home'], { asked -> [] })
    }

    /** Begins to wait for a line. */
    CompletableFuture<Optional<String>> read() {
        def line = CompletableFuture.supplyAsync { console.read(PROMPT) }
        eventually.eventually { assert screen().contains('shop 2.0 on gis 2/3>') }
        line
    }

    void type(String keys) {
        virtual.terminal().processInputBytes(keys.getBytes('UTF-8'))
    }

    List<String> screen() {
        virtual.screen().toString().readLines()*.stripTrailing()
    }

    void shows(String text) {
        eventually.eventually { assert screen().any { it.contains(text) } }
    }

    static String of(CompletableFuture<Optional<String>> line) {
        line.get(20, TimeUnit.SECONDS).get()
    }

    def "below the line stands where the session is, and how the verb is written that is being typed"() {
        when:
        def line = read()
        type("restart 'w")

        then:
        shows("restart 'service',")
        shows("> restart 'w")
        screen().findAll() == [
            "shop 2.0 on gis 2/3> restart 'w",
            'shop 2.0 on gis 2/3, live, run shop-7f3a halted, 12 s',
            words().signature("restart 'w").get().take(69).stripTrailing(),
        ]

        when:
        type("eb'$ENTER")

        then:
        of(line) == "restart 'web'"
    }

    def "Tab completes what is certain, and lists what is not"() {
        when:
        def line = read()
        type("restart 'w$TAB")

        then:
        shows('worker')
        screen().any { it =~ /web +\(service, systemd\)/ }

        when:
        type("or$TAB$ENTER")

        then:
        of(line).startsWith("restart 'worker")
    }

    def "a block that is not finished goes on in the next line"() {
        when:
        def line = read()
        type("phase('Stop') {$ENTER")

        then:
        shows('...')

        when:
        type("    stop 'web'$ENTER}$ENTER")

        then:
        of(line) == "phase('Stop') {\n    stop 'web'\n}"
    }

    def "Ctrl-C gives a line up, Ctrl-D leaves"() {
        when:
        def given = read()
        type("stop 'web'")
        shows("stop 'web'")
        type(CTRL_C)

        then:
        of(given) == ''

        when:
        def left = read()
        type(CTRL_D)

        then:
        left.get(20, TimeUnit.SECONDS) == Optional.empty()
    }

    def "what was typed is found again, but no line that holds a secret"() {
        given:
        ["stop 'web'", "def token = 'hunter2'", ':whereami'].each {
            def line = read()
            type(it + ENTER)
            of(line)
        }

        when: 'one up, and one further'
        def line = read()
        type(UP)
        type(UP)
        type(ENTER)

        then:
        of(line) == "stop 'web'"

        when: 'searched backwards'
        def searched = read()
        type("${CTRL_R}wher")
        shows(':whereami')
        type(ENTER)

        then:
        of(searched) == ':whereami'

        and: 'kept for the next session'
        console.close()
        !folder.resolve('history').toFile().text.contains('hunter2')
        folder.resolve('history').toFile().text.contains(':whereami')
    }

    def "what is typed is coloured by the grammar that editors have: #typed"() {
        when:
        def line = read()
        type(typed)
        shows(typed)

        then:
        painted(21, typed.length()) == colours

        when:
        type(ENTER)

        then:
        of(line) == typed

        where: 'a letter for each colour, a point for none'
        typed              || colours
        "stop 'web'"       || 'aaaa.bbbbb'
        ':whereami'        || '.' * 9
    }

    /** The colours of letters in the line of the prompt, each new one by the next letter. */
    String painted(int from, int count) {
        long[] cells = new long[virtual.screen().columns * virtual.screen().rows]
        virtual.screen().dump(cells, new int[2])
        def seen = []
        (from..<from + count).collect { at ->
            if (!ScreenTerminal.cellHasForeground(cells[at])) {
                return '.'
            }
            def colour = ScreenTerminal.cellForeground(cells[at])
            seen.contains(colour) ?: seen.add(colour)
            'abcdef'[seen.indexOf(colour)]
        }.join()
    }

    def "in 60 columns, and after a resize, nothing is lost"() {
        given:
        console.close()
        open(60)

        when:
        def line = read()
        type("configure '/srv/shop/a-rather-long-name.env', set: [COLOUR: 'blue']")
        shows("[COLOUR: 'blue']")
        virtual.screen().setSize(40, 14)
        virtual.terminal().setSize(new org.jline.terminal.Size(40, 14))
        virtual.terminal().raise(org.jline.terminal.Terminal.Signal.WINCH)
        type(ENTER)

        then:
        of(line) == "configure '/srv/shop/a-rather-long-name.env', set: [COLOUR: 'blue']"
    }

    def "completion answers within a blink on all verbs"() {
        given:
        def all = words()
        20.times { all.at("restart 'web', ") }

        when:
        long begun = System.nanoTime()
        50.times { all.at("backup files: ['/srv'], ") }
        def each = (System.nanoTime() - begun) / 50

        then:
        drivers.catalog().forms().size() >= 60
        each < 100_000_000L
    }
}
