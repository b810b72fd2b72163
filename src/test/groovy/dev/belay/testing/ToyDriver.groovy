package dev.belay.testing

import dev.belay.catalog.Effect
import dev.belay.catalog.Form
import dev.belay.catalog.Option
import dev.belay.catalog.Subject
import dev.belay.driver.Action
import dev.belay.driver.Arguments
import dev.belay.driver.Back
import dev.belay.driver.Driver
import dev.belay.driver.Fact
import dev.belay.driver.Forecast
import dev.belay.driver.Operation
import dev.belay.driver.Probe
import dev.belay.driver.Resolving
import dev.belay.driver.Result
import dev.belay.driver.Standing
import dev.belay.driver.Target
import dev.belay.driver.Work
import dev.belay.expr.Type
import dev.belay.expr.Value
import dev.belay.host.Context
import dev.belay.plan.Again
import dev.belay.value.Failure
import dev.belay.value.SecretText
import groovy.transform.Immutable

/** A driver whose world is a few small files, so that specifications of the engine can look at every kind of step. */
class ToyDriver implements Driver {

    static final Subject FILE = Subject.of(Type.PATH, 'the file')

    @Override
    String name() {
        'toy'
    }

    @Override
    String version() {
        '1'
    }

    @Override
    List<Operation> operations() {
        [
            operation('note', Effect.REVERSIBLE, [Option.required('text', Type.TEXT, 'its text')]) { arguments ->
                new Note(arguments.text('subject'), Optional.of(arguments.text('text')))
            },
            operation('forget', Effect.REVERSIBLE, []) { arguments ->
                new Note(arguments.text('subject'), Optional.empty())
            },
            operation('append', Effect.IRREVERSIBLE, [Option.required('line', Type.TEXT, 'the line')]) { arguments ->
                new Append(arguments.text('subject'), arguments.text('line'))
            },
            operation('lie', Effect.REVERSIBLE, [Option.required('text', Type.TEXT, 'its text')]) { arguments ->
                new Lie(arguments.text('subject'), arguments.text('text'))
            },
            operation('mute', Effect.REVERSIBLE, [Option.required('text', Type.TEXT, 'its text')]) { arguments ->
                new Mute(arguments.text('subject'), arguments.text('text'))
            },
            operation('litter', Effect.REVERSIBLE, []) { arguments -> new Litter(arguments.text('subject')) },
            operation('flaky', Effect.REVERSIBLE, [Option.required('times', Type.NUMBER, 'how often it fails')]) { arguments ->
                new Flaky(arguments.text('subject'), arguments.number('times') as int)
            },
            operation('save', Effect.REVERSIBLE, [Option.required('to', Type.PATH, 'the copy')], Type.PATH) { arguments ->
                new Save(arguments.text('subject'), arguments.text('to'))
            },
            operation('spoil', Effect.RESTORABLE, []) { arguments -> new Spoil(arguments.text('subject')) },
            operation('taint', Effect.RESTORABLE, [Option.required('text', Type.TEXT, 'its text')]) { arguments ->
                new Taint(arguments.text('subject'), arguments.text('text'))
            },
            operation('build', Effect.REVERSIBLE, [Option.required('from', Type.PATH, 'its source')]) { arguments ->
                new Build(arguments.text('subject'), arguments.text('from'))
            },
            operation('serve', Effect.REVERSIBLE, []) { arguments -> new Serve(arguments.text('subject'), true) },
            operation('cease', Effect.REVERSIBLE, []) { arguments -> new Serve(arguments.text('subject'), false) },
            operation('wants', Effect.READS, []) { arguments -> new Wants(arguments.text('subject')) },
            operation('await', Effect.REVERSIBLE, []) { arguments -> new Await(arguments.text('subject')) },
        ]
    }

    private static Operation operation(
            String verb, Effect worst, List<Option> options, Type result = null, Closure<Action> bind) {
        def form = Form.of(verb, FILE).options(options).worst(worst).doc('A toy.').example("$verb 'a'")
        if (result != null) {
            form.result(result)
        }
        new Operation(form.form(), { Arguments arguments -> bind(arguments) })
    }

    /** The text of a file. */
    @Immutable
    static class TextOf implements Fact<String> {
        String path

