package dev.belay.script

import dev.belay.driver.Driver
import dev.belay.driver.Drivers
import java.nio.file.Files
import java.nio.file.Path
import java.util.stream.Stream
import spock.lang.Shared
import spock.lang.Specification

/** {@code grammar/belay.tmLanguage.json} names what scripts and site files consist of. */
class TextMateSpec extends Specification {

    static final Map<String, String> NAMES = [
            verb: 'support.function.verb', statement: '(keyword.control|storage.type.belay)', declaration: '(storage.type.declaration|keyword.other.phase)',
            option: 'variable.parameter.option', number: 'constant.numeric', unit: 'keyword.other.unit', constant: 'constant.language',
            text: '(string.quoted|constant.character.escape)', value: 'variable.other.value', comment: 'comment']

    @Shared Parts parts = new Parts(new Drivers(ServiceLoader.load(Driver).toList()).catalog())
    @Shared TextMate grammar = new TextMate(Files.readString(Path.of('grammar/belay.tmLanguage.json')))

    def "what stands in #file is named"() {
        given:
        def text = Files.readString(file)
        def names = grammar.names(text)
        def found = parts.of(text)

        expect:
        !found.empty
        found.findAll { part -> !(part.from..<part.to).every { text[it].isBlank() || names[it] =~ "^${NAMES[part.kind]}" } }
                .collect { "$it.kind: ${text.substring(it.from, it.to)}: ${names[it.from]}".toString() } == []

        where:
        file << texts('scripts') + texts('grammar/samples/valid')
    }

    def "#line: #expected"() {
        given:
        def names = grammar.names(line)

        expect:
        expected.every { word, name -> names[line.indexOf(word)].startsWith(name) }

        where:
        line                                           || expected
        'sh "echo ${a.find { it == 2 }} b", dir: "x"'  || [' b': 'string', '2': 'constant.numeric', 'dir': 'variable.parameter', 'find': 'entity.name.function']
        "def x = 1..3 // don't"                        || ['x': '', '3': 'constant.numeric', '..': 'keyword.operator', "'": 'comment']
        "backup 'a', keep: 2.days"                     || [backup: 'support.function.verb', keep: 'variable.parameter', days: 'keyword.other.unit']
        "phase('Stop') { stop 'web' }"                 || [phase: 'keyword.other.phase', 'stop': 'support.function.verb', Stop: 'string']
        "service 'web', systemd: ['a.b']"              || [service: 'storage.type.declaration', 'a.b': 'string']
        "require disk: size('main')"                   || [size: 'support.function.belay', disk: 'variable.parameter']
        "sh 'echo \$HOME', as: user"                   || ['$HOME': 'string', user: '']
        'def stop = old.stop'                          || [def: 'storage.type', '.stop': 'keyword.operator']
    }

    private static List<Path> texts(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            files.filter { it.toString().endsWith('.groovy') }.sorted().toList()
        }
    }
}
