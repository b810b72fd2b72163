package dev.belay.drivers.service

import dev.belay.testing.Bench
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import org.opentest4j.TestAbortedException
import spock.lang.Specification
import spock.lang.TempDir

/** Units that really start and stop, under systemd or under Debian's package {@code systemctl}. */
class SystemctlSpec extends Specification {

    @TempDir
    Path folder

    Bench bench
    UnitFiles units

    def setup() {
        if (UnitFiles.lacking()) {
            throw new TestAbortedException(UnitFiles.lacking())
        }
        bench = new Bench(folder)
        units = new UnitFiles(folder)
        units.service('web.service', '/bin/sleep 1000')
        units.service('worker.service', '/bin/sleep 1000')
    }

    def cleanup() {
        units?.remove()
    }

    private String declared() {
        "service 'web', systemd: ['${units.name('worker.service')}', '${units.name('web.service')}']\n"
    }

    def "units are shown, started and stopped; an undo of a stop starts what was active, and no more"() {
        given:
        UnitFiles.systemctl('start', units.name('web.service'))

        when:
        def preview = bench.preview(declared() + "stop 'web'")

        then:
        preview.predictions()[0].changes()*.subject() == [units.name('web.service')]

        when:
        def ended = bench.run(preview)

        then:
        ended.exit() == Exit.DONE
        !units.active('web.service')

        when:
        bench.undo(ended)

        then:
        units.active('web.service')
        !units.active('worker.service')
    }

    def "a start starts both, and an undo stops both"() {
        when:
        def ended = bench.run(bench.preview(declared() + "start 'web'"))

        then:
        ended.exit() == Exit.DONE
        units.active('web.service')
        units.active('worker.service')

        when:
        bench.undo(ended)

        then:
        !units.active('web.service')
        !units.active('worker.service')
    }

    def "a unit that dies at once has not started"() {
        given:
        units.service('web.service', '/bin/sh -c "echo no configuration; exit 3"')

        when:
        def ended = bench.run(bench.preview(declared() + "start 'web'"))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).startsWith(units.name('web.service') + ' ')
    }

    def "a unit that does not exist is told of with the name that was meant"() {
        expect:
        bench.preview("service 'web', systemd: ['${units.name('wbe.service')}']\nstop 'web'").predictions()[0].unmet() ==
                ["systemd knows no unit ${units.name('wbe.service')}; did you mean '${units.name('web.service')}'?"]
    }
}
