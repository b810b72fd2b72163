package dev.belay.drivers.service

import dev.belay.testing.Bench
import dev.belay.value.Exit
import dev.belay.value.Failure
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Held against what a systemd 252 printed; {@link SystemctlSpec} holds it against a systemctl that works. */
class SystemdServiceSpec extends Specification {

    @TempDir
    Path folder

    Bench bench
    RecordedSystemd systemd = new RecordedSystemd()

    def setup() {
        bench = new Bench(folder)
        bench.host = { systemd }
    }

    def "#verb #units: #changes, by #commands"() {
        when:
        def preview = bench.preview(script(units, "$verb 'web'"))
        def seen = preview.predictions()[0]

        then:
        seen.unmet() == []
        seen.changes().collect { "${it.subject()} ${it.before().get()} -> ${it.after().get()}".toString() } == changes

        when:
        def ended = bench.run(preview)

        then:
        ended.exit() == Exit.DONE
        systemd.told == commands.collect { "systemctl --no-ask-password $it".toString() }

        where:
        verb      | units                            || changes                                                         | commands
        'stop'    | ['web.service', 'tick.timer']    || ['web.service active -> inactive', 'tick.timer active -> inactive'] | ['stop tick.timer', 'stop web.service']
        'stop'    | ['quiet.service', 'web.service'] || ['web.service active -> inactive']                              | ['stop web.service']
        'stop'    | ['quiet.service']                || []                                                              | []
        'stop'    | ['fails.service']                || []                                                              | []
        'stop'    | ['masked.service']               || []                                                              | []
        'stop'    | ['restarts.service']             || []                                                              | ['stop restarts.service']
        'stop'    | ['slow.service']                 || []                                                              | ['stop slow.service']
        'stop'    | ['stubborn.service']             || []                                                              | ['stop stubborn.service']
        'stop'    | ['inst@1.service']               || ['inst@1.service active -> inactive']                           | ['stop inst@1.service']
        'stop'    | ['sock.socket', 'sock.service']  || ['sock.socket active -> inactive', 'sock.service active -> inactive'] | ['stop sock.service', 'stop sock.socket']
        'start'   | ['web.service']                  || []                                                              | []
        'start'   | ['quiet.service', 'web.service'] || ['quiet.service inactive -> active']                            | ['start quiet.service']
        'start'   | ['fails.service']                || ['fails.service inactive -> active']                            | ['start fails.service']
        'start'   | ['stay.service']                 || []                                                              | []
        'start'   | ['slow.service']                 || ['slow.service inactive -> active']                             | ['start slow.service']
        'start'   | ['stubborn.service']             || ['stubborn.service inactive -> active']                         | ['start stubborn.service']
        'start'   | ['once.service']                 || []                                                              | ['start once.service']
        'start'   | ['web', 'quiet']                 || ['quiet.service inactive -> active']                            | ['start quiet.service']
        'restart' | ['web.service', 'quiet.service'] || ['quiet.service inactive -> active']                            | ['restart web.service', 'restart quiet.service']
    }

    def "#verb #unit is refused: #why"() {
        when:
        def preview = bench.preview(script([unit], "$verb 'web'"))

        then:
        preview.predictions()[0].unmet() == [why]

        when:
        bench.run(preview)

        then:
        thrown(Failure)
        systemd.told == []

        where:
        verb    | unit             || why
        'start' | 'masked.service' || 'masked.service is masked, so nothing can start it: systemctl unmask masked.service'
        'start' | 'bad.service'    || 'bad.service cannot be started: Unit bad.service has a bad unit file setting.'
        'start' | 'wbe.service'    || "systemd knows no unit wbe.service; did you mean 'web.service'?"
        'stop'  | 'wbe.service'    || "systemd knows no unit wbe.service; did you mean 'web.service'?"
        'stop'  | 'sock.service'   || "sock.socket is active and starts sock.service again at the next connection: name it in the declaration of 'web' too"
    }

    def "#verb #unit: a preview says #remark"() {
        expect:
        bench.preview(script([unit], "$verb 'web'")).predictions()[0].notes()*.text() == [remark]

        where:
        verb    | unit               || remark
        'stop'  | 'restarts.service' || 'restarts.service: activating (auto-restart): it ends'
        'stop'  | 'stubborn.service' || 'stubborn.service: deactivating (stop-sigterm): it ends'
        'start' | 'fails.service'    || 'fails.service: failed (exit-code)'
        'start' | 'once.service'     || 'once.service does its work and ends'
    }

