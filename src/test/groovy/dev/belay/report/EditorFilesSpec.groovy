package dev.belay.report

import dev.belay.catalog.Catalog
import dev.belay.driver.Driver
import dev.belay.driver.Drivers
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import tools.jackson.databind.ObjectMapper

/** What editors colour scripts by says what the catalogue says. */
class EditorFilesSpec extends Specification {

    static final String RENEW = 'mvn -q test -Dtest=EditorFilesSpec -Drenew'

    @Shared Catalog catalog = new Drivers(ServiceLoader.load(Driver).toList()).catalog()

    def "the committed #file is what the installed drivers offer"() {
        given:
        def committed = Path.of("grammar/$file")
        def made = make(catalog)

        when:
        if (System.getProperty('renew') != null) {
            Files.writeString(committed, made)
        }

        then:
        assert Files.exists(committed) && Files.readString(committed) == made:
                "$committed is stale; renew it by: $RENEW"

        where:
        file                    | make
        'belay.nanorc'          | Nanorc.&of
        'belay.tmLanguage.json' | TextMateGrammar.&of
    }

    def "what VS Code is told leads to a grammar of that name"() {
        given:
        def contributes = new ObjectMapper().readValue(Files.readString(Path.of('grammar/package.json')), Map).contributes as Map

        expect:
        contributes.grammars.every {
            new ObjectMapper().readValue(Files.readString(Path.of('grammar', it.path)), Map).scopeName == it.scopeName &&
                    it.language in contributes.languages*.id
        }
    }
}
