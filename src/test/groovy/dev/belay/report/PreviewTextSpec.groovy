package dev.belay.report

import static dev.belay.plan.Prediction.Fidelity.*
import static dev.belay.report.Sample.*

import dev.belay.plan.Part
import dev.belay.plan.Plan
import dev.belay.plan.PlanJson
import dev.belay.plan.Prediction
import dev.belay.plan.Prediction.Note
import dev.belay.plan.Preview
import dev.belay.plan.Step
import dev.belay.plan.WayBack
import dev.belay.value.Version
import java.lang.management.ManagementFactory
import java.time.ZoneOffset
import spock.lang.Specification

class PreviewTextSpec extends Specification {

    static String render(Preview preview, PreviewText.Detail detail = PreviewText.Detail.NORMAL, Page page = Page.plain()) {
        new PreviewText(preview, page, detail).render(['save for review: belay preview nextgisweb -o plan.json'])
    }

    def "a preview is read at a glance"() {
        expect:
        Golden.holds('preview.txt', render(preview()))
    }

    def "quietly it says only what cannot be taken back"() {
        expect:
        Golden.holds('preview-quiet.txt', render(preview(), PreviewText.Detail.QUIET))
    }

    def "in full it says why and where"() {
        expect:
        Golden.holds('preview-full.txt', render(preview(), PreviewText.Detail.FULL))
    }

    def "what is not met stands first, with what to do, and sentences are wrapped"() {
        given:
        def predictions = predictions()
        predictions[0] = prediction(STEPS[0], fidelity: CHECK, unmet: [
                '/home/ngw/backup has 1.1 GB free, and 1.4 GB are needed: remove old backups, or name another folder by --set home=DIR'])
        predictions[6] = prediction(STEPS[6], destroys: ["all tables of 'new' (34 rows about)"], way: new WayBack.None('no backup was made'))

        expect:
        Golden.holds('preview-unmet.txt', render(
                preview(predictions: predictions, installed: '4.4.0', unmet: ['4.4.0 is installed, and the script leads from >=3.7.0 <4.4.0']),
                PreviewText.Detail.NORMAL, new Page(80, false, ZoneOffset.UTC)))
    }

    def "what is not met has nothing else said of it, and an undo needs no way back"() {
        given:
        def step = step('', 'sh restore it', 1)
        def unmet = preview(plan: plan([step]), predictions: [prediction(step, fidelity: UNCHANGED, unmet: ['no disk'])])
        def oneWay = preview(plan: plan([step]), predictions: [prediction(step, fidelity: OPAQUE, way: new WayBack.None('because'))])

        expect:
        !render(unmet).contains('no change needed')
        render(unmet).contains('! NOT MET, see above')
        render(oneWay).contains('! no way back: because')
        !PreviewText.ofUndo(oneWay, Page.plain(), PreviewText.Detail.NORMAL).render('undo', []).contains('way back')
    }

