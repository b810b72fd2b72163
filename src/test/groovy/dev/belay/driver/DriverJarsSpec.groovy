package dev.belay.driver

import dev.belay.testing.Bench
import dev.belay.testing.ExampleDriver
import dev.belay.value.Exit
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

/** A jar in a folder adds verbs, as an author outside of the project would make one. */
class DriverJarsSpec extends Specification {

    @TempDir
    Path temporary

    Path drivers

    def setup() {
        drivers = Files.createDirectory(temporary.resolve('drivers'))
        mode(drivers, 'rwxr-xr-x')
    }

    def "a jar adds its verb to those that come with Belay"() {
        given:
        ExampleDriver.jar(drivers)

        when:
        def all = DriverJars.with(drivers)

        then:
        all.catalog().form('announce').get().option('to').present
        all.driverOf('announce').get().version() == '1.0'

        and:
        all.catalog().form('stop/process').present
    }

    def "a script uses the verb of a jar: previewed, run and undone like any other"() {
        given:
        ExampleDriver.jar(drivers)
        def bench = new Bench(Files.createDirectory(temporary.resolve('bench')), DriverJars.with(drivers))
        def motd = Files.writeString(temporary.resolve('motd'), 'Welcome\n')

        when:
        def preview = bench.preview("announce 'Back at ten', to: '$motd'")

        then:
        preview.predictions()[0].changes().collect { [it.before().get(), it.after().get()] } == [['Welcome', 'Back at ten']]

        when:
        def ended = bench.run(preview)

        then:
        ended.exit() == Exit.DONE
        Files.readString(motd) == 'Back at ten\n'

        when:
        bench.undo(ended)

        then:
        Files.readString(motd) == 'Welcome\n'
    }

    def "without the folder there is what comes with Belay"() {
        expect:
        DriverJars.with(temporary.resolve('none')).catalog().forms() ==
                new Drivers(DriverJars.own()).catalog().forms()
    }

    def "a jar that others can write is refused"() {
        given:
        mode(ExampleDriver.jar(drivers), 'rw-rw-r--')

        expect:
        refused().message().contains('others can write it')
    }

    def "a folder that others can write is refused"() {
        given:
        ExampleDriver.jar(drivers)
        mode(drivers, 'rwxrwxrwx')

        expect:
        refused().message().contains('others can write it')
    }

    def "a folder above that others can write is refused"() {
        given:
        ExampleDriver.jar(drivers)
        mode(temporary, 'rwxrwxr-x')

        expect:
        refused().message().contains("of $temporary others can write it")
    }

    def "a link to a jar in a folder that others can write is refused"() {
        given:
        def open = Files.createDirectory(temporary.resolve('open'))
        def jar = ExampleDriver.jar(open)
        mode(open, 'rwxrwxrwx')
        Files.createSymbolicLink(drivers.resolve('motd.jar'), jar)

        expect:
        refused().message().contains('others can write it')
    }

    def "two jars that offer the same are refused by name"() {
        given:
        ExampleDriver.jar(drivers, 'a.jar')
        ExampleDriver.jar(drivers, 'b.jar')

        expect:
        refused().message() == "'announce' is offered by motd of $drivers/a.jar and by motd of $drivers/b.jar"
    }

    def "#what is refused by name"() {
        given:
        def jar = drivers.resolve('odd.jar')
        make(jar)
        mode(jar, 'rw-r--r--')

        expect:
        refused().message().contains(jar.toString())

        where:
        what                                    | make
        'a jar that names a class it lacks'     | { ExampleDriver.pack(it, Files.createTempDirectory(it.parent.parent, 'c'), 'org.example.Lacking') }
        'a jar whose driver is no driver'       | { ExampleDriver.pack(it, Files.createTempDirectory(it.parent.parent, 'c'), 'java.lang.String') }
        'a file that is no jar'                 | { Files.writeString(it, 'no jar') }
    }

    private Failure refused() {
        try {
            DriverJars.with(drivers)
            throw new AssertionError('it was loaded')
        } catch (Failure failure) {
            return failure
        }
    }

    private static void mode(Path path, String permissions) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions))
    }
}
