package dev.belay.drivers.command

import dev.belay.database.Database
import dev.belay.engine.Listener
import dev.belay.plan.Prediction
import dev.belay.plan.WayBack
import dev.belay.report.ClosingText
import dev.belay.report.Page
import dev.belay.testing.Bench
import dev.belay.testing.Servers
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** The way back of a command is the backups of all that it says it touches. */
class ShBackupSpec extends Specification {

    @TempDir
    Path folder

    Bench bench

    def setup() {
        bench = new Bench(folder)
        Files.createDirectories(folder.resolve('data/tiles'))
        Files.writeString(folder.resolve('data/tiles/1'), 'old')
    }

    private List<Prediction> foresee(String script) {
        bench.preview(script).predictions()
    }

    private String backUp(String more = '') {
        "backup files: ['data'], to: '$folder/backup', dir: '$folder'$more\n"
    }

    private String sh(String text, String more) {
        "sh '$text', dir: '$folder', $more\n"
    }

    @Requires(value = { ['bash', '-c', 'command -v psql'].execute().waitFor() == 0 }, reason = 'psql is not installed')
    def "a command that changes a database is undone by the backup of it"() {
        given:
        Database database = Servers.freshDatabase()
        Servers.run(database, 'create table people (name text)', "insert into people values ('Ada')")
        def script = """
            database 'main', postgresql: '${Servers.address(database)}', user: 'postgres'
            backup 'main', to: '$folder/backup'
            sh "psql -qh \${database('main').host} -p \${database('main').port} -U postgres \${database('main').name} -c 'delete from people'",
                touches: [database('main')]
        """
        def preview = bench.preview(script)

        expect: 'the way back is the one that a migration would have'
        preview.predictions()[1].way() == new WayBack.Steps([preview.predictions()[0].backups()[0].restore()])

        when:
        def ended = bench.run(preview)

        then:
        ended.exit() == Exit.DONE
        Servers.ask(database, 'select name from people') == []

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        Servers.ask(database, 'select name from people') == ['Ada']

        cleanup:
        Servers.dropAll(database)
    }

    def "a command that changes #touched is undone by the backup of the folder"() {
        given:
        def preview = bench.preview(backUp() + sh('echo new > data/tiles/1', "touches: ['$touched']"))

        expect:
        preview.predictions()[1].way() == new WayBack.Steps([preview.predictions()[0].backups()[0].restore()])

        when:
        def undone = bench.undo(bench.run(preview))

        then:
        undone.exit() == Exit.DONE
        Files.readString(folder.resolve('data/tiles/1')) == 'old'

        where:
        touched << ['data', 'data/', 'data/tiles', 'data/../data/tiles/1']
    }

    def "an undo by a backup with excludes leaves in place what that left out, says what it keeps, and accept drops it"() {
        given:
        Files.createDirectories(folder.resolve('data/media'))
        Files.writeString(folder.resolve('data/media/film'), 'long')
        def preview = bench.preview(backUp(", exclude: ['media', '*.pid']") + sh('echo new > data/tiles/1; echo > data/new', "touches: ['data/tiles/1', 'data']"))

        when:
        def ended = bench.run(preview)
        def undone = bench.undo(ended)
        def kept = folder.toFile().list().findAll { it.startsWith('data.old-') }

        then:
        undone.exit() == Exit.DONE
        Files.readString(folder.resolve('data/tiles/1')) == 'old'
        Files.readString(folder.resolve('data/media/film')) == 'long'
        !Files.exists(folder.resolve('data/new'))
        kept.size() == 1
        new ClosingText(undone.state(), Page.plain(), '').render() =~ /kept    .*${kept[0]}, \d+ B/

        when:
        bench.engine().accept(ended.state().run(), Listener.none())

        then:
        folder.toFile().list().every { !it.startsWith('data.old-') }
        Files.readString(folder.resolve('data/media/film')) == 'long'
    }

    def "two folders are restored from their two backups"() {
        given:
        Files.createDirectories(folder.resolve('media'))
        Files.writeString(folder.resolve('media/1'), 'old')
        def preview = bench.preview(backUp() + "backup files: ['media'], to: '$folder/backup', dir: '$folder'\n" +
                sh('echo new > data/tiles/1; echo new > media/1', "touches: ['data/tiles', 'media']"))

        when:
        def undone = bench.undo(bench.run(preview))

        then:
        preview.predictions()[2].way().deeds()*.label() == ['restore data', 'restore media']
        undone.exit() == Exit.DONE
        Files.readString(folder.resolve('data/tiles/1')) == 'old'
        Files.readString(folder.resolve('media/1')) == 'old'
    }

    def "where #touches is touched and only data was backed up, no earlier step backs up #what"() {
        given:
        def last = foresee("service 'web', process: 'serve', dir: '$folder', pidfile: 'web.pid'\n" + backUp(excluding) + sh('true', "touches: [$touches]"))[1]

        expect:
        last.way() == new WayBack.None("no earlier step backs up ${what.replace('DIR', folder as String)}")

        where:
        touches                    | excluding              || what
        "'data', 'media/', 'conf'" | ''                     || 'DIR/media, DIR/conf'
        "'dat'"                    | ''                     || 'DIR/dat'
        "service('web'), 'data'"   | ''                     || 'the service web'
        "'data/tiles/x.log'"       | ", exclude: ['*.log']" || 'DIR/data/tiles/x.log, which the backup of DIR/data leaves out (exclude:)'
        "'data/tiles/1'"           | ", exclude: ['tiles']" || 'DIR/data/tiles/1, which the backup of DIR/data leaves out (exclude:)'
    }

    def "a command that changes nothing has nothing to undo"() {
        expect:
        foresee(sh('true', 'touches: []'))[0].way() == new WayBack.Nothing()
    }

    def "undo: comes first"() {
        expect:
        foresee(backUp() + sh('true', "touches: ['data'], undo: 'echo back'"))[1].way().deeds()*.label() == ['sh echo back']
        foresee(backUp() + sh('true', "touches: ['data'], undo: 'again'"))[1].way() == new WayBack.Redo()
    }

    def "a backup after it is none"() {
        expect:
        foresee(sh('true', "touches: ['data']") + backUp())[0].way() == new WayBack.None("no earlier step backs up $folder/data")
    }

    def "where the backup itself is known later, so is the way back"() {
        given:
        Database database = Servers.freshDatabase()
        def touch = sh('true', "touches: [database('main')]")
        def preview = bench.preview("database 'main', postgresql: '${Servers.address(database)}', user: 'postgres'\n" +
                touch + "backup 'main', to: '$folder/backup'\n" + touch)

        expect:
        preview.predictions()[2].way() == new WayBack.Later([preview.plan().steps()[1].id()])

        when:
        def ended = bench.run(preview)

        then: 'it is told before the step is applied'
        ended.exit() == Exit.DONE
        ended.state().steps()[2].first().get().prediction().way() instanceof WayBack.Steps

        cleanup:
        Servers.drop([database.name()])
    }
}