        @Override
        String read(Probe world) {
            world.host().read(Context.own()).text(path).orElse('')
        }

        @Override
        Target target() {
            Target.files(path)
        }

        @Override
        String subject() {
            path.substring(path.lastIndexOf('/') + 1)
        }
    }

    /** Whether a flag stands: a service that needs no process. */
    @Immutable
    static class Serves implements Fact<Boolean> {
        String path

        @Override
        Boolean read(Probe world) {
            world.host().read(Context.own()).exists(path)
        }

        @Override
        Target target() {
            Target.service(path)
        }

        @Override
        String subject() {
            path.substring(path.lastIndexOf('/') + 1)
        }

        @Override
        String show(Boolean value) {
            value ? 'active' : 'inactive'
        }

        @Override
        boolean serving() {
            true
        }
    }

    @Immutable(knownImmutableClasses = [Optional])
    static class Note implements Action {
        String path
        Optional<String> text

        @Override
        void predict(Forecast forecast) {
            forecast.again(Again.IDEMPOTENT)
            String before = forecast.now(new TextOf(path))
            forecast.back(before.empty
                    ? Back.step('forget', [subject: Value.of(path)], 'forget')
                    : Back.step('note', [subject: Value.of(path), text: Value.of(before)], "note $before"))
            forecast.becomes(new TextOf(path), text.orElse(''))
        }

        @Override
        Result apply(Work work) {
            put(work, path, text)
            Result.none()
        }

        @Override
        List<Target> touches() {
            [Target.files(path)]
        }
    }

    @Immutable
    static class Append implements Action {
        String path
        String line

        @Override
        void predict(Forecast forecast) {
            forecast.back(new Back.None('a line once written stays'))
            forecast.disturbs(new TextOf(path))
        }

        @Override
        Result apply(Work work) {
            String before = work.read(new TextOf(path))
            put(work, path, Optional.of(before + line + '\n'))
            Result.of(Value.of(line))
        }

        @Override
        Standing resolve(Resolving world) {
            Standing.UNKNOWN
        }
    }

    /** Tells no way back. */
    @Immutable
    static class Mute implements Action {
        String path
        String text

        @Override
        void predict(Forecast forecast) {
            forecast.becomes(new TextOf(path), text)
        }

        @Override
        Result apply(Work work) {
            put(work, path, Optional.of(text))
            Result.none()
        }
    }

    /** Says that it did what it did not do. */
    @Immutable
    static class Lie implements Action {
        String path
        String text

        @Override
        void predict(Forecast forecast) {
            forecast.again(Again.IDEMPOTENT)
            forecast.back(new Back.Nothing())
            forecast.becomes(new TextOf(path), text)
        }

        @Override
        Result apply(Work work) {
            Result.none()
        }
    }

    /** Leaves a broken file behind as often as told, and then succeeds. */
    @Immutable
    static class Flaky implements Action {
        String path
        int times

        @Override
        void predict(Forecast forecast) {
            forecast.again(Again.CLEAN_FIRST)
            forecast.back(Back.step('forget', [subject: Value.of(path)], 'forget'))
            forecast.becomes(new TextOf(path), 'whole')
        }

        @Override
        Result apply(Work work) {
            if (work.read(new TextOf(path)) == 'broken') {
                throw Failure.failed('the broken file was not cleaned')
            }
            String tries = path + '.tries'
            int before = work.read(new TextOf(tries)).length()
            put(work, tries, Optional.of('x' * (before + 1)))
            if (before < times) {
                put(work, path, Optional.of('broken'))
                throw Failure.failed('it broke')
            }
            put(work, path, Optional.of('whole'))
            Result.none()
        }

        @Override
        void clean(Work work) {
            put(work, path, Optional.empty())
        }
    }

    /** Breaks, and leaves something beside its file that no way back is needed for. */
    @Immutable
    static class Litter implements Action {
        String path

        @Override
        void predict(Forecast forecast) {
            forecast.again(Again.CLEAN_FIRST)
            forecast.back(new Back.Nothing())
            forecast.becomes(new TextOf(path), 'made')
        }

        @Override
        Result apply(Work work) {
            put(work, path + '.part', Optional.of('half'))
            throw Failure.failed('it broke')
        }

