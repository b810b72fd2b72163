package dev.belay.plan

import dev.belay.expr.Expr
import dev.belay.expr.Type
import dev.belay.expr.Value
import dev.belay.value.Exit
import dev.belay.value.Failure
import spock.lang.Specification
import tools.jackson.databind.json.JsonMapper

class PlanJsonSpec extends Specification {

    def "a value comes back as it was"() {
        expect:
        ValueJson.read(again(ValueJson.write(value))) == value

        where:
        value << Samples.VALUES
    }

    def "an expression comes back as it was"() {
        expect:
        ExprJson.read(again(ExprJson.write(expr))) == expr

        where:
        expr << Samples.EXPRESSIONS
    }

    def "a type comes back as it was"() {
        expect:
        TypeJson.read(again(TypeJson.write(type))) == type

        where:
        type << Samples.TYPES
    }

    def "a prediction comes back as it was"() {
        expect:
        PredictionJson.read(again(PredictionJson.write(prediction))) == prediction

        where:
        prediction << Samples.PREDICTIONS
    }

    def "every kind of #sealed.simpleName is among the samples"() {
        expect:
        (kinds(sealed) - samples*.class as Set).empty

        where:
        sealed        | samples
        Value         | Samples.VALUES
        Expr          | Samples.EXPRESSIONS
        Type          | Samples.TYPES
        WayBack       | Samples.WAYS
        Secret.Source | Samples.SOURCES
    }

    def "a plan with one of everything comes back as it was, and is canonical"() {
        given:
        def plan = Samples.full()
        def bytes = PlanJson.write(plan)

        expect:
        PlanJson.read('plan.json', bytes) == plan
        PlanJson.write(PlanJson.read('plan.json', bytes)) == bytes
    }

    def "constants are plain JSON, what waits is an object with one key"() {
        expect:
        JsonText.line(ExprJson.write(expr)) == json

        where:
        expr                                                          | json
        Expr.text('/srv')                                             | '"/srv"'
        new Expr.Constant(Value.texts(['a', 'b']))                    | '["a","b"]'
        new Expr.Constant(new Value.Entries([port: Value.of(80)]))    | '{"port":80}'
        new Expr.Result('backup', Type.PATH)                          | '{"$result":["backup","path"]}'
        new Expr.Constant(new Value.Entries(['$size': Value.of(80)])) | '{"$map":{"$size":80}}'
    }

    def "the JSON is JSON for others too"() {
        given:
        def json = new JsonMapper().readValue(PreviewJson.write(Samples.preview()), Map)

        expect:
        json.plan.application == 'nextgisweb'
        json.predictions.size() == json.plan.steps.size()
    }

    def "the digest of a plan changes with #what"() {
        given:
        def plan = Samples.full()

        expect:
        changed(plan).digest() != plan.digest()
        Samples.full().digest() == plan.digest()

        where:
        what                   | changed
        'the order of steps'   | { it.with(it.steps().reverse()) }
        'an argument'          | { it.with([Samples.step('stop/web', arguments: [a: Expr.number(1)]), it.steps()[1]]) }
        'a guard'              | { it.with([it.steps()[0], Samples.step('all', arguments: it.steps()[1].arguments())]) }
        'a source'             | { changing(it, sources: [new Plan.Source('app.groovy', 'ef' * 32)]) }
        'the site'             | { changing(it, site: Site.local()) }
        'a parameter'          | { changing(it, parameters: [home: Value.of('/srv')]) }
        'the version of a driver' | { changing(it, drivers: [git: '2', postgresql: '2']) }
        'where a secret comes from' | { changing(it, secrets: [new Secret('s0', new Secret.FromEnvironment('OTHER'))]) }
    }

