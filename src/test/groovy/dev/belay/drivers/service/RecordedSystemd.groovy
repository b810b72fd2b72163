package dev.belay.drivers.service

import dev.belay.host.Command
import dev.belay.host.Completed
import dev.belay.host.Context
import dev.belay.host.Host
import dev.belay.host.LocalHost
import dev.belay.host.Output
import dev.belay.host.Secrets
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

/**
 * This machine, on which a systemd answers as it was recorded: systemd 252 printed the files in {@code systemd-252}, one a unit, for
 * {@code systemctl show --no-pager --property=... UNIT}. What it is told to do is written down, and changes what it answers.
 */
class RecordedSystemd implements Host {

    private static final Path RECORDED = Path.of('src/test/resources/systemd-252')

    @Delegate
    private final Host real = new LocalHost(Secrets.undeclared())

    /** What it was told, in order. */
    final List<String> told = []

    /** What it prints for a unit; later than recorded where it was told something. */
    final Map<String, String> units = [:]

    /** How it answers where it is told something: the states of the unit after start and stop, exit code and output. */
    final Map<String, List<Object>> answers = [:]

    /** The journal of each unit. */
    final Map<String, String> journal = [:]

    static String recorded(String name) {
        Files.readString(RECORDED.resolve(name))
    }

    @Override
    Optional<String> which(String program, Context context) {
        program == 'journalctl' ? (journal ? Optional.of('/bin/journalctl') : Optional.empty()) : real.which(program, context)
    }

    @Override
    Output ask(Command command) {
        def arguments = command.arguments()
        if (arguments[0] == 'journalctl') {
            return new Output(0, journal[arguments.last()] ?: '-- No entries --', '')
        } else if (arguments[0] != 'systemctl') {
            return real.ask(command)
        } else if (arguments[1] == 'list-unit-files') {
            return new Output(0, recorded('list-unit-files'), '')
        }
        def asked = arguments.drop(1).findAll { it ==~ /.*\.(service|socket|timer)/ }
        new Output(0, asked.collect { shown(it) }.join('\n'), '')
    }

    @Override
    Completed run(Command command, Host.Trace trace, Host.Watcher watcher) {
        if (command.arguments()[0] != 'systemctl') {
            return real.run(command, trace, watcher)
        }
        String line = command.arguments().join(' ')
        told << line
        def verb = command.arguments()[2]
        def unit = command.arguments().last()
        def answer = answers["$verb $unit".toString()] ?: [verb == 'stop' ? 'inactive' : 'active', 0, '']
        units[unit] = shown(unit).replaceFirst(/ActiveState=.*/, "ActiveState=${answer[0]}").replaceFirst(/SubState=.*/, "SubState=")
        new Completed(answer[1] as int, false, false, answer[2] as String, '', Duration.ZERO)
    }

    private String shown(String unit) {
        units[unit] ?: recorded(Files.exists(RECORDED.resolve(unit)) ? unit : 'nosuch.service')
    }
}
