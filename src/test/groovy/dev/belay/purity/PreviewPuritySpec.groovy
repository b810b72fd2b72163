package dev.belay.purity

import dev.belay.drivers.postgresql.PostgresqlSpecification
import dev.belay.testing.GitRepository
import dev.belay.testing.OtherAccount
import dev.belay.testing.PeerServer
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** Looking changes nothing: neither files nor databases, by any command that only looks, at an upgrade that uses every verb. */
class PreviewPuritySpec extends Specification {

    private static final String SCRATCH = "\"${System.getProperty('java.io.tmpdir')}/belay-relay"

    @TempDir
    Path folder

    @AutoCleanup
    Installation site = new Installation(folder)

    def "#words changes nothing"() {
        given:
        def before = site.look()

        when:
        int code = site.run(*words)

        then:
        assert code == exit: site.belay.out + site.belay.err
        site.belay.out.contains(shown)
        changed(before).isEmpty()

        where:
        words                                         | exit | shown
        ['check', 'shop']                             | 0    | 'ok, '
        ['preview', 'shop']                           | 0    | 'checkout app'
        ['preview', 'shop', '-v']                     | 0    | 'red -> blue'
        ['preview', 'shop', '--format', 'json']       | 0    | '"checkout'
        ['preview', 'shop', '--detailed-exitcode']    | 10   | 'app.env'
        ['doctor', 'shop']                            | 0    | 'all '
        ['run', 'shop']                               | 7    | 'checkout app'
        ['status']                                    | 0    | 'no runs'
    }

    @Requires({ PostgresqlSpecification.toolsAreHere() })
    def "looking at a run, and at the way back from it, changes nothing"() {
        given: 'all of the upgrade was done'
        assert site.belay.typing('yes\nyes\nthe warden\n', 'run', 'shop', '--state', 'state') == 0: site.belay.out + site.belay.err
        def before = site.look()

        expect:
        ['undo --preview': 'undo of shop-', status: 'shop-', log: 'checkout', attach: 'all steps done'].every { words, shown ->
            assert site.run(*words.tokenize()) == 0: site.belay.err
            assert site.belay.out.contains(shown)
            assert changed(before).isEmpty()
            true
        }
    }

    def "what git does by itself when it is asked is seen"() {
        given:
        def before = site.look()

        when:
        new GitRepository(site.home.resolve('app')).git('status')

        then:
        changed(before).any { it.startsWith('hooked') }
        changed(before).any { it.startsWith('srv/app/.git/index') }
    }

    @Requires({ Strace.possible() })
    def "no process of '#words' opens a file for writing, or makes, moves or removes one"() {
        when:
        def trace = Strace.of(folder, site.belay.environment, words + ['--state', 'state'])

        then:
        trace.exit == 0
        trace.output.contains(shown)
        trace.programs.size() >= programs
        trace.writes == []

        where:
        words               | shown          | programs
        ['check', 'shop']   | 'ok, '         | 1
        ['preview', 'shop'] | 'checkout app' | 5
        ['doctor', 'shop']  | 'all '         | 5
    }

    @Requires({ Strace.possible() && OtherAccount.there && PeerServer.possible() })
    def "looking as another account writes nothing either, but for the scratch folder of the relay to its database, which goes again"() {
        given:
        def server = new PeerServer()
        server.sql('create database ours')
        def home = OtherAccount.folder()
        def env = OtherAccount.give(Files.writeString(home.resolve('app.env'), 'COLOUR=red\n'))
        site.belay.file('scripts/other/2.0.0.groovy', """\
            upgrade 'other', to: '2.0.0'
            database 'main', postgresql: '$server.folder:$server.port/ours', as: '$OtherAccount.NAME'
            defaults as: '$OtherAccount.NAME', dir: '$home'
            require file: 'app.env'
            require command: 'git', version: '>=2.0'
            require database: 'main', version: '>=9'
            backup 'main', to: '$home/backup'
            backup files: ['app.env'], to: '$home/backup'
            configure 'app.env', set: [COLOUR: 'blue']
            migrate 'main', sql: 'migrations'
            sh 'true'
        """.stripIndent())
        OtherAccount.give(Files.createDirectories(home.resolve('migrations')))
        OtherAccount.give(Files.writeString(home.resolve('migrations/1-first.sql'), 'create table made (id int);\n'))
        def before = new Trees(home).look()

        when:
        def trace = Strace.of(folder, site.belay.environment, ['preview', 'other', '--state', 'state'])

        then:
        assert trace.exit == 0: trace.output
        trace.output.contains('red -> blue')
        !trace.output.contains('not looked at')
        trace.writes.every { it.contains(SCRATCH) }
        trace.writes.collectMany { call -> (call =~ /"([^"]+)"/).collect { it[1] as String } }.every { !Files.exists(Path.of(it)) }
        new Trees(home).look() == before

        cleanup:
        server?.close()
        home?.toFile()?.deleteDir()
    }

    @Requires({ Strace.possible() })
    def "a process that writes is seen"() {
        when: 'a plan is saved'
        def trace = Strace.of(folder, site.belay.environment, ['preview', 'shop', '-o', 'plan.json'])

        then:
        trace.exit == 0
        Files.exists(folder.resolve('plan.json'))
        trace.writes.any { it.contains('plan.json') }
    }

    /** Names of what is not as it was. */
    private List<String> changed(Map<String, String> before) {
        def after = site.look()
        (before.keySet() + after.keySet()).findAll { before[it] != after[it] }
                .collect { "$it: ${before[it]} -> ${after[it]}".toString() }
    }
}