    def "colour marks what matters, and the text under it is the same"() {
        given:
        def coloured = render(preview(), PreviewText.Detail.NORMAL, new Page(100, true, ZoneOffset.UTC))

        expect:
        coloured.contains('\u001B[1;31m! no way back')
        coloured.replaceAll(/\u001B\[[0-9;]*m/, '') == render(preview())
    }

    def "a walk over several versions has a title for each"() {
        given:
        def parts = ['4.0.0', '4.4.0'].collect {
            new Part(Optional.empty(), Version.parse(it), "scripts/nextgisweb/${it}.groovy", Optional.empty(), [:], 1)
        }
        def steps = parts.collectMany { part -> STEPS.collect {
            new Step("${part.name()}/${it.id()}", part.name(), it.phase(), it.form(), it.arguments(), it.guard(), it.label(), it.at())
        } }
        def predictions = parts.collectMany { part -> predictions().collect {
            new Prediction("${part.name()}/${it.step()}", it.fidelity(), it.after().collect { "${part.name()}/$it".toString() }, it.changes(),
                    it.readings(), it.destroys(), it.unmet(), it.notes(), it.way(), it.backups(), it.needs(), it.switches(), it.again(), it.bytes(), it.time(), it.result())
        } }
        def one = plan(steps)
        def walk = preview(installed: '3.7.2', predictions: predictions, plan: new Plan(one.application(), one.from(), one.to(), one.script(),
                one.sources(), one.site(), [:], [:], [], [], one.onFailure(), Optional.empty(), parts, steps))

        expect:
        Golden.holds('preview-walk.txt', render(walk))
        Golden.holds('preview-walk.md', PreviewMarkdown.of(walk))

        and: 'its plan is read back as it was'
        PlanJson.read('plan.json', PlanJson.write(walk.plan())).digest() == walk.plan().digest()
        PlanJson.read('plan.json', PlanJson.write(walk.plan())) == walk.plan()

        when: 'a run of it goes on in its second part'
        def rest = new Plan(one.application(), one.from(), one.to(), one.script(), one.sources(), one.site(), [:], [:], [], [],
                one.onFailure(), Optional.of(STEPS[0]), parts, steps.drop(STEPS.size()))
        def shown = render(new Preview(rest, 'ngw-7f3a', Optional.empty(), [], predictions.drop(STEPS.size()), EVENING, 'eve@gis')
                .from(STEPS.size() + 1))

        then: 'its title stands once, and the installed version is no question any more'
        shown.contains('\n\n4.0.0 -> 4.4.0 ')
        !shown.contains('\n\n\n')
        !shown.contains('installed version not asked')
    }

    def "a way back that is not known yet is no missing one"() {
        given:
        def steps = [step('', 'checkout app', 1), step('', 'configure app.env', 2)]
        def later = preview(plan: plan(steps), predictions: [
                prediction(steps[0], changes: [change('app', '1', '2')]),
                prediction(steps[1], fidelity: LATER, after: [steps[0].id()], way: new WayBack.Later([steps[0].id()]))])

        expect:
        render(later).contains('? way back known after step 1')
        !render(later).contains('no way back')
        !render(later).contains('without a way back')
        PreviewMarkdown.of(later).contains('known after step 1<br>way back known after step 1')
    }

    def "the summary counts #fidelity as '#phrase'"() {
        given:
        def step = step('', 'sh x', 1)

        expect:
        Summary.of(preview(plan: plan([step]), predictions: [prediction(step, fidelity: fidelity)])).sentence() == "1 step: 1 $phrase."

        where:
        fidelity  | phrase
        PREDICTED | 'predicted'
        UNCHANGED | 'unchanged'
        CHECK     | 'check'
        LATER     | 'known later'
        OPAQUE    | 'opaque (INCOMPLETE)'
        UNSEEN    | 'not looked at (INCOMPLETE)'
    }

    def "a terminal is not moved by what files and tools are called"() {
        given:
        def step = step('', 'configure', 1)
        def evil = prediction(step, changes: [change('a\u001B[2Jb\rc', null, 'x')], notes: [
                new Note(Note.Kind.UNSEEN, 'd\u001B]0;title\u0007e\u0008')])

        when:
        def text = render(preview(plan: plan([step]), predictions: [evil]))

        then:
        !text.find(/[\p{Cntrl}&&[^\n]]/)
        text.contains('ab\uFFFDc')
    }

    def "time and memory grow with the number of steps, not faster"() {
        given:
        def cost = { int n ->
            def steps = (1..n).collect { step("Phase ${it.intdiv(10)}", "sh $it", it) }
            def previewed = preview(plan: plan(steps), predictions: steps.withIndex().collect { s, i ->
                prediction(s, fidelity: LATER, after: i ? [steps[i - 1].id()] : [], notes: [new Note(Note.Kind.OPAQUE, 'true')])
            })
            (1..3).collect {
                def start = ManagementFactory.threadMXBean.currentThreadCpuTime
                assert render(previewed).count('\n') > n
                ManagementFactory.threadMXBean.currentThreadCpuTime - start
            }.min()
        }
        cost(2_000)

        expect: 'twenty times the steps cost about twenty times as much; the square would be four hundred'
        cost(20_000) < 100 * cost(1_000)
    }
}
