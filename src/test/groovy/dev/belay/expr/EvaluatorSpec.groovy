package dev.belay.expr

import dev.belay.value.Failure
import dev.belay.value.SecretText
import dev.belay.value.Size
import java.time.Duration
import spock.lang.Specification

/** Expressions come to values, within a budget; what waits stays an expression. */
class EvaluatorSpec extends Specification {

    static final Value KEY = new Value.Secret(SecretText.secret('KEY'))

    def "#target .#method gives #result"() {
        expect:
        plain(call(target, method, *arguments)) == result

        where:
        target            | method        | arguments             || result
        'a b  c'          | 'split'       | []                    || ['a', 'b', 'c']
        'a,b'             | 'split'       | [',']                 || ['a', 'b']
        'a.b'             | 'split'       | ['.']                 || ['a', 'b']
        ' a '             | 'trim'        | []                    || 'a'
        'abc'             | 'take'        | [2]                   || 'ab'
        'abc'             | 'take'        | [9]                   || 'abc'
        'abc'             | 'drop'        | [1]                   || 'bc'
        'abc'             | 'toUpperCase' | []                    || 'ABC'
        'abc'             | 'replace'     | ['b', 'x']            || 'axc'
        'abc'             | 'contains'    | ['b']                 || true
        'v1.2'            | 'matches'     | ['v[0-9.]+']          || true
        'v1.2'            | 'replaceAll'  | ['[^0-9]', '']        || '12'
        '42'              | 'toInteger'   | []                    || 42
        ['b', 'a', 'b']   | 'sort'        | []                    || ['a', 'b', 'b']
        ['b', 'a', 'b']   | 'unique'      | []                    || ['b', 'a']
        ['b', 'a']        | 'join'        | ['-']                 || 'b-a'
        ['b', 'a']        | 'reverse'     | []                    || ['a', 'b']
        [1, 2, 3]         | 'sum'         | []                    || 6
        [1, 2, 3]         | 'max'         | []                    || 3
        [1, 2, 3]         | 'first'       | []                    || 1
        [1, [2, [3]]]     | 'flatten'     | []                    || [1, 2, 3]
        [1, 2]            | 'contains'    | [3]                   || false
        []                | 'isEmpty'     | []                    || true
        [a: 1, b: 2]      | 'keys'        | []                    || ['a', 'b']
        [a: 1, b: 2]      | 'values'      | []                    || [1, 2]
        [a: 1]            | 'get'         | ['b', 7]              || 7
        [a: 1]            | 'containsKey' | ['a']                 || true
    }

    def "functions are applied to items and to entries"() {
        given:
        def twice = new Expr.Lambda(['it'], new Expr.Binary(Operator.TIMES, new Expr.Variable('it'), Expr.number(2)))
        def pair = new Expr.Lambda(['k', 'v'], new Expr.Template([new Expr.Variable('k'), Expr.text('='), new Expr.Variable('v')]))
        def large = new Expr.Lambda(['it'], new Expr.Binary(Operator.MORE, new Expr.Variable('it'), Expr.number(1)))

        expect:
        plain(new Expr.Call(known([1, 2]), 'collect', [twice], false)) == [2, 4]
        plain(new Expr.Call(known([a: 1, b: 2]), 'collect', [pair], false)) == ['a=1', 'b=2']
        plain(new Expr.Call(known([1, 2]), 'findAll', [large], false)) == [2]
        plain(new Expr.Call(known([1, 2]), 'any', [large], false))
        !plain(new Expr.Call(known([1, 2]), 'every', [large], false))
    }

    def "#left #sign #right is #result"() {
        given:
        def operator = Operator.values().find { it.sign() == sign }

        expect:
        Evaluator.constants().evaluate(new Expr.Binary(operator, known(left), known(right))) == value(result)

        where:
        left                  | sign | right                  || result
        1                     | '+'  | 2                      || 3
        'a'                   | '+'  | 1                      || 'a1'
        [1]                   | '+'  | [2]                    || [1, 2]
        7                     | '/'  | 2                      || 3.5
        7                     | '%'  | 2                      || 1
        'ab'                  | '*'  | 2                      || 'abab'
        Size.of(10)           | '*'  | 1.5                    || Size.of(15)
        2                     | '*'  | Size.of(10)            || Size.of(20)
        Size.of(10)           | '+'  | Size.of(5)             || Size.of(15)
        Size.of(10)           | '>'  | Size.of(5)             || true
        Duration.ofMinutes(1) | '-'  | Duration.ofSeconds(10) || Duration.ofSeconds(50)
        'b'                   | 'in' | ['a', 'b']             || true
        'b'                   | 'in' | [b: 1]                 || true
        1.0                   | '==' | 1                      || true
        'a'                   | '<'  | 'b'                    || true
    }

    def "numbers carry units: #number.#unit"() {
        expect:
        Evaluator.constants().evaluate(new Expr.Property(known(number), unit, false)) == value(result)

        where:
        number | unit      || result
        2      | 'minutes' || Duration.ofMinutes(2)
        1.5    | 'hours'   || Duration.ofMinutes(90)
        10     | 'GB'      || Size.of(10_000_000_000)
        1      | 'MiB'     || Size.of(1_048_576)
    }

