package dev.belay.journal

import java.nio.file.Files
import java.nio.file.Path

/** A small real disk, where the tests may mount one. */
class Tmpfs implements Closeable {

    final Path path

    private Tmpfs(Path path) {
        this.path = path
    }

    static boolean available() {
        def folder = Files.createTempDirectory('belay-tmpfs')
        try {
            def disk = mounted(folder, '1m')
            disk?.close()
            return disk != null
        } finally {
            folder.toFile().deleteDir()
        }
    }

    /** A disk of this size below a folder; null where it may not be made. */
    static Tmpfs mounted(Path folder, String size) {
        def path = Files.createDirectory(folder.resolve('disk'))
        try {
            run('mount', '-t', 'tmpfs', '-o', "size=$size,mode=700", 'tmpfs', path.toString()) ? new Tmpfs(path) : null
        } catch (IOException e) {
            null
        }
    }

    /** Writes until nothing fits any more. */
    void fill() {
        def file = Files.createTempFile(path, 'full', '')
        try {
            Files.newOutputStream(file).withCloseable { out ->
                def block = new byte[4096]
                while (true) {
                    out.write(block)
                }
            }
        } catch (IOException full) {
            // that was the purpose
        }
    }

    @Override
    void close() {
        run('umount', path.toString())
    }

    private static boolean run(String... command) {
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0
    }
}
