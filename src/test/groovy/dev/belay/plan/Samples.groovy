package dev.belay.plan

import dev.belay.expr.Expr
import dev.belay.expr.Operator
import dev.belay.expr.Type
import dev.belay.expr.Value
import dev.belay.value.Position
import dev.belay.value.SecretText
import dev.belay.value.Size
import dev.belay.value.Version
import dev.belay.value.VersionRange
import java.time.Duration
import java.time.Instant

/** One of each kind of what plans hold, and plans made of them. */
class Samples {

    static final Value TEXT = Value.of('plain')
    static final Expr ONE = Expr.number(1)
    static final Expr X = new Expr.Variable('x')

    static final List<Value> VALUES = [
        TEXT,
        Value.of(''),
        Value.of('line\nbreak, "quotes", \\, \u0000 and Grüße, 漢字, 🧗'),
        Value.of('half a character: \ud83e'),
        Value.of('$secret'),
        Value.of(42),
        Value.of(Long.MIN_VALUE),
        number('1.0'),
        number('1.00'),
        number('-0.000000000000000000000000001'),
        number('1E+40'),
        number('9' * 900),
        Value.of(true),
        Value.of(false),
        Value.NOTHING,
        new Value.Span(Duration.ofMinutes(2)),
        new Value.Span(Duration.ofNanos(-1)),
        new Value.Span(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
        new Value.Bytes(Size.of(10_000_000_000)),
        new Value.Resource('database', 'old'),
        new Value.Function(new Expr.Lambda(['it'], new Expr.Property(new Expr.Variable('it'), 'name', false))),
        new Value.Secret(SecretText.secret('PGPASSWORD')),
        new Value.Secret(SecretText.plain('postgresql://u:').plus(SecretText.secret('A')).plus(SecretText.plain('@h/')).plus(SecretText.secret('B'))),
        new Value.Items([]),
        new Value.Items([TEXT, Value.NOTHING, new Value.Items([Value.of(1)])]),
        new Value.Entries([:]),
        new Value.Entries([b: TEXT, a: Value.NOTHING, '': Value.of(1)]),
        new Value.Entries(['$size': Value.of(3)]),
        new Value.Entries(['$map': new Value.Entries(['$map': TEXT]), other: TEXT]),
        new Value.Entries(['$': TEXT, 'a$b': new Value.Bytes(Size.ZERO)]),
    ]

    static final List<Type> TYPES = [
        *Type.Plain.values(),
        Type.SECRET,
        new Type.ListOf(Type.PATH),
        new Type.MapOf(new Type.ListOf(Type.ANY)),
        new Type.Resource('database'),
        new Type.OneOf(['zstd', 'none', 'text']),
        new Type.AnyOf([Type.TEXT, new Type.Resource('service'), new Type.OneOf([])]),
        new Type.FunctionOr(Type.SECRET),
    ]

    static final List<Expr> EXPRESSIONS = [
        *VALUES.collect { new Expr.Constant(it) },
        new Expr.Items([]),
        new Expr.Items([ONE, X, new Expr.Items([X])]),
        new Expr.Entries([:]),
        new Expr.Entries(['$x': X, y: ONE]),
        new Expr.Template([Expr.text('/home/'), X, Expr.text('')]),
        X,
        new Expr.Not(X),
        new Expr.Negative(X),
        *Operator.values().collect { new Expr.Binary(it, ONE, X) },
        new Expr.Choice(X, ONE, Expr.text('two')),
        new Expr.Elvis(X, ONE),
        new Expr.Property(X, 'name', true),
        new Expr.Property(X, '$size', false),
        new Expr.Index(X, ONE),
        new Expr.Range(ONE, X, true),
        new Expr.Range(ONE, X, false),
        new Expr.Call(X, 'join', [Expr.text(',')], false),
        new Expr.Call(X, 'trim', [], true),
        new Expr.Function('slug', [X]),
        new Expr.Function('now', []),
        new Expr.Lambda(['x', 'y'], X),
        new Expr.Lambda([], ONE),
        *TYPES.collect { new Expr.Result('backup/main', it) },
        new Expr.SizeOf(Expr.text('main')),
    ]

    static final List<WayBack> WAYS = [
        new WayBack.Steps([]),
        new WayBack.Steps([deed('start web'), new WayBack.Deed('checkout', ['$dir': Value.of('/srv'), force: Value.of(true)], 'checkout it')]),
        new WayBack.Redo(),
        new WayBack.Redo([deed('stop web'), deed('restore main')]),
        new WayBack.None('no backup', [deed('stop web')]),
        new WayBack.Nothing(),
        new WayBack.None('mail cannot be called back'),
        new WayBack.Later([]),
        new WayBack.Later(['upgrade/checkout', 'upgrade/sh']),
    ]

    static final List<Secret.Source> SOURCES = [
        new Secret.FromEnvironment('PGPASSWORD'),
        new Secret.FromFile('/etc/belay/pg.password'),
        new Secret.FromCommand(['pass', 'show', 'pg']),
        new Secret.FromCommand([]),
        new Secret.FromQuestion('password of the database?'),
    ]

    static final List<Prediction> PREDICTIONS = [
        prediction('a'),
        *Prediction.Fidelity.values().collect { prediction('a', fidelity: it) },
        *Again.values().collect { prediction('a', again: it) },
        *WAYS.collect { prediction('a', way: it) },
        *Prediction.Note.Kind.values().collect { prediction('a', notes: [new Prediction.Note(it, 'text')]) },
        *Change.Service.values().collect {
            prediction('a', changes: [new Change('ngw.service', 'Active[ngw]', Optional.of('active'), Optional.of(''), false, it)])
        },
        prediction('a',
            after: ['b', 'c'],
            changes: [new Change('dump', 'File[dump]', Optional.empty(), Optional.of('1.2 GB'), true, Change.Service.UNTOUCHED),
                new Change('lock', 'File[lock]', Optional.of('there'), Optional.empty(), false, Change.Service.UNTOUCHED)],
            readings: [new Reading('Head[/srv]', '/srv', 'a1b2c3d', false), new Reading('Free[/]', '/', '3 GB', true)],
            destroys: ["all tables of 'new'"],
            unmet: ['pip is not installed'],
            backups: [new Prediction.Backup('database:main', ['*.log'], deed('restore main'))],
            needs: ['container:service db of /opt/app'],
            switches: [new Prediction.Switch('container:service db of /opt/app', false, deed('start app'), deed('stop app'))],
            bytes: Size.of(1_200_000_000),
            time: Optional.of(Duration.ofMillis(1)),
            result: Optional.of(Value.NOTHING)),
        *VALUES.collect { prediction('a', result: Optional.of(it)) },
    ]

    static Value number(String text) {
        new Value.Decimal(new BigDecimal(text))
    }

    static WayBack.Deed deed(String label) {
        new WayBack.Deed('start/process', [names: Value.texts(['web'])], label)
    }

    static Step step(Map changes = [:], String id) {
        new Step(id, changes.part ?: '', changes.phase ?: '', changes.form ?: 'sh', changes.arguments ?: [:],
            changes.guard ?: Optional.empty(), changes.label ?: "sh $id", changes.at ?: new Position('scripts/app/2.groovy', 3, 5))
    }

    static Prediction prediction(Map changes = [:], String step) {
        def some = [fidelity: Prediction.Fidelity.PREDICTED, after: [], changes: [], readings: [], destroys: [], unmet: [], notes: [],
            way: new WayBack.Nothing(), backups: [], needs: [], switches: [], again: Again.ONCE, bytes: Size.ZERO, time: Optional.empty(), result: Optional.empty()] + changes
        new Prediction(step, some.fidelity, some.after, some.changes, some.readings, some.destroys, some.unmet, some.notes,
            some.way, some.backups, some.needs, some.switches, some.again, some.bytes, some.time, some.result)
    }

    /** A small plan with steps of these ids. */
    static Plan plan(String... ids) {
        new Plan('app', Optional.empty(), new Version('2'), 'scripts/app/2.groovy', [], Site.local(), [:], [:], [], [],
            OnFailure.STOP, Optional.empty(), ids.collect { step(it) })
    }

    /** A plan with one of everything. */
    static Plan full() {
        new Plan(
            'nextgisweb',
            Optional.of(VersionRange.parse('>=3.7.0 <4.4.0 4.x')),
            new Version('v4.4.0-beta'),
            'scripts/nextgisweb/4.4.0.groovy',
            [new Plan.Source('scripts/nextgisweb/4.4.0.groovy', 'ab' * 32), new Plan.Source('app.groovy', 'cd' * 32)],
            new Site('gis.example.org', true, Optional.of('/srv/belay'), true),
            VALUES.withIndex().collectEntries { value, i -> ["p$i".toString(), value] },
            [git: '1', postgresql: '2'],
            [new Resource('service', 'web', 'systemd', [systemd: Value.texts(['ngw.service'])]), new Resource('database', 'main', 'postgresql', [:])],
            SOURCES.withIndex().collect { source, i -> new Secret("s$i", source) },
            OnFailure.ASK,
            Optional.of(step('installed', form: 'installed git')),
            [
                step('stop/web', part: '4.4.0', phase: 'Stop services', form: 'stop/systemd', at: new Position('C:\\odd:name.groovy', 1, 1)),
                step('all', arguments: EXPRESSIONS.withIndex().collectEntries { e, i -> ["a$i".toString(), e] }, guard: Optional.of(X)),
            ])
    }

    /** A preview of the full plan. */
    static Preview preview() {
        def plan = full()
        new Preview(plan, 'nextgisweb-7f3a', Optional.of('4.3.1'), ['not this version'], plan.steps().collect { prediction(it.id(), destroys: ['x']) },
            Instant.parse('2026-01-31T22:04:00.123456789Z'), 'anna@gis')
    }
}
