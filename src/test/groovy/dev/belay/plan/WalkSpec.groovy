package dev.belay.plan

import dev.belay.expr.Expr
import dev.belay.expr.Operator
import dev.belay.expr.Type
import dev.belay.expr.Value
import dev.belay.value.Failure
import dev.belay.value.Position
import dev.belay.value.Version
import spock.lang.Specification

/** Plans of one script each, joined into one, and parts of it begun anew. */
class WalkSpec extends Specification {

    static final Type TEXT = Type.TEXT

    static Step step(String version, String name, Expr argument = Expr.text('x'), Optional<Expr> guard = Optional.empty()) {
        new Step("$version/$name", version, '', 'sh', [subject: argument], guard, name, new Position("${version}.groovy", 1, 1))
    }

    static Plan plan(Map of = [:], String version, List<Step> steps) {
        new Plan('shop', Optional.empty(), Version.parse(version), "${version}.groovy", of.sources ?: [], Site.local(), of.parameters ?: [:],
                [:], of.resources ?: [], [], of.failure ?: OnFailure.STOP, Optional.ofNullable(of.installed), steps)
    }

    static Plan walk() {
        def told = step('3.0', 'installed')
        def first = new Expr.Result('2.0/dump', TEXT)
        def own = new Expr.Result('3.0/dump', TEXT)
        Walk.of([
                plan('2.0', [step('2.0', 'dump')], installed: step('2.0', 'installed')),
                plan('3.0', [step('3.0', 'dump'), step('3.0', 'send', new Expr.Template([first, own]),
                        Optional.of(new Expr.Binary(Operator.AND, new Expr.Not(own), new Expr.Result(told.id(), Type.VERSION))))], installed: told)])
    }

    def "one plan is left as it is"() {
        given:
        def one = plan('2.0', [step('2.0', 'dump')])

        expect:
        Walk.of([one]).is(one)
    }

    def "several are one: from where the first begins to where the last leads"() {
        expect:
        walk().to().text() == '3.0'
        walk().installed().get().id() == '2.0/installed'
        walk().parts()*.name() == ['2.0', '3.0']
        walk().steps()*.id() == ['2.0/dump', '3.0/dump', '3.0/send']
        walk().steps()*.run('shop-7f3a') == ['shop-7f3a-2-0', 'shop-7f3a-3-0', 'shop-7f3a-3-0']
        walk().behind('2.0') == ['3.0']
        walk().behind('3.0') == []
    }

    def "every file stands once, and what a failure does is as the last script says"() {
        given:
        def shared = new Plan.Source('common.groovy', 'a')
        def joined = Walk.of([
                plan('2.0', [], sources: [new Plan.Source('2.0.groovy', 'b'), shared], failure: OnFailure.UNDO),
                plan('3.0', [], sources: [new Plan.Source('3.0.groovy', 'c'), shared], failure: OnFailure.ASK)])

        expect:
        joined.sources()*.path() == ['2.0.groovy', 'common.groovy', '3.0.groovy']
        joined.onFailure() == OnFailure.ASK
    }

    def "a name that means two things is refused"() {
        given:
        def web = { String units -> new Resource('service', 'web', 'systemd', [systemd: Value.of(units)]) }

        when:
        Walk.of([plan('2.0', [], resources: [web('a.service')]), plan('3.0', [], resources: [web('b.service')])])

        then:
        def failure = thrown(Failure)
        failure.message().startsWith("the service 'web' is not the same in 2.0.groovy and in 3.0.groovy")

        and: 'the same is one'
        Walk.of([plan('2.0', [], resources: [web('a')]), plan('3.0', [], resources: [web('a')])]).resources().size() == 1
    }

    def "a part that is begun anew has steps of its own, which wait for each other"() {
        when:
        def anew = Walk.again(walk(), ['3.0'] as Set)
        def send = anew.steps().last()

        then:
        anew.steps()*.id() == ['2.0/dump', '3.0+2/dump', '3.0+2/send']
        anew.steps()*.part() == ['2.0', '3.0+2', '3.0+2']
        send.run('shop-7f3a') == 'shop-7f3a-3-0-2'
        send.uses('3.0+2/dump') && send.uses('2.0/dump') && send.uses('3.0+2/installed') && !send.uses('3.0/dump')
        anew.parts()[1].installedIds() == ['3.0/installed', '3.0+2/installed']
        anew.behind('2.0') == ['3.0+2']

        and: 'and once more'
        Walk.again(anew, ['3.0+2'] as Set).steps()*.id() == ['2.0/dump', '3.0+3/dump', '3.0+3/send']
        PlanJson.read('plan', PlanJson.write(anew)) == anew
    }

    def "all parts that are begun anew together are of one round, which tells where the run went on"() {
        given:
        def walk = Walk.of([plan('2.0', []), plan('3.0', []), plan('4.0', [])])

        when: 'once from 3.0, and then from 2.0'
        def from3 = Walk.again(walk, ['4.0'] as Set)
        def from2 = Walk.again(from3, ['3.0', '4.0+2'] as Set)

        then:
        walk.goesOnFrom().empty
        from3.goesOnFrom() == Optional.of('3.0')
        from2.parts()*.name() == ['2.0', '3.0+3', '4.0+3']
        from2.goesOnFrom() == Optional.of('2.0')
    }
}
