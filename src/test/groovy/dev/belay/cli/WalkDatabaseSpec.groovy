package dev.belay.cli

import dev.belay.database.Database
import dev.belay.drivers.postgresql.PostgresqlSpecification
import dev.belay.testing.ChildJvm
import dev.belay.testing.Servers
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** A walk over two versions, each of which backs up the same database: its undo restores that twice. */
@Requires({ PostgresqlSpecification.toolsAreHere() })
class WalkDatabaseSpec extends Specification {

    @TempDir
    Path folder

    Belay belay
    Database database
    def eventually = new PollingConditions(timeout: 60, delay: 0.05)

    def setup() {
        belay = new Belay(folder)
        belay.environment.SHOP_PASSWORD = 'postgres'
        database = Servers.freshDatabase()
        Servers.run(database, 'create table note (line text)', "insert into note values ('1')")
        belay.file('scripts/shop/common.groovy', """\
            database 'main', postgresql: '${Servers.address(database)}', user: 'postgres', password: secret('SHOP_PASSWORD')

            def step() {
                phase('Back up') { backup 'main', to: '$folder/backup' }
                phase('Migrate') {
                    sql 'main', statement: "insert into note values ('\$target')", name: 'migrate'
                }
            }
        """.stripIndent())
        script('2.0.0', '1.x')
        script('3.0.0', '2.x')
    }

    def cleanup() {
        Servers.dropAll(database)
    }

    def "an undo restores the first backup behind the second, though nothing was written since"() {
        given:
        assert act('run', 'shop', '--to', '3.0.0', '--installed', '1.0.0', '--yes') == 0
        assert notes() == ['1', '2.0.0', '3.0.0']

        expect:
        act('undo', '--yes') == 0
        notes() == ['1']
    }

    def "so does a run that goes back by itself"() {
        given:
        script('3.0.0', '2.x', "sh 'false', touches: [], name: 'fails'")

        expect:
        act('run', 'shop', '--to', '3.0.0', '--installed', '1.0.0', '--yes', '--on-failure', 'undo') == 8
        notes() == ['1']
    }

    def "an undo that was killed between the two restores goes on by #command"() {
        given:
        script('2.0.0', '1.x', "sh 'true', undo: 'touch between; until test -e on; do sleep 0.05; done', touches: [], dir: '$folder', name: 'wait'")
        assert act('run', 'shop', '--to', '3.0.0', '--installed', '1.0.0', '--yes') == 0
        ChildJvm.start(SHOP_PASSWORD: 'postgres', Main, 'undo', '--yes', '--state', folder.resolve('state')).withCloseable {
            eventually.eventually { assert Files.exists(folder.resolve('between')) }
            it.kill()
        }
        Files.createFile(folder.resolve('on'))

        expect:
        notes() == ['1', '2.0.0']
        onceFree { act(command, '--yes') } == 0
        notes() == ['1']

        where:
        command << ['undo', 'resume']
    }

    private void script(String to, String from, String more = '') {
        belay.file("scripts/shop/${to}.groovy", """\
            upgrade 'shop', from: '$from', to: '$to'
            include 'common.groovy'
            step()
            $more
            """.stripIndent())
    }

    private int act(String... words) {
        def scripts = words[0] in ['run', 'preview'] ? ['--scripts', 'scripts'] : []
        belay.run(*words, *scripts, '--state', 'state')
    }

    /** Whoever comes too early is told that the command of the killed undo still runs. */
    private int onceFree(Closure<Integer> action) {
        int exit = Exit.BLOCKED.code()
        eventually.eventually {
            exit = action()
            assert exit != Exit.BLOCKED.code()
        }
        exit
    }

    private List<String> notes() {
        Servers.ask(database, 'select line from note order by 1')
    }
}
