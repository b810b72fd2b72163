package dev.belay.script

import dev.belay.catalog.Vocabulary
import dev.belay.catalog.Word
import dev.belay.driver.Driver
import dev.belay.driver.Drivers
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** What the reference says is what the checker takes. */
class VocabularySpec extends Specification {

    /** What examples of verbs name, as a script around them would declare it. */
    static final String THINGS = """\
        service 'web', process: '/srv/shop/serve', pidfile: '/run/shop.pid'
        service 'units', systemd: ['shop.service']
        service 'app', compose: '/srv/shop/docker-compose.yml'
        database 'main', postgresql: 'localhost/shop'
        database 'old', postgresql: 'localhost/old'
        database 'new', postgresql: 'localhost/new'
        database 'new stac', postgresql: 'localhost/stac'
        def file = '/srv/shop/all.json'
        database 'v3', mariadb: 'localhost/pod3'
        database 'v4', mariadb: 'localhost/pod4'
        def home = '/srv/shop'
        def url = 'http://localhost/'
        """.stripIndent()

    @Shared
    def catalog = new Drivers(ServiceLoader.load(Driver).toList()).catalog()

    @TempDir
    Path folder

    Scripts.Checked check(String script, String site = '') {
        def sample = new Sample(folder)
        sample.write('common.groovy', "def answer = 42\n")
        Scripts.check(sample.write('script.groovy', script), site ? Optional.of(sample.write('site.groovy', site)) : Optional.empty(),
                [:], catalog)
    }

    def "the example of #word.shape is right"() {
        expect:
        word.place() == Word.Place.SITE
                ? check("upgrade 'shop', to: '2.0'\nparam 'home', default: '/srv'\n", word.example())
                : check((word.names().contains('upgrade') ? '' : "upgrade 'shop', to: '2.0'\n") + word.example())

        where:
        word << Vocabulary.all()
    }

    def "the example of #form.key() is right"() {
        given:
        def example = form.example().replace("'web'", form.technology().filter { it == 'systemd' }.present ? "'units'"
                : form.technology().filter { it == 'compose' }.present ? "'app'" : "'web'")

        expect:
        !form.example().blank
        check("upgrade 'shop', to: '2.0'\n" + THINGS + (example.contains('def dump') ? '' : "def dump = '/srv/main.dump'\n") + example)

        where:
        form << new Drivers(ServiceLoader.load(Driver).toList()).catalog().forms()
    }

    def "the example of a #technology.kind() by #technology.name() is right"() {
        expect:
        check("upgrade 'shop', to: '2.0'\n" + technology.example())

        where:
        technology << new Drivers(ServiceLoader.load(Driver).toList()).catalog().with { all -> all.kinds().collectMany { all.technologiesOf(it) } }
    }

    def "every word that may begin a statement, every function and every unit is in the reference"() {
        given:
        def known = Vocabulary.all()*.names().flatten() + catalog.verbs() + catalog.kinds()

        expect:
        known.containsAll(Expressions.WORDS)
        known.containsAll(dev.belay.expr.Units.NAMES)
        known.containsAll(ScriptWords.OWN + SiteWords.OWN + 'phase')
    }
}
