package dev.belay.script

import java.nio.file.Files
import java.nio.file.Path
import java.util.stream.Stream
import spock.lang.Shared
import spock.lang.Specification

/** {@code grammar/Belay.g4} accepts a text where the checker has nothing against its syntax, and only there. */
class GrammarSpec extends Specification {

    /** What only a checker can count. */
    static final List<String> COUNTED = ['two-equal-keys', 'two-equal-options', 'two-equal-parameters']

    @Shared BelayGrammar grammar = new BelayGrammar()

    def "the grammar agrees with the checker on #file"() {
        given:
        def source = Source.read(file, file.toString())

        expect:
        agreement(grammar.objection(source.text()).present) == agreement(objects(source))

        where:
        file << texts('scripts') + texts('grammar/samples').findAll { !(name(it) in COUNTED) } + texts('src/test/resources/hostile')
    }

    def "the grammar agrees with the checker on #shape"() {
        expect:
        agreement(grammar.objection(shape).present) == agreement(objects(Source.of('shape', shape)))

        where:
        shape << GrammarSpec.getResource('/shapes.txt').getText('UTF-8').split(/(?m)^----\n/)*.trim()
    }

    def "the grammar accepts what is wrong only in what it means: #file"() {
        expect:
        grammar.objection(Source.read(file, file.toString()).text()).empty

        where:
        file << texts('grammar/samples/invalid/meaning')
    }

    def "the grammar rejects what is wrong in how it is written: #file"() {
        expect:
        grammar.objection(Source.read(file, file.toString()).text()).present

        where:
        file << texts('grammar/samples/invalid/syntax')
    }

    private static boolean objects(Source source) {
        def problems = new Problems()
        Translation.of(source, problems)
        !problems.empty
    }

    private static String agreement(boolean objects) {
        objects ? 'rejected' : 'accepted'
    }

    private static String name(Path file) {
        file.fileName.toString() - '.groovy'
    }

    private static List<Path> texts(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            files.filter { it.toString().endsWith('.groovy') }.sorted().toList()
        }
    }
}
