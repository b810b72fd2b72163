package dev.belay

import dev.belay.driver.Target
import dev.belay.testing.Bare
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The build's own step: records whose {@code hashCode}, {@code equals} and {@code toString} are plain code mean what they did. */
class PlainRecordsSpec extends Specification {

    @Shared
    @TempDir
    Path folder

    @Shared
    Class<?> plain

    def setupSpec() {
        def name = Bare.name.replace('.', '/') + '.class'
        def file = folder.resolve(name)
        Files.createDirectories(file.parent)
        file.toFile().bytes = Bare.classLoader.getResource(name).bytes
        assert weave() == 0
        plain = new URLClassLoader([folder.toUri().toURL()] as URL[], (ClassLoader) null).loadClass(Bare.name)
    }

    private int weave() {
        new ProcessBuilder("${System.getProperty('java.home')}/bin/java", '-cp', System.getProperty('java.class.path'),
                'src/main/build/PlainRecords.java', folder.toString()).inheritIO().start().waitFor()
    }

    private static Object made(Class<?> type, Map<String, Object> other) {
        def values = [flag: true, letter: 'x' as char, small: 7 as byte, brief: -3 as short, whole: 42, wide: 1L << 40, real: 1.5f, exact: Double.NaN,
                      text: 'a', list: [1, 2]] + other
        type.declaredConstructors[0].newInstance(values.values() as Object[])
    }

    def "one with #other is told and hashed as before, and equal to its like alone"() {
        given:
        def before = made(Bare, other)
        def now = made(plain, other)

        expect:
        now.toString() == before.toString()
        now.hashCode() == before.hashCode()
        now == made(plain, other)
        now != made(plain, another)
        before != made(Bare, another)
        !now.equals(null)
        !now.equals('a')

        where:
        other                       | another
        [flag: true]                | [flag: false]
        [letter: 'x' as char]       | [letter: 'y' as char]
        [small: 7 as byte]          | [small: -7 as byte]
        [brief: -3 as short]        | [brief: 3 as short]
        [whole: 42]                 | [whole: 43]
        [wide: 1L << 40]            | [wide: 1L]
        [real: 0.0f]                | [real: -0.0f]
        [exact: Double.NaN]         | [exact: 0.0d]
        [exact: 0.0d]               | [exact: -0.0d]
        [text: null]                | [text: '']
        [text: 'a']                 | [text: null]
        [list: [1, 2]]              | [list: [2, 1]]
    }

    def "what is plain already stays as it is"() {
        given:
        def file = folder.resolve(Bare.name.replace('.', '/') + '.class').toFile()
        def before = file.bytes

        expect:
        weave() == 0
        file.bytes == before
    }

    def "no record of Belay puts its methods together when it starts"() {
        given:
        def classes = Path.of(Target.protectionDomain.codeSource.location.toURI())
        def records = Files.walk(classes).filter { it.toString().endsWith('.class') }.toList()

        expect:
        records.size() > 500
        records.findAll { new String(it.toFile().bytes, 'ISO-8859-1').contains('java/lang/runtime/ObjectMethods') } == []
    }
}
