package dev.belay.engine.crash

import dev.belay.database.Database
import dev.belay.driver.DriverJars
import dev.belay.driver.Drivers
import dev.belay.engine.Engine
import dev.belay.journal.LocalStorage
import dev.belay.journal.StateFolder
import dev.belay.plan.Plan
import dev.belay.script.Scripts
import dev.belay.testing.Port
import dev.belay.testing.Servers
import java.nio.file.Files
import java.nio.file.Path
import java.util.function.UnaryOperator

/**
 * A small application with one of everything that an upgrade touches: a process, a git repository, an env file, a database, and a
 * command that must not run twice.
 */
class CrashWorld {

    final Path dir
    final Database database
    private Port port

    CrashWorld(Path dir, Database database) {
        this.dir = dir
        this.database = database
    }

    /** Version 1, in place and running. */
    CrashWorld build() {
        port = new Port()
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
        put('server.pl', port.server)
        put('script.groovy', script())
        Servers.run(database, 'create table item (id integer primary key)', 'insert into item select generate_series(1, 100)')
        new ProcessBuilder('setsid', 'bash', '-c', "echo \$\$ > ${dir}/web.pid; exec perl ${dir}/server.pl").start()
        while (!port.served) {
            Thread.sleep(5)
        }
        this
    }

    private String script() {
        """\
        upgrade 'shop', to: '2.0.0'
        service 'web', process: ['perl', '${dir}/server.pl'], pidfile: '${dir}/web.pid', dir: '${dir}', health: $port.number
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
        def drivers = new Drivers(DriverJars.own())
        Scripts.load(dir.resolve('script.groovy'), Optional.empty(), [:], drivers.catalog(), { form ->
            drivers.driverOf(form).map { Map.entry(it.name(), it.version()) }
        })
    }

    Engine engine() {
        CrashMain.engine(states(), UnaryOperator.identity())
    }

    StateFolder states() {
        CrashMain.states(dir, new LocalStorage())
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
            process.info().arguments().map { it.any { argument -> argument == "${dir}/server.pl".toString() } }.orElse(false)
        }.toList()
    }

    /** Ends what the world started, and drops its databases. */
    void end() {
        processes().each { it.destroyForcibly() }
        port.close()
        Servers.dropAll(database)
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
}