    def "a file that is no plan is refused, with where and what: #what"() {
        when:
        PlanJson.read('/srv/plan.json', bytes(content))

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.DAMAGED
        failure.message().startsWith('/srv/plan.json is not a plan of Belay: ')
        failure.message().contains(what)
        !failure.remedies().empty

        where:
        content                                            | what
        ''                                                 | 'empty'
        'hello'                                            | 'not JSON at line 1'
        '{"format":1,"plan":{}} {}'                        | 'something follows after the end'
        '{"format":2,"plan":{}}'                           | 'its format is 2, this Belay knows format 1'
        '{"plan":{}}'                                      | "'format' is missing"
        '{"format":1}'                                     | "'plan' is missing"
        '{"format":1,"format":1,"plan":{}}'                | "'format' is there twice"
        '[1]'                                              | 'an object was expected'
        '{"format":1.5}'                                   | "'format': a whole number was expected"
        '{"format":1,"plan":{"application":3}}'            | "'plan': 'application': a text was expected"
        '{"format":1,"plan":'                              | 'not JSON at line 1'
        [0xff, 0xfe, 0]                                    | 'UTF-8'
        '[' * 100_000                                      | 'nesting depth'
        withStep('"at":"nowhere"')                         | "'steps': item 1: 'at': a place"
        withStep('"arguments":{"a":{"$what":1}},"at":"a:1:1"')  | "'arguments': 'a': '\$what' is not known here"
        withStep('"arguments":{"a":{"$not":1,"b":2}},"at":"a:1:1"') | "'\$not' must be alone"
        withStep('"arguments":{"a":{"$if":[1]}},"at":"a:1:1"')  | 'part 2 is missing'
        withStep('"arguments":{"a":{"$binary":["?",1,1]}},"at":"a:1:1"') | "'?' is no operator"
    }

    def "a saved preview comes back as it was"() {
        expect:
        PreviewJson.read('plan.json', PreviewJson.write(Samples.preview())) == Samples.preview()
    }

    def "a saved preview may be written on one line by another tool"() {
        given:
        def json = JsonText.parse(new String(PreviewJson.write(Samples.preview()), 'UTF-8'))

        expect:
        PreviewJson.read('plan.json', JsonText.line(json).getBytes('UTF-8')) == Samples.preview()
    }

    def "a saved preview in which #what was changed is refused"() {
        given:
        def text = new String(PreviewJson.write(Samples.preview()), 'UTF-8')
        def tampered = text.replace(from, to)

        when:
        PreviewJson.read('plan.json', tampered.getBytes('UTF-8'))

        then:
        tampered != text
        def failure = thrown(Failure)
        failure.exit() == Exit.WRONG
        failure.message() == 'plan.json is not a plan that Belay saved: it was changed after it was saved'
        failure.remedies()[0].contains('belay preview')

        where:
        what           | from                       | to
        'the plan'     | '"stop/systemd"'           | '"start/systemd"'
        'a prediction' | '"destroys" : [\n'         | '"unmet" : [\n'
        'the run'      | '"nextgisweb-7f3a"'        | '"nextgisweb-7f3b"'
        'a field more' | '"format" : 1,'            | '"format" : 1, "other" : 1,'
    }

    def "what is nested as deep as a document may be is read on a stack of the usual size, a level more is refused when written"() {
        given:
        def deep = { int levels -> (1..<levels).inject(Expr.number(1)) { e, i -> i % 2 ? new Expr.Not(e) : new Expr.Negative(e) } }
        Expr read = null
        def reading = new Thread(null, { read = ExprJson.read(JsonText.parse(JsonText.line(ExprJson.write(deep(JsonText.DEPTH))))) }, 'usual', 1024 * 1024)

        when:
        reading.start()
        reading.join()

        then:
        read == deep(JsonText.DEPTH)

        when:
        JsonText.line(ExprJson.write(deep(JsonText.DEPTH + 2)))

        then:
        thrown(Failure)
    }

    private static Json again(Json json) {
        def line = JsonText.parse(JsonText.line(json))
        assert JsonText.parse(JsonText.page(json)) == line
        assert JsonText.parse(JsonText.decode(JsonText.line(json).getBytes('UTF-8'))) == line
        line
    }

    private static byte[] bytes(Object content) {
        content instanceof String ? content.getBytes('UTF-8') : content as byte[]
    }

    private static String withStep(String fields) {
        def plan = new String(PlanJson.write(Samples.plan('a')), 'UTF-8')
        plan.replaceFirst(/"steps":\[.*\]/, java.util.regex.Matcher.quoteReplacement('"steps":[{"id":"a","form":"sh","label":"a",' + fields + '}]'))
    }

    private static Set<Class> kinds(Class sealed) {
        (sealed.permittedSubclasses.collectMany { it.sealed && it.interface ? kinds(it) : [it] }) as Set
    }

    private static Plan changing(Map changes, Plan plan) {
        def fields = Plan.recordComponents.collect { changes.containsKey(it.name) ? changes[it.name] : it.accessor.invoke(plan) }
        Plan.declaredConstructors.find { it.parameterCount == fields.size() }.newInstance(fields as Object[])
    }
}
