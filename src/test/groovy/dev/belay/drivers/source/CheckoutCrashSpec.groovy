package dev.belay.drivers.source

import dev.belay.host.Command
import dev.belay.host.Completed
import dev.belay.host.Host
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.testing.Bench
import dev.belay.testing.GitRepository
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What a git leaves that dies in the middle of a checkout, with Belay: it is told, cleaned, finished and undone. */
class CheckoutCrashSpec extends Specification {

    @TempDir
    Path folder

    Bench bench
    GitRepository app

    def setup() {
        bench = new Bench(folder)
        app = GitRepository.init(folder.resolve('app'))
        app.commit([VERSION: '1', 'old.txt': 'old', 'same.txt': 'same'], '1.0')
        app.commit([VERSION: '2', 'old.txt': null, 'new/new.txt': 'new'], '2.0')
        app.git('checkout', '-q', '1.0')
        app.write('untracked.txt': 'mine')
    }

    private Map step(Map more = [:]) {
        [form: 'checkout tag', subject: app.path, tag: '2.0'] + more
    }

    def "died #moment: resumed it is whole, undone it is as before, and nothing of the user's is lost"() {
        given:
        if (changed) {
            app.write('same.txt': 'changed here')
        }
        def before = app.look()

        when:
        run(step(changed ? [force: true] : [:])) { leave(app, moment) }

        then:
        thrown(Died)

        when:
        bench.host = { new LocalHost(Secrets.undeclared()) }
        def resumed = bench.resume()

        then:
        Bench.message(resumed) == ''
        resumed.exit() == Exit.DONE
        app.git('describe', '--tags') == '2.0'
        app.git('status', '--porcelain') == '?? untracked.txt'
        app.text('new/new.txt') == 'new'
        app.text('untracked.txt') == 'mine'

        when:
        def undone = bench.undo(resumed)

        then:
        Bench.message(undone) == ''
        undone.exit() == Exit.DONE
        app.look() == before

        where:
        [moment, changed] << [['before its first file', 'among the files', 'before it moved HEAD', 'at its end'], [false, true]].combinations()
    }

    def "while a git is at work there, nothing is cleaned"() {
        given:
        try {
            run(step()) { leave(app, 'among the files') }
        } catch (Died expected) {
            bench.host = { new LocalHost(Secrets.undeclared()) }
        }
        Process busy = new ProcessBuilder('git', 'hash-object', '--stdin').directory(app.path.toFile()).start()

        when:
        def resumed = bench.resume()

        then:
        resumed.exit() == Exit.FAILED
        Bench.message(resumed).contains("could not be removed: git (process ${busy.pid()}) is at work in $app.path")
        Files.exists(app.path.resolve('.git/index.lock'))

        cleanup:
        busy?.destroyForcibly()
    }

    /** What a git left that was killed. */
    private static void leave(GitRepository app, String when) {
        switch (when) {
            case 'before its first file':
                Files.createFile(app.path.resolve('.git/index.lock'))
                break
            case 'among the files':
                app.write(VERSION: '2', 'old.txt': null, 'new/new.txt': 'ne')
                Files.createFile(app.path.resolve('.git/index.lock'))
                break
            case 'before it moved HEAD':
                String old = app.head()
                app.git('checkout', '-q', '--force', '2.0')
                app.git('update-ref', '--no-deref', 'HEAD', old)
                break
            case 'at its end':
                app.git('checkout', '-q', '--force', '2.0')
        }
    }

    /** Runs until git is to check out; then it dies, and leaves what the closure leaves. */
    private void run(Map step, Closure leaves) {
        bench.host = { new Dying(new LocalHost(Secrets.undeclared()), leaves) }
        bench.run(step)
    }

    static class Died extends Error {}

    static class Dying implements Host {
        @Delegate
        private final Host real
        private final Closure leaves

        Dying(Host real, Closure leaves) {
            this.real = real
            this.leaves = leaves
        }

        @Override
        Completed run(Command command, Host.Trace trace, Host.Watcher watcher) {
            if ('checkout' in command.arguments()) {
                leaves()
                throw new Died()
            }
            real.run(command, trace, watcher)
        }
    }
}
