package dev.belay.engine.crash

import dev.belay.database.Database
import dev.belay.driver.Driver
import dev.belay.driver.Drivers
import dev.belay.engine.Engine
import dev.belay.engine.Person
import dev.belay.host.Host
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.journal.LocalStorage
import dev.belay.journal.StateFolder
import dev.belay.journal.Storage
import dev.belay.plan.Plan
import dev.belay.script.Scripts
import dev.belay.testing.Servers

import java.nio.file.Files
import java.nio.file.Path
import java.util.function.Function

/**
 * A small application with one of everything that an upgrade touches: a process, a git repository, an env file, a database, and a
 * command that must not run twice.
 */
class CrashWorld {

    final Path dir
    final Database database

    CrashWorld(Path dir, Database database) {
        this.dir = dir
        this.database = database
    }

    /** Version 1, in place and running. */
    CrashWorld build() {
        Files.createDirectories(dir.resolve('app/migrations'))
        git('init', '-q', '-b', 'main')
        put('app/.gitignore', '.env\n')
        put('app/version', '1.0.0')
        git('add', '.')
        git('commit', '-qm', 'one')
        git('tag', '1.0.0')
        put('app/version', '2.0.0')
        put('app/migrations/001-price.sql', """\
            alter table item add column price integer;
            copy (select 1) to program 'touch ${dir}/migrating; sleep 0.3';
            update item set price = 10;
            """.stripIndent())
        git('add', '.')
        git('commit', '-qm', 'two')
        git('tag', '2.0.0')
        git('checkout', '-q', '1.0.0')
        put('app/.env', "# settings\nMODE=old\n")
        put('server.sh', 'exec tail -f "$0"\n')
        put('script.groovy', script())
        Servers.run(database, 'create table item (id integer primary key)', 'insert into item select generate_series(1, 100)')
        new ProcessBuilder('setsid', 'bash', '-c', "echo \$\$ > ${dir}/web.pid; exec bash ${dir}/server.sh").start()
        while (!Files.exists(dir.resolve('web.pid')) || processes().empty) {
            Thread.onSpinWait()
        }
        this
    }

    private String script() {
        """\
        upgrade 'shop', to: '2.0.0'
        service 'web', process: ['bash', '${dir}/server.sh'], pidfile: '${dir}/web.pid', dir: '${dir}'
        database 'main', postgresql: '${Servers.address(database)}', user: '${database.user()}', password: secret('CRASH_PASSWORD')

        phase('Stop') { stop 'web' }
        phase('Back up') { backup 'main', to: '${dir}/backup' }
        phase('Upgrade') {
            checkout '${dir}/app', tag: '2.0.0'
            configure '${dir}/app/.env', set: [MODE: 'new']
            migrate 'main', sql: '${dir}/app/migrations'
            sh 'echo begun; echo once >> ${dir}/once.log', touches: ['${dir}/once.log'], undo: 'rm -f ${dir}/once.log'
        }
        phase('Start') { start 'web' }
        """.stripIndent()
    }

    /** The plan of the upgrade. */
    Plan plan() {
        Scripts.load(dir.resolve('script.groovy'), Optional.empty(), [:], drivers().catalog(), { form -> drivers().driverOf(form).map { Map.entry(it.name(), it.version()) } })
    }

    /** An engine over the real machine, or over one that kills. */
    Engine engine(Storage storage = new LocalStorage(), Function<Host, Host> machine = Function.identity()) {
        def environment = System.getenv() + [CRASH_PASSWORD: 'postgres']
        new Engine(
                drivers(),
                { plan -> machine.apply(new LocalHost(new Secrets([:], environment, { '' }), environment, java.time.Duration.ofSeconds(2))) },
                states(storage),
                new Nobody(),
                '1')
    }

    StateFolder states(Storage storage = new LocalStorage()) {
        new StateFolder(dir.resolve('state'), storage)
    }

    /** What an outsider sees of the application. */
    Map<String, Object> look() {
        [
            version : text('app/version'),
            changed : git('status', '--porcelain'),
            head    : git('rev-parse', 'HEAD'),
            lock    : Files.exists(dir.resolve('app/.git/index.lock')),
            env     : text('app/.env'),
            items   : Servers.ask(database, 'select count(*) from item')[0],
            columns : Servers.ask(database, "select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns where table_name = 'item'")[0],
            once    : text('once.log'),
            serves  : processes().size(),
        ]
    }

    private List<ProcessHandle> processes() {
        ProcessHandle.allProcesses().filter { process ->
            process.info().arguments().map { it.any { argument -> argument == "${dir}/server.sh".toString() } }.orElse(false)
        }.toList()
    }

    /** Ends what the world started. */
    void end() {
        processes().each { it.destroyForcibly() }
    }

    static Drivers drivers() {
        new Drivers(ServiceLoader.load(Driver).toList())
    }

    private void put(String name, String text) {
        Files.writeString(dir.resolve(name), text)
    }

    private String text(String name) {
        def path = dir.resolve(name)
        Files.exists(path) ? Files.readString(path) : ''
    }

    private String git(String... arguments) {
        def process = new ProcessBuilder(['git', '-c', 'user.name=Spec', '-c', 'user.email=spec@example.org', *arguments])
                .directory(dir.resolve('app').toFile()).redirectErrorStream(true).start()
        def out = process.inputStream.text
        assert process.waitFor() == 0 : out
        out.trim()
    }

    /** Nobody is at the terminal. */
    private static class Nobody implements Person {
        @Override
        String name() {
            'spec@here'
        }

        @Override
        Optional<String> ask(String question) {
            Optional.empty()
        }

        @Override
        Optional<String> askSecret(String question) {
            Optional.empty()
        }
    }
}