    def "a slug is what Django makes of it: #text"() {
        expect:
        Functions.slug(text) == slug

        where:
        text                || slug
        'Machine  Learning' || 'machine-learning'
        'Été, à Paris!'     || 'ete-a-paris'
        'c++'               || 'c'
        '_a_b-'             || 'a_b'
        '日本'               || ''
    }

    def "a value becomes one word of a shell: #text"() {
        expect:
        Functions.quoted(value(text)) == word

        where:
        text          || word
        'plain/a.txt' || 'plain/a.txt'
        'two words'   || "'two words'"
        "it's"        || "'it'\\''s'"
        '$(rm x)'     || "'\$(rm x)'"
        ''            || "''"
        ['a', 'b c']  || "a 'b c'"
    }

    def "a text with a secret is secret, and only its names are known"() {
        when:
        def made = Evaluator.constants().evaluate(new Expr.Template([Expr.text('p='), new Expr.Constant(KEY), Expr.text('!')]))

        then:
        made instanceof Value.Secret
        made.text().reveal { '<' + it + '>' } == 'p=<KEY>!'
        !made.toString().contains('<')
    }

    def "nothing looks at a secret: #what"() {
        when:
        Evaluator.constants().evaluate(expr)

        then:
        def failure = thrown(Failure)
        failure.message.contains('may not look at a secret')

        where:
        what            | expr
        'a comparison'  | new Expr.Binary(Operator.EQUAL, new Expr.Constant(KEY), Expr.text('x'))
        'a list with it' | new Expr.Call(new Expr.Constant(new Value.Items([KEY])), 'contains', [Expr.text('x')], false)
        'a method'      | new Expr.Call(new Expr.Constant(KEY), 'size', [], false)
        'a condition'   | new Expr.Not(new Expr.Constant(KEY))
        'a sort'        | new Expr.Call(new Expr.Constant(new Value.Items([KEY, KEY])), 'sort', [], false)
    }

    def "what waits stays an expression, with all done that can be done"() {
        given:
        def result = new Expr.Result('backup/main', Type.PATH)
        def sum = new Expr.Binary(Operator.PLUS, Expr.number(1), Expr.number(2))

        expect:
        Evaluator.constants().fold(new Expr.Items([sum, result])) == new Expr.Items([Expr.number(3), result])
        Evaluator.constants().fold(new Expr.Choice(Expr.bool(true), sum, result)) == Expr.number(3)
        Evaluator.constants().fold(new Expr.Binary(Operator.AND, Expr.bool(false), result)) == Expr.bool(false)
        Evaluator.constants().fold(new Expr.Template([Expr.text('a'), result])) == new Expr.Template([Expr.text('a'), result])
    }

    def "to ask for what waits is to be told of which step"() {
        when:
        Evaluator.constants().evaluate(new Expr.Template([new Expr.Result('backup/main', Type.PATH)]))

        then:
        def pending = thrown(Pending)
        pending.step() == 'backup/main'
    }

    def "every evaluation ends: #what"() {
        when:
        Evaluator.constants().evaluate(expr)

        then:
        def failure = thrown(Failure)
        failure.message.contains(message)

        where:
        what              | expr                                                                                            || message
        'a huge text'     | new Expr.Binary(Operator.TIMES, Expr.text('x'), Expr.number(2_000_000_000))                      || 'too long'
        'a huge range'    | new Expr.Range(Expr.number(0), Expr.number(Long.MAX_VALUE), false)                               || 'too long'
        'deep nesting'    | (1..300).inject(Expr.bool(true)) { inner, i -> new Expr.Not(inner) }                             || 'nested too deeply'
        'a long number'   | (1..12).inject(known(9999999999)) { n, i -> new Expr.Binary(Operator.TIMES, n, n) }              || 'too long'
        'an endless match' | new Expr.Call(Expr.text('a' * 60 + '!'), 'matches', [Expr.text('(a+)+\\1b')], false)              || 'back and forth'
    }

    private static Expr call(Object target, String method, Object... arguments) {
        new Expr.Call(known(target), method, arguments.collect { known(it) }, false)
    }

    private static Expr known(Object plain) {
        plain instanceof Expr ? plain : new Expr.Constant(value(plain))
    }

    private static Value value(Object plain) {
        switch (plain) {
            case Value: return plain
            case String: return Value.of(plain as String)
            case Boolean: return Value.of(plain as boolean)
            case Size: return new Value.Bytes(plain)
            case Duration: return new Value.Span(plain)
            case List: return new Value.Items(plain.collect { value(it) })
            case Map: return new Value.Entries(plain.collectEntries { k, v -> [k, value(v)] })
            default: return new Value.Decimal(new BigDecimal(plain.toString()))
        }
    }

    private static Object plain(Expr expr) {
        plainOf(Evaluator.constants().evaluate(expr))
    }

    private static Object plainOf(Value value) {
        switch (value) {
            case Value.Text: return value.text()
            case Value.Bool: return value.truth()
            case Value.Decimal: return value.number()
            case Value.Items: return value.items().collect { plainOf(it) }
            default: return value
        }
    }
}