        @Override
        void discard(Work work) {
            if (work.host().read(Context.own()).exists(path + '.held')) {
                throw Failure.failed("$path is held".toString())
            }
            put(work, path + '.part', Optional.empty())
        }
    }

    /** A backup. */
    @Immutable
    static class Save implements Action {
        String path
        String to

        @Override
        void predict(Forecast forecast) {
            forecast.again(Again.IDEMPOTENT)
            forecast.back(new Back.Nothing())
            forecast.result(Value.of(to))
            forecast.becomes(new TextOf(to), forecast.now(new TextOf(path)))
            forecast.backsUp(Target.files(path), dev.belay.driver.Exclusions.none(), new dev.belay.plan.WayBack.Deed(
                    'build', [subject: Value.of(path), from: Value.of(to)], "restore $path"))
        }

        @Override
        Result apply(Work work) {
            put(work, to, Optional.of(work.read(new TextOf(path))))
            Result.of(Value.of(to))
        }
    }

    /** Changes a file for the worse, and fails half-way. */
    @Immutable
    static class Spoil implements Action {
        String path

        @Override
        void predict(Forecast forecast) {
            forecast.back(new Back.Restore(Target.files(path)))
            forecast.disturbs(new TextOf(path))
        }

        @Override
        Result apply(Work work) {
            put(work, path, Optional.of('spoiled'))
            throw Failure.failed('it spoiled ' + path)
        }
    }

    /** Changes a file so that only a backup brings it back. */
    @Immutable
    static class Taint implements Action {
        String path
        String text

        @Override
        void predict(Forecast forecast) {
            forecast.again(Again.IDEMPOTENT)
            forecast.back(new Back.Restore(Target.files(path)))
            forecast.becomes(new TextOf(path), text)
        }

        @Override
        Result apply(Work work) {
            put(work, path, Optional.of(text))
            Result.none()
        }

        @Override
        List<Target> touches() {
            [Target.files(path)]
        }
    }

    /** Makes a file out of another; an undo makes it again. */
    @Immutable
    static class Build implements Action {
        String path
        String from

        @Override
        void predict(Forecast forecast) {
            forecast.again(Again.IDEMPOTENT)
            forecast.back(new Back.Redo())
            forecast.becomes(new TextOf(path), forecast.now(new TextOf(from)))
        }

        @Override
        Result apply(Work work) {
            put(work, path, Optional.of(work.read(new TextOf(from))))
            Result.none()
        }
    }

    @Immutable
    static class Serve implements Action {
        String path
        boolean up

        @Override
        void predict(Forecast forecast) {
            forecast.again(Again.IDEMPOTENT)
            boolean before = forecast.now(new Serves(path))
            forecast.back(before == up
                    ? new Back.Nothing()
                    : Back.step(up ? 'cease' : 'serve', [subject: Value.of(path)], up ? 'cease' : 'serve'))
            forecast.becomes(new Serves(path), up)
        }

        @Override
        Result apply(Work work) {
            put(work, path, up ? Optional.of('up') : Optional.empty())
            Result.none()
        }
    }

    /** A requirement: the file must be there. */
    @Immutable
    static class Wants implements Action {
        String path

        @Override
        void predict(Forecast forecast) {
            forecast.again(Again.IDEMPOTENT)
            forecast.back(new Back.Nothing())
            if (forecast.now(new TextOf(path)).empty) {
                forecast.unmet("$path is missing; make it".toString())
            }
        }

        @Override
        Result apply(Work work) {
            Result.none()
        }
    }

    /** Waits until somebody makes the file, or asks to stop. */
    @Immutable
    static class Await implements Action {
        String path

        @Override
        void predict(Forecast forecast) {
            forecast.again(Again.IDEMPOTENT)
            forecast.back(new Back.Nothing())
            forecast.disturbs(new TextOf(path))
        }

        @Override
        Result apply(Work work) {
            work.say('waits')
            if (!work.await(java.time.Duration.ofSeconds(30)) { !work.read(new TextOf(path)).empty }) {
                throw Failure.failed('nobody made the file')
            }
            Result.none()
        }
    }

    private static void put(Work work, String path, Optional<String> text) {
        if (text.present) {
            work.files(Context.own()).write(path, SecretText.plain(text.get()), Optional.empty())
        } else {
            work.files(Context.own()).remove(path)
        }
    }
}
