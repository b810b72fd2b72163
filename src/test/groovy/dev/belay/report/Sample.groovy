package dev.belay.report

import static dev.belay.plan.Prediction.Fidelity.*

import dev.belay.expr.Value
import dev.belay.plan.*
import dev.belay.plan.Prediction.Note
import dev.belay.value.*
import java.time.Duration
import java.time.Instant

/** Records for screens: an upgrade of NextGIS Web in eight steps, as engine and interpreter would make them. */
class Sample {

    static final Instant EVENING = Instant.parse('2026-11-20T22:04:00Z')
    static final String DUMP = '/home/ngw/backup/main-7f3a.dump'

    static final WayBack.Deed RESTORE = new WayBack.Deed('restore/postgresql', [from: Value.of(DUMP)], 'restore main')

    static Step step(String phase, String label, int line) {
        def id = [phase, *label.split(' ')].findAll().join('/').toLowerCase().replaceAll(/[^a-z0-9\/]+/, '-')
        new Step(id, '4.4.0', phase, label.split(' ')[0], [:], Optional.empty(), label,
                new Position('scripts/nextgisweb/4.4.0.groovy', line, 5))
    }

    static Prediction prediction(Map of = [:], Step step) {
        new Prediction(step.id(), of.fidelity ?: PREDICTED, of.after ?: [], of.changes ?: [], of.readings ?: [],
                of.destroys ?: [], of.unmet ?: [], of.notes ?: [], of.way ?: new WayBack.Nothing(), of.backups ?: [], [], [],
                of.again ?: Again.IDEMPOTENT, Size.of(of.bytes ?: 0), Optional.ofNullable(of.time), Optional.empty())
    }

    static Change change(String subject, String before, String after, Change.Service service = Change.Service.UNTOUCHED) {
        new Change(subject, subject, Optional.ofNullable(before), Optional.ofNullable(after), false, service)
    }

    static WayBack steps(String form, String label, Map<String, Value> arguments = [:]) {
        new WayBack.Steps([new WayBack.Deed(form, arguments, label)])
    }

    static Plan plan(List<Step> steps, boolean production = true) {
        new Plan('nextgisweb', Optional.of(VersionRange.parse('>=3.7.0 <4.4.0')), Version.parse('4.4.0'),
                'scripts/nextgisweb/4.4.0.groovy', [], new Site('gis.example.org', production, Optional.empty(), false),
                [:], [:], [], [], OnFailure.STOP, Optional.empty(), steps)
    }

    static final List<Step> STEPS = [
            step('', 'require disk', 10),
            step('Stop services', 'stop web', 12),
            step('Create backup', 'backup main', 15),
            step('Upgrade packages', 'checkout package/nextgisweb', 18),
            step('Upgrade packages', 'install pip', 19),
            step('Upgrade packages', 'sh nextgisweb jsrealm install', 20),
            step('Apply migrations', 'migrate main', 23),
            step('Start services', 'start web', 26),
    ]

    static List<Prediction> predictions() {
        [
                prediction(STEPS[0], fidelity: CHECK),
                prediction(STEPS[1], time: Duration.ofSeconds(5), way: steps('start/systemd', 'start web'), changes: [
                        change('ngw.service', 'active', 'inactive', Change.Service.STOPS),
                        change('ngw-maintenance.timer', 'active', 'inactive')]),
                prediction(STEPS[2], bytes: 1_200_000_000, backups: [new Prediction.Backup('database:main', [], RESTORE)], time: Duration.ofSeconds(40), changes: [change(DUMP, null, DUMP)]),
                prediction(STEPS[3], time: Duration.ofSeconds(2), way: steps('checkout', 'checkout a1b2c3d'), changes: [
                        change('package/nextgisweb', '4.3.1 (a1b2c3d)', '4.4.0 (d4e5f6a)')]),
                prediction(STEPS[4], fidelity: LATER, after: [STEPS[3].id()], way: new WayBack.Redo()),
                prediction(STEPS[5], fidelity: OPAQUE, way: new WayBack.None('the script does not say how'), again: Again.ONCE, notes: [
                        new Note(Note.Kind.OPAQUE, 'nextgisweb jsrealm install'),
                        new Note(Note.Kind.OPAQUE, 'touches /home/ngw')]),
                prediction(STEPS[6], fidelity: LATER, after: [STEPS[3].id(), STEPS[4].id()], time: Duration.ofSeconds(60),
                        way: new WayBack.Steps([RESTORE]), notes: [
                        new Note(Note.Kind.UNSEEN, '/home/ngw/config (permission denied; run as root)')]),
                prediction(STEPS[7], time: Duration.ofSeconds(3), way: steps('stop/systemd', 'stop web'), changes: [
                        change('ngw.service', 'inactive', 'active', Change.Service.STARTS),
                        change('ngw-maintenance.timer', 'inactive', 'active')]),
        ]
    }

    static Preview preview(Map of = [:]) {
        new Preview(of.plan ?: plan(STEPS), 'ngw-7f3a', Optional.ofNullable(of.installed ?: '4.3.1'), of.unmet ?: [],
                of.predictions ?: predictions(), EVENING, 'eve@gis')
    }
}
