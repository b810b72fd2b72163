package dev.belay.cli

import dev.belay.repl.Repl
import dev.belay.repl.session.Session
import dev.belay.repl.terminal.JlineConsole
import dev.belay.repl.terminal.Words
import dev.belay.script.Scripts
import dev.belay.value.Exit
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import org.jline.utils.ScreenTerminal
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** A whole session as the screen shows it: a failure, a step said otherwise on the line, an answer. */
class ReplScreenSpec extends Specification {

    @TempDir
    Path folder

    ScreenTerminal.VirtualTerminal virtual
    JlineConsole console
    def eventually = new PollingConditions(timeout: 30, delay: 0.02)

    def setup() {
        virtual = ScreenTerminal.withTerminal('test', 'xterm-256color', 80, 60)
    }

    def cleanup() {
        console.close()
    }

    CompletableFuture<Exit> sit(String script) {
        def belay = new Belay(folder)
        belay.file('shop.groovy', script)
        def out = new PrintStream(virtual.terminal().output(), true, 'UTF-8')
        def terminal = new Terminal(InputStream.nullInputStream(), out, out, belay.environment + [COLUMNS: '80'], folder, true)
        def parts = new Parts(terminal)
        def options = new ScriptOptions(state: Optional.of('state'))
        def workbench = new Workbench(parts, options, new OutputOptions(noColour: true), new ConsentOptions(), Optional.<Path> empty())
        def session = Session.of(workbench, [new Scripts.Stop(terminal.path('shop.groovy'), Optional.empty())], Optional.<String> empty())
        console = new JlineConsole(virtual.terminal(), { new Words(workbench.catalog(), session.plan(), [], { [] }) },
                Optional.<Path> empty(), Optional.<Path> empty(), { false })
        workbench.at(console)
        CompletableFuture.supplyAsync { new Repl(session, console).run() }
    }

    void type(String keys) {
        virtual.terminal().processInputBytes(keys.getBytes('UTF-8'))
    }

    List<String> screen() {
        virtual.screen().toString().readLines()*.stripTrailing()*.replaceAll(/shop-[0-9a-f]{4}/, 'shop-7f3a')
                *.replaceAll(/failed, \d+ s/, 'failed, 0 s')*.replaceAll(/in \d:\d\d/, 'in 0:01')
    }

    void shows(String line) {
        eventually.eventually { assert screen().contains(line) }
    }

    def "a failure tells what happened, what was changed, and what can be done; the step is changed on the line, and done again"() {
        when:
        def session = sit("upgrade 'shop', to: '2.0'\nsh 'echo looking; test -f nowhere', dir: '$folder', touches: [], name: 'look'\n")
        shows('shop 2.0 on local 1/1>')
        type(':step\r')
        shows('Nothing more happens until you choose.')
        shows('shop 2.0 on local 1/1>')

        then:
        behind('shop 2.0 on local 1/1> :step') == [
            ' 1/1 look                          FAILED',
            'this is the run shop-7f3a',
            '  its last output:',
            '  | looking',
            'FAILED step 1/1 look after 0:00                                    run shop-7f3a',
            "  exit 1: bash -euo pipefail -c 'echo looking; test -f nowhere'",
            '  looking',
            '  output: :output 1',
            'site    not stopped by this run',
            '  again:        :retry        the step as it is',
            '  otherwise:    :edit         its arguments, then :retry',
            '  without it:   :skip REASON',
            '  go back:      :undo         loses nothing',
            '  look around:  :shell        your own',
            '  later:        :quit         belay resume shop-7f3a goes on',
            'Nothing more happens until you choose.',
            'shop 2.0 on local 1/1>',
            'shop 2.0 on local 1/1, live, run shop-7f3a failed, 0 s',
        ]

        when: 'the statement stands on the line; it is typed anew there'
        type(':edit\r')
        eventually.eventually { assert screen().any { it.startsWith("edit> sh 'echo looking; test -f nowhere'") } }
        type("\u0015sh 'echo looking', dir: '$folder', touches: [], name: 'look'\r")
        shows('look is another')
        eventually.eventually { assert screen().count('shop 2.0 on local 1/1>') == 1 }
        type(':retry\r')
        shows('  1 step: 1 done')

        then:
        behind('shop 2.0 on local 1/1> :retry').take(3) == [
            ' 1/1 look                          done',
            'DONE shop -> 2.0 on local in 0:01                                  run shop-7f3a',
            '  1 step: 1 done',
        ]

        cleanup:
        type('\u0004')
        session.get(20, TimeUnit.SECONDS) == Exit.DONE
    }

    /** What stands on the screen behind a line, without empty lines. */
    List<String> behind(String line) {
        def shown = screen()
        shown.drop(shown.indexOf(line) + 1).findAll()
    }
}
