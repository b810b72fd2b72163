package dev.belay.engine.crash

import dev.belay.driver.DriverJars
import dev.belay.driver.Drivers
import dev.belay.engine.Choices
import dev.belay.engine.Engine
import dev.belay.engine.Listener
import dev.belay.host.Command
import dev.belay.host.Completed
import dev.belay.host.Host
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.journal.LocalStorage
import dev.belay.journal.StateFolder
import dev.belay.journal.Storage
import dev.belay.testing.Bench
import dev.belay.testing.ChildJvm
import dev.belay.testing.Servers
import dev.belay.value.Exit
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Belay is killed behind the end of a step, before it wrote down the step's result, which a later step needs. */
class LostResultSpec extends Specification {

    @TempDir
    Path folder

    def "the output of a command is found again"() {
        given:
        def script = """
            def made = sh 'echo once >> log; echo /srv/made', dir: '$folder'
            sh "printf %s \$made > out", dir: '$folder'
            """

        when:
        killed(script)

        then:
        text('log') == 'once\n'

        when:
        def ended = new Bench(folder).resume()

        then:
        ended.exit() == Exit.DONE
        text('out') == '/srv/made'
        text('log') == 'once\n'
    }

    def "the result of statements is found again"() {
        given:
        def database = Servers.freshDatabase()
        Servers.run(database, 'create table people (id serial, name text)', "insert into people (name) values ('Ada')")
        def script = """
            database 'main', postgresql: '${Servers.address(database)}', user: 'postgres', password: 'postgres'
            def made = sql 'main', statement: "insert into people (name) values ('Grace') returning id"
            sh "printf %s \$made > out", dir: '$folder'
            """

        when:
        killed(script)
        def ended = new Bench(folder).resume()

        then:
        ended.exit() == Exit.DONE
        text('out') == '2'
        Servers.ask(database, 'select count(*) from people')[0] == 2

        cleanup:
        Servers.drop([database.name()])
    }

    def "where a first attempt broke half-way, one that did not begin its command changes nothing of that"() {
        given: 'a command that failed after it had changed something, and again before it began'
        def script = "sh 'echo half >> log; test -e mended', dir: '$folder', undo: 'rm log'"
        def bench = new Bench(folder)
        def failed = bench.run(bench.preview(script))
        ChildJvm.start(KilledBefore, folder.toString()).withCloseable { assert it.awaitExit() == 137 }

        when:
        def ended = bench.resume()

        then: 'only a person knows whether half of it may be done again'
        ended.exit() == Exit.DOUBT

        when:
        bench.engine().resolve(failed.state().run(), '1', dev.belay.journal.Entry.Settled.REDO, 'half may stand twice')
        Files.createFile(folder.resolve('mended'))

        then:
        bench.resume().exit() == Exit.DONE
        bench.undo(failed).exit() == Exit.DONE
        !Files.exists(folder.resolve('log'))
    }

    private void killed(String script) {
        new Bench(folder).plan(script)
        ChildJvm.start(KilledBehind, folder.toString()).withCloseable { assert it.awaitExit() == 137 }
    }

    private String text(String name) {
        def file = folder.resolve(name)
        Files.exists(file) ? Files.readString(file) : ''
    }

    /** Runs the script of a bench, and kills itself before it writes the first outcome. */
    static class KilledBehind {
        static void main(String[] args) {
            def bench = new Bench(Path.of(args[0]))
            def states = new StateFolder(bench.folder.resolve('state'), new DyingStorage(new LocalStorage()))
            def engine = new Engine(new Drivers(DriverJars.own()), { new LocalHost(Secrets.undeclared()) }, states, bench.person(), '1')
            engine.run(engine.preview(bench.planned(), Optional.empty()), Choices.standard(), Listener.none())
        }
    }

    /** Resumes the run of a bench, and kills itself instead of beginning a command. */
    static class KilledBefore {
        static void main(String[] args) {
            def bench = new Bench(Path.of(args[0]))
            bench.host = { new DyingHost(new LocalHost(Secrets.undeclared())) }
            bench.resume()
        }
    }

    private static class DyingHost implements Host {
        @Delegate
        private final Host real

        DyingHost(Host real) {
            this.real = real
        }

        @Override
        Completed run(Command command, Host.Trace trace, Host.Watcher watcher) {
            Boundaries.die()
        }
    }

    private static class DyingStorage implements Storage {
        @Delegate
        private final Storage real

        DyingStorage(Storage real) {
            this.real = real
        }

        @Override
        Storage.Appender create(Path file) {
            new DyingAppender(real.create(file))
        }

        @Override
        Storage.Appender open(Path file) {
            new DyingAppender(real.open(file))
        }
    }

    private static class DyingAppender implements Storage.Appender {
        @Delegate
        private final Storage.Appender real

        DyingAppender(Storage.Appender real) {
            this.real = real
        }

        @Override
        void append(byte[] bytes) {
            if (new String(bytes, 'UTF-8').contains('"outcome"')) {
                Boundaries.die()
            }
            real.append(bytes)
        }
    }
}
