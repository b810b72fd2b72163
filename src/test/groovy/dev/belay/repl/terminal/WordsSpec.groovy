package dev.belay.repl.terminal

import dev.belay.driver.DriverJars
import dev.belay.driver.Drivers
import dev.belay.plan.Plan
import dev.belay.script.Scripts
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** What completion offers, and the line that tells how a verb is written. */
class WordsSpec extends Specification {

    @Shared
    def drivers = new Drivers(DriverJars.own())

    @TempDir
    Path folder

    Words words

    def setup() {
        def script = Files.writeString(folder.resolve('shop.groovy'), """\
            upgrade 'shop', to: '2.0'
            service 'web', systemd: 'web.service'
            service 'worker', systemd: 'worker.service'
            database 'main', postgresql: 'shop'
            def home = '/srv/shop'
            stop 'web'
            sh 'make', dir: home, undo: 'none', touches: [], name: 'build'
            """.stripIndent())
        Plan plan = Scripts.load(script, Optional.empty(), [:], drivers.catalog(), { Optional.empty() })
        words = new Words(drivers.catalog(), plan, ['home'], { asked ->
            ([file: ['/srv/shop/', '/srv/site'], tag: ['4.4.0', '4.3.1'], service: ['nginx', 'web']])[asked.what()] ?: []
        })
    }

    def "behind #line.inspect() may stand #offered"() {
        expect:
        words.at(line)*.text().take(6) == offered

        where:
        line                                   || offered
        ':un'                                  || [':until', ':undo']
        ':until '                              || ['stop/web', 'build']
        ':until b'                             || ['build']
        ':print h'                             || ['home']
        ':save /srv/s'                         || ['/srv/shop/', '/srv/site']
        'rest'                                 || ['restart', 'restore']
        "stop 'w"                              || ['web', 'worker']
        "phase('a') { stop 'wo"                || ['worker']
        "stop 'web'\nrestar"                   || ['restart']
        "migrate 'm"                           || ['main']
        "checkout '/srv/shop', ta"             || ['tag:']
        "checkout '/srv/shop', tag: '4.4"      || ['4.4.0']
        "service 'ng"                          || ['nginx']
        "xyzzy 'a"                             || []
    }

    def "a line that is being typed tells how its verb is written"() {
        expect:
        words.signature("phase('a') { stop 'web").get().startsWith("stop 'service', ")
        words.signature('checkout home, branch: ').get().contains('branch:')
        words.signature(':until 3').get() == ':until STEP   go on up to this step, and do it'
        !words.signature('xyzzy').present
        !words.signature('').present
    }
}
