package dev.belay.purity

import dev.belay.cli.Belay
import dev.belay.database.Database
import dev.belay.testing.GitRepository
import dev.belay.testing.Loop
import dev.belay.testing.Servers
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime

/** An application as it lies on a server: a checkout, a process, a database, settings, migrations, and the script of its upgrade. */
class Installation implements AutoCloseable {

    static final String PASSWORD = 'postgres'

    final Path folder
    final Path home
    final Belay belay
    final Database database = Servers.freshDatabase()
    private final Process server

    Installation(Path folder) {
        this.folder = folder
        this.home = folder.resolve('srv')
        this.belay = new Belay(folder)
        belay.environment.SHOP_PASSWORD = PASSWORD
        checkout()
        Files.writeString(home.resolve('app.env'), '# settings\nCOLOUR=red\nTOKEN=old\n')
        Files.createSymbolicLink(home.resolve('current'), Path.of('app'))
        Servers.run(database, 'create table route (id serial primary key, name text not null)',
                "insert into route (name) values ('North face'), ('South ridge')")
        belay.file('scripts/shop/2.0.0.groovy', script())
        server = serve()
    }

    /** Two versions; a monitor and hooks of its own that leave a trace when git runs them. */
    private void checkout() {
        def app = GitRepository.init(home.resolve('app'))
        app.commit('migrations/1-routes.sql': 'create table route (id serial primary key, name text not null);\n', 'README': 'one\n', '1.0.0')
        app.commit('migrations/2-grades.sql': "alter table route add column grade text not null default 'V';\n", 'README': 'two\n', '2.0.0')
        app.git('checkout', '-q', '1.0.0')
        ['monitor', 'hooks/post-checkout', 'hooks/post-index-change'].each {
            def program = home.resolve("app/.git/$it")
            Files.writeString(program, "#!/bin/sh\necho $it >> '$folder/hooked'\n")
            program.toFile().executable = true
        }
        app.git('config', 'core.fsmonitor', '.git/monitor')
        Files.setLastModifiedTime(home.resolve('app/README'), FileTime.fromMillis(0)) // git would refresh its index
        Files.deleteIfExists(folder.resolve('hooked'))
    }

    private Process serve() {
        belay.file('srv/server.sh', 'trap "exit 0" TERM; ' + Loop.every(0.1) + '\n')
        def started = new ProcessBuilder('setsid', 'bash', 'server.sh').directory(home.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start()
        Files.writeString(home.resolve('web.pid'), "${started.pid()}\n")
        started
    }

    private String script() {
        """\
        upgrade 'shop', from: '>=1.0.0 <2.0.0', to: '2.0.0'
        service  'web',  process: 'bash server.sh', dir: '$home', pidfile: 'web.pid'
        database 'main', postgresql: '${Servers.address(database)}', user: 'postgres', password: secret('SHOP_PASSWORD')
        installed git: '$home/app'
        defaults dir: '$home'

        require command: ['git', 'bash'], name: 'programs'
        require command: 'git', version: '>=2.0'
        require disk: '$home', free: size('main') + 1.MB
        require user: 'root'
        require file: 'app.env'
        require port: $Servers.postgres.port, free: false
        require database: 'main', version: '>=9'
        phase('Stop') { stop 'web', timeout: 10.seconds }
        phase('Back up') {
            def dump = backup 'main', to: '$home/backup'
            backup files: ['app.env', 'app'], to: '$home/backup'
            sh "echo kept in \$dump", touches: [], undo: 'true', repeat: true, name: 'tell'
        }
        phase('Upgrade') {
            checkout 'app', tag: '2.0.0'
            configure 'app.env', set: [COLOUR: 'blue', TOKEN: secret('SHOP_PASSWORD')]
            migrate 'main', sql: 'app/migrations', baseline: '1-routes.sql'
            sql 'main', statement: "update route set grade = 'VI'", check: "select count(*) = 0 from route where grade <> 'VI'"
            sh 'touch built', undo: 'rm built', check: 'test -e built', name: 'build'
        }
        phase('Start') {
            start 'web'
            verify command: 'test -e built', name: 'is built'
            verify tcp: 'localhost:$Servers.postgres.port', within: 5.seconds
            verify file: 'app.env', contains: 'blue'
            verify sql: 'select count(*) from route', database: 'main', equals: 2
            confirm 'Is it beautiful?', evidence: 'whose word'
        }
        """.stripIndent()
    }

    /** Runs a command of Belay in this process; its exit code. */
    int run(String... words) {
        belay.run(*words, '--state', 'state')
    }

    /** All that could change: every file with its names, contents, modes and times, and every table of every database of its own. */
    Map<String, String> look() {
        new Trees(folder).look() + new Tables(database).look()
    }

    @Override
    void close() {
        server.destroyForcibly().waitFor()
        def pid = Files.exists(home.resolve('web.pid')) ? home.resolve('web.pid').toFile().readLines()[0] : ''
        if (pid) {
            ProcessHandle.of(pid as long).ifPresent { it.destroyForcibly() }
        }
        def others = Servers.ask(Servers.database('postgres'), 'select datname from pg_database')
                .findAll { (it as String).startsWith("${database.name()}_") }
        Servers.drop(others + database.name() as List<String>)
    }
}
