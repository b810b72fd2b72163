package dev.belay.testing

import java.nio.file.Files
import java.nio.file.Path
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import javax.tools.ToolProvider

/** Builds the example of a third party's driver into a jar, as its author would. */
class ExampleDriver {

    static final String SOURCE = '/example-driver/org/example/motd/MotdDriver.java'

    @Lazy
    private static Path classes = compile()

    /** The jar of the example, by this name in the folder. */
    static Path jar(Path folder, String name = 'motd.jar') {
        pack(folder.resolve(name), classes, 'org.example.motd.MotdDriver')
    }

    private static Path compile() {
        Path folder = Files.createTempDirectory('example-driver')
        folder.toFile().deleteOnExit()
        Path source = folder.resolve('MotdDriver.java')
        Files.writeString(source, ExampleDriver.getResource(SOURCE).text)
        def errors = new ByteArrayOutputStream()
        int exit = ToolProvider.systemJavaCompiler.run(null, errors, errors, '-proc:none', '-d', folder.toString(),
                '-cp', System.getProperty('java.class.path'), source.toString())
        assert exit == 0: errors
        Files.walk(folder).sorted().forEach { it.toFile().deleteOnExit() }
        folder
    }

    /** A jar of a folder of classes that names a driver. */
    static Path pack(Path jar, Path classes, String driver) {
        new JarOutputStream(Files.newOutputStream(jar)).withCloseable { out ->
            out.putNextEntry(new JarEntry('META-INF/services/dev.belay.driver.Driver'))
            out.write("$driver\n".bytes)
            Files.walk(classes).filter { it.toString().endsWith('.class') }.forEach {
                out.putNextEntry(new JarEntry(classes.relativize(it).toString()))
                out.write(Files.readAllBytes(it))
            }
        }
        jar
    }
}