    def "a unit whose file was changed is started by what systemd read before, which the preview says"() {
        given:
        systemd.units['changed.service'] = RecordedSystemd.recorded('changed.service').replace('=active', '=inactive')

        expect:
        bench.preview(script(['changed.service'], "start 'web'")).predictions()[0].notes()*.text() ==
                ['the file of changed.service was changed, and systemd has not read it again: systemctl daemon-reload']
    }

    def "an undo of a stop starts what was active, and no more"() {
        given:
        def ended = bench.run(bench.preview(script(['quiet.service', 'web.service', 'restarts.service'], "stop 'web'")))

        when:
        systemd.told.clear()
        bench.undo(ended)

        then: 'what systemd was about to start again counts as active'
        systemd.told == ['systemctl --no-ask-password start web.service', 'systemctl --no-ask-password start restarts.service']
    }

    def "an undo of a start stops what it started"() {
        given:
        def ended = bench.run(bench.preview(script(['quiet.service', 'web.service'], "start 'web'")))

        when:
        systemd.told.clear()
        bench.undo(ended)

        then:
        systemd.told == ['systemctl --no-ask-password stop quiet.service']
    }

    def "units: chooses among them, in their order"() {
        when:
        bench.run(bench.preview(script(['web.service', 'quiet.service', 'tick.timer'], "stop 'web', units: ['tick.timer', 'web.service']")))

        then:
        systemd.told == ['systemctl --no-ask-password stop tick.timer', 'systemctl --no-ask-password stop web.service']
    }

    def "a start that fails says what systemd said, and the end of the journal"() {
        given:
        systemd.answers['start quiet.service'] = ['failed', 1,
            'Job for quiet.service failed because the control process exited with error code.\nSee "systemctl status quiet.service"\n']
        systemd.journal['quiet.service'] = 'Nov 20 10:00:00 gis ngw[81]: KeyError: \'database\'\n'

        when:
        def ended = bench.run(bench.preview(script(['quiet.service'], "start 'web'")))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended) == '''\
            quiet.service did not start: Job for quiet.service failed because the control process exited with error code. (exit 1); its last lines:
              Nov 20 10:00:00 gis ngw[81]: KeyError: 'database\''''.stripIndent()
    }

    def "one that starts and falls at once has failed, though systemctl said nothing"() {
        given:
        systemd.answers['start quiet.service'] = ['failed', 0, '']

        when:
        def ended = bench.run(bench.preview(script(['quiet.service'], "start 'web'")))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).startsWith('quiet.service started and ended: failed')
    }

    def "a stop that takes longer than its time fails, and says what still runs"() {
        given:
        systemd.answers['stop web.service'] = ['deactivating', 0, '']

        when:
        def ended = bench.run(bench.preview(script(['web.service'], "stop 'web', timeout: 1.seconds")))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended) == 'web did not end within 1 s: web.service: deactivating'
    }

    def "where the state is not told, nothing is guessed"() {
        given:
        systemd.units['web.service'] = RecordedSystemd.recorded('web.service').replace('ActiveState=active', 'ActiveState=unknown')

        when:
        def seen = bench.preview(script(['web.service'], "stop 'web'")).predictions()[0]

        then:
        seen.fidelity() as String == 'UNSEEN'
        seen.notes()*.text().any { it.contains("systemctl says of web.service that it is 'unknown'") }
    }

    def "#units are refused where they are declared"() {
        expect:
        bench.preview(script(units, "stop 'web'")).predictions()[0].unmet()[0].contains(why)

        where:
        units                          || why
        []                             || 'takes one unit or more'
        ['web.service', 'web.service'] || 'each once'
        ['web.service', 'web']         || 'each once'
        ['inst@.service']              || 'inst@.service is a template: name its instances, such as inst@1.service'
        ['we ird.service']             || "'we ird.service' is not the name of a unit"
        ['--now']                      || 'is not the name of a unit'
    }

    def "status asks whether all of a service are active"() {
        expect:
        bench.engine().look(bench.plan(script(units, "stop 'web'"))).services() == [web: active]

        where:
        units                            || active
        ['web.service', 'tick.timer']    || 'active'
        ['web.service', 'quiet.service'] || 'inactive'
        ['web.service', 'once.service']  || 'active'
    }

    private static String script(List<String> units, String line) {
        "service 'web', systemd: [${units.collect { "'$it'" }.join(', ')}]\n$line"
    }
}
