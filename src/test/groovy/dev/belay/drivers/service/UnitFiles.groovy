package dev.belay.drivers.service

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/**
 * Unit files for a systemctl that works: systemd's own, or Debian's package {@code systemctl}, which manages units without systemd.
 * They have names of their own and are stopped and removed by {@link #remove}.
 */
class UnitFiles {

    /** Where root's unit files lie; systemd itself takes it from this variable too. */
    static final Path FOLDER = Path.of(System.getenv('SYSTEMD_UNIT_PATH') ?: '/etc/systemd/system')

    private final String prefix

    /** @param name of a test's folder, which is unique */
    UnitFiles(Path folder) {
        prefix = "belay-${Integer.toHexString(folder.toString().hashCode())}-"
    }

    /** Why no unit can be tried here; empty where one can. */
    static String lacking() {
        if (System.getProperty('user.name') != 'root') {
            return 'units of systemd are tried as root only'
        }
        try {
            def said = systemctl('is-active', 'belay-probe.service').readLines().findAll()
            // it prints a state, or why it cannot work here
            said.any { it ==~ /[a-z]+/ } ? '' : "systemctl does not work here: ${said[0]}"
        } catch (IOException none) {
            'there is no systemctl'
        }
    }

    /** The name of a unit, made from a short one such as {@code web.service}. */
    String name(String unit) {
        prefix + unit
    }

    void put(String unit, String text) {
        Path file = FOLDER.resolve(name(unit))
        boolean known = Files.exists(file)
        Files.writeString(file, text.stripIndent())
        if (known) {
            systemctl('daemon-reload')
        }
    }

    /** A service that runs until it is stopped. */
    void service(String unit, String command) {
        put(unit, """\
            [Unit]
            Description=of a test of Belay
            [Service]
            ExecStart=$command
            [Install]
            WantedBy=multi-user.target
            """)
    }

    List<String> names() {
        Files.list(FOLDER).withCloseable { files ->
            files.collect { it.fileName.toString() }.findAll { it.startsWith(prefix) }.sort()
        }
    }

    boolean active(String unit) {
        active([unit])[0]
    }

    /** Which of them are active. */
    List<Boolean> active(List<String> units) {
        systemctl('show', *units.collect { name(it) }).findAll('(?m)^ActiveState=.*$').collect { it == 'ActiveState=active' }
    }

    void remove() {
        def all = names()
        if (all) {
            systemctl('stop', *all)
            all.each { Files.delete(FOLDER.resolve(it)) }
            systemctl('daemon-reload')
        }
    }

    static String systemctl(String... arguments) {
        def process = new ProcessBuilder(['systemctl', *arguments]).redirectErrorStream(true).start()
        String said = process.inputStream.text
        assert process.waitFor(30, TimeUnit.SECONDS)
        '\n' + said
    }
}
