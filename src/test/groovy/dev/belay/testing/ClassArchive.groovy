package dev.belay.testing

import dev.belay.engine.Choices
import dev.belay.engine.Listener
import groovy.transform.CompileStatic
import java.nio.file.Files
import java.nio.file.Path
import java.util.jar.JarFile
import java.util.zip.CRC32
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

/**
 * The class path of the tests for other JVMs, so that hundreds of them start in a third of the time: folders of classes are put into
 * a jar, since Java takes no folder into an archive of classes, and what an upgrade of one step loads is archived. Made once in each
 * JVM of the tests; gone with it.
 */
@CompileStatic
class ClassArchive {

    @Lazy
    static ClassArchive own = new ClassArchive(Files.createTempDirectory('class-archive'))

    private static final List<String> PREPARED = ['dev/belay/', 'org/postgresql/', 'org/mariadb/']

    final String classPath
    private final Path archive

    private ClassArchive(Path folder) {
        Path jar = folder.resolve('classes.jar')
        this.archive = folder.resolve('classes.jsa')
        List<Path> entries = System.getProperty('java.class.path').split(File.pathSeparator).collect { Path.of(it) }
        pack(jar, entries.findAll { Files.isDirectory(it) })
        this.classPath = ([jar] + entries.findAll { Files.isRegularFile(it) }).join(File.pathSeparator)
        rehearse(folder)
        [archive, jar, folder].reverse().each { it.toFile().deleteOnExit() }
    }

    /** The options that let a JVM use it; without an archive the class path alone. */
    List<String> options() {
        (Files.exists(archive) ? ["-XX:SharedArchiveFile=$archive".toString()] : []) + ['-cp', classPath]
    }

    private static void pack(Path jar, List<Path> folders) {
        Set<String> seen = []
        new ZipOutputStream(Files.newOutputStream(jar)).withCloseable { out ->
            folders.each { folder ->
                Files.walk(folder).withCloseable { files ->
                    files.filter { Files.isRegularFile(it) }.forEach { file ->
                        String name = folder.relativize(file).toString()
                        if (seen.add(name)) {
                            put(out, name, Files.readAllBytes(file))
                        }
                    }
                }
            }
        }
    }

    /** Not compressed: what is read hundreds of times need not be. */
    private static void put(ZipOutputStream out, String name, byte[] bytes) {
        def sum = new CRC32()
        sum.update(bytes)
        def entry = new ZipEntry(name)
        entry.method = ZipEntry.STORED
        entry.size = bytes.length
        entry.crc = sum.value
        out.putNextEntry(entry)
        out.write(bytes)
    }

    private void rehearse(Path folder) {
        Path bench = Files.createDirectory(folder.resolve('rehearsal'))
        def process = new ProcessBuilder(ChildJvm.JAVA + ["-XX:ArchiveClassesAtExit=$archive".toString(), '-cp', classPath, ClassArchive.name, bench.toString()])
                .redirectErrorStream(true).redirectOutput(bench.resolve('output').toFile()).start()
        assert process.waitFor() == 0: Files.readString(bench.resolve('output'))
        bench.toFile().deleteDir()
    }

    /** The rehearsal: an upgrade of one step in a folder, and every class of Belay and of what its databases are reached with. */
    static void main(String[] folder) {
        def bench = new Bench(Path.of(folder[0]))
        def preview = bench.preview("sh 'echo begun', touches: ['log'], undo: 'true', dir: '${folder[0]}'")
        def ended = bench.engine().run(preview, Choices.standard(), Listener.none())
        System.getProperty('java.class.path').split(File.pathSeparator).each { load(it) }
        System.exit(ended.exit().code())
    }

    private static void load(String jar) {
        new JarFile(jar).withCloseable { file ->
            file.stream().map { it.name }.filter { it.endsWith('.class') && PREPARED.any { part -> it.startsWith(part) } }.forEach { String name ->
                try {
                    Class.forName((name - '.class').replace('/', '.'), false, ClassArchive.classLoader)
                } catch (LinkageError lacking) {
                    // it wants a library that is not here, and nobody uses it
                }
            }
        }
    }
}
