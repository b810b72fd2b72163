package dev.belay.script

import dev.belay.catalog.Catalog
import dev.belay.driver.Driver
import dev.belay.driver.Drivers
import java.nio.file.Files
import java.nio.file.Path
import java.util.stream.Stream
import spock.lang.Shared
import spock.lang.Specification

/**
 * {@code grammar/samples} shows the language one idea at a time: the valid ones give a plan, each of the invalid ones gives what
 * stands beside it in NAME.expected, as a user sees it. NAME.site.groovy is the site file that NAME.groovy is read with.
 */
class SamplesSpec extends Specification {

    static final Path VALID = Path.of('grammar/samples/valid')
    static final Path INVALID = Path.of('grammar/samples/invalid')
    static final boolean RENEW = Boolean.getBoolean('belay.samples.renew')

    @Shared Catalog catalog = new Drivers(ServiceLoader.load(Driver).toList()).catalog()

    def "#sample gives a plan"() {
        expect:
        load(sample).application() == 'app'

        where:
        sample << samples(VALID)
    }

    /** {@code mvn test -Dtest=SamplesSpec -Dbelay.samples.renew=true} writes the expected texts anew; read the difference. */
    def "#sample gives exactly its diagnostics"() {
        given:
        def expected = sample.resolveSibling(sample.fileName.toString().replace('.groovy', '.expected'))

        when:
        load(sample)

        then:
        def wrong = thrown(Diagnostics)
        !RENEW || Files.writeString(expected, wrong.message + '\n')
        Files.readString(expected) == wrong.message + '\n'

        where:
        sample << samples(INVALID)
    }

    def "each expected text has its sample"() {
        expect:
        files(INVALID, '.expected')*.toString().every { Files.exists(Path.of(it.replace('.expected', '.groovy'))) }
    }

    private load(Path sample) {
        def site = sample.resolveSibling(sample.fileName.toString().replace('.groovy', '.site.groovy'))
        Scripts.load(sample, Optional.of(site).filter { Files.exists(it) }, [:], catalog, { Optional.empty() })
    }

    private static List<Path> samples(Path folder) {
        files(folder, '.groovy').findAll { !it.toString().endsWith('.site.groovy') && it.parent.fileName.toString() != 'included' }
    }

    private static List<Path> files(Path folder, String end) {
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter { it.toString().endsWith(end) }.sorted().toList()
        }
    }
}
