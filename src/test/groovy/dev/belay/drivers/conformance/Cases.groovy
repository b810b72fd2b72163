package dev.belay.drivers.conformance

import java.lang.reflect.Modifier
import java.nio.file.Files
import java.nio.file.Path

/** Finds the conformance cases among the compiled tests; with {@code -Dconformance=NAME} those whose names begin so. */
class Cases {

    private static final String PACKAGE = 'dev/belay/drivers'

    /** A new instance of each, in the order of their names. */
    static List<ConformanceCase> all() {
        Path classes = Path.of(Cases.protectionDomain.codeSource.location.toURI())
        Files.walk(classes.resolve(PACKAGE)).withCloseable { files ->
            files.map { classes.relativize(it).toString() }
                    .filter { it.endsWith('Case.class') && !it.contains('$') }
                    .map { Class.forName((it - '.class').replace('/', '.')) }
                    .filter { ConformanceCase.isAssignableFrom(it) && !Modifier.isAbstract(it.modifiers) }
                    .sorted(Comparator.comparing { Class it -> it.simpleName })
                    .filter { it.simpleName.startsWith(System.getProperty('conformance', '')) }
                    .map { it.getDeclaredConstructor().newInstance() as ConformanceCase }
                    .toList()
        }
    }

    /** The case of this class, in this world. */
    static ConformanceCase named(String name, Path world) {
        def made = Class.forName(name).getDeclaredConstructor().newInstance() as ConformanceCase
        made.world = world
        made
    }
}
