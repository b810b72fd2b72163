package dev.belay.engine.crash

import dev.belay.engine.Choices
import dev.belay.engine.Ended
import dev.belay.engine.Listener
import dev.belay.journal.Entry
import dev.belay.journal.Outcome
import dev.belay.journal.RunState.Standing
import dev.belay.plan.PlanJson
import dev.belay.testing.ChildJvm
import dev.belay.testing.Servers
import dev.belay.value.Exit
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/**
 * The kill matrix: a process that runs, resumes, goes back in or undoes an upgrade of a real application is killed with SIGKILL at every place
 * where it writes to the journal or changes the world, and in the middle of each kind of step. Afterwards the upgrade is finished,
 * and the world is as if nothing had happened; then it is undone, and the world is as before. Some two hundred processes of
 * Belay, where {@link Boundaries#STRIDE} is 1.
 */
class CrashSpec extends Specification {

    static final Map<String, Object> AFTER = [
        version: '2.0.0', changed: '', lock: false, env: "# settings\nMODE=new\n", items: 100L, columns: 'id,price', once: 'once\n', serves: 1]

    static final Map<String, Object> BEFORE = [
        version: '1.0.0', changed: '', lock: false, env: "# settings\nMODE=old\n", items: 100L, columns: 'id', once: '', serves: 1]

    /** Before the checkout: the services are stopped, and the backup is made. */
    static final Map<String, Object> BACK = BEFORE + [serves: 0]

    @TempDir
    Path dir

    def "killed at any place of a run, it is finished as if nothing had happened, and undone to what was before"() {
        given:
        int places = places('run') { it }

        when:
        def wrong = atEach(1..places) { place -> killed("run $place") { process(it, 'run', place) } }

        then:
        places > 40
        wrong == []
    }

    def "killed first at #first, and again while it resumes, it is finished all the same"() {
        given:
        def places = names('run') { it }
        int begun = places.findIndexOf { it == first || (it.startsWith('in the middle') && it.endsWith("/$first")) } + 1
        assert begun > 0: places
        def begin = { CrashWorld world -> process(world, 'run', begun) }
        def left = names('resume', begin)
        int last = till == 'the end' ? left.size() : left.indexOf(till) + 1

        when:
        def wrong = atEach(1..last) { place -> killed("resume $begun $place") { begin(it); process(it, 'resume', place) } }

        then:
        last > 0
        wrong == []

        where: 'behind the step that was killed first, what one resume does the others do as well'
        first                          | till
        'after write'                  | 'the end'
        'in the middle of bash'        | 'before an outcome in journal.jsonl'
        'in the middle of a migration' | 'before an outcome in journal.jsonl'
    }

    def "killed at any place of an undo, the undo is finished"() {
        given:
        def begin = { CrashWorld world -> assert finish(world).exit() == Exit.DONE }
        int places = places('undo', begin)

        when:
        def wrong = atEach(1..places) { place -> undoKilled("undo $place") { begin(it); process(it, 'undo', place) } }

        then:
        places > 20
        wrong == []
    }

    def "killed at any place of going back, it goes back all the same, on again, and can be undone"() {
        given:
        def begin = { CrashWorld world -> assert finish(world).exit() == Exit.DONE }
        int places = places('back', begin)

        when:
        def wrong = atEach(1..places) { place -> backKilled("back $place") { begin(it); process(it, 'back', place) } }

        then:
        places > 15
        wrong == []
    }

    /** How many places a process passes that is not killed, after the given beginning. */
    private int places(String what, Closure begin) {
        names(what, begin).size()
    }

    private List<String> names(String what, Closure begin) {
        inWorld("all places of $what") { world ->
            begin(world)
            assert process(world, what, 0) == 0
            assert seen(world) == ([undo: BEFORE, back: BACK][what] ?: AFTER)
            Files.readAllLines(world.dir.resolve('places'))
        }
    }

    /** Two at a time: most of the time is spent on starting processes. */
    private static List<String> atEach(IntRange places, Closure<List<String>> attempt) {
        def two = Executors.newFixedThreadPool(2)
        try {
            two.invokeAll(places.step(Boundaries.STRIDE).collect { place -> { -> attempt(place) } as Callable<List<String>> }).collectMany { it.get() }
        } finally {
            two.shutdown()
        }
    }

    /** What went wrong when a process was killed, and its run was finished and undone; empty where nothing did. */
    private List<String> killed(String name, Closure<Integer> kill) {
        inWorld(name) { world ->
            int code = kill(world)
            if (code != 137) {
                return ["$name: exit $code ${Files.readString(world.dir.resolve('output'))}".toString()]
            }
            def ended = finish(world)
            if (ended.exit() != Exit.DONE || seen(world) != AFTER) {
                return ["$name, finished: ${ended.exit()} ${seen(world)} ${messages(ended)}".toString()]
            }
            doneTwice(world).collect { "$name: $it".toString() } + undone(name, world)
        }
    }

    private List<String> undoKilled(String name, Closure<Integer> kill) {
        inWorld(name) { world ->
            int code = kill(world)
            code == 137 ? undone(name, world) : ["$name: exit $code".toString()]
        }
    }

    private List<String> backKilled(String name, Closure<Integer> kill) {
        inWorld(name) { world ->
            int code = kill(world)
            if (code != 137) {
                return ["$name: exit $code ${Files.readString(world.dir.resolve('output'))}".toString()]
            }
            def back = wentBack(world)
            if (back.exit() != Exit.DONE || back.state().standing() != Standing.UNFINISHED || seen(world) != BACK) {
                return ["$name, back: ${back.exit()} ${seen(world)} ${messages(back)}".toString()]
            }
            def ended = finish(world)
            ended.exit() != Exit.DONE || seen(world) != AFTER
                    ? ["$name, on again: ${ended.exit()} ${seen(world)} ${messages(ended)}".toString()]
                    : undone(name, world)
        }
    }

    /** The run as it went back, perhaps before the kill already; it is resumed where it is on its way, and asked for where it is not. */
    private static Ended wentBack(CrashWorld world) {
        def state = world.states().newest().get().read()
        switch (state.standing()) {
            case Standing.UNFINISHED: return new Ended(Exit.DONE, state)
            case Standing.FINISHED: return CrashMain.back(world.engine(), state.run(), world.plan())
            default: return world.engine().resume(state.run(), Choices.standard(), Listener.none())
        }
    }

    private static List<String> undone(String name, CrashWorld world) {
        def ended = world.states().newest().get().read().standing() == Standing.UNDONE
                ? new Ended(Exit.DONE, world.states().newest().get().read())
                : undo(world)
        ended.exit() == Exit.DONE && seen(world) == BEFORE
                ? []
                : ["$name, undone: ${ended.exit()} ${seen(world)} ${messages(ended)}".toString()]
    }

    private <T> T inWorld(String name, Closure<T> work) {
        def world = world(dir.resolve(name.replace(' ', '-')))
        try {
            work(world)
        } finally {
            world.end()
        }
    }

    private CrashWorld world(Path folder) {
        Files.createDirectories(folder)
        def world = new CrashWorld(folder, Servers.freshDatabase()).build()
        Files.write(folder.resolve('plan.json'), PlanJson.write(world.plan()))
        world
    }

    /** Goes on until the run is at its end, as an operator would: a doubt is settled by a look at the world. */
    private static Ended finish(CrashWorld world) {
        def open = world.states().openRun()
        def engine = world.engine()
        def ended = open.present
                ? engine.resume(open.get().id(), Choices.standard(), Listener.none())
                : engine.run(engine.preview(world.plan(), Optional.empty()), Choices.standard(), Listener.none())
        if (ended.exit() == Exit.DOUBT) {
            def happened = world.look().once != ''
            def doubtful = ended.state().steps().find { it.status() as String == 'DOUBT' }.step().id()
            engine.resolve(ended.state().run(), doubtful, happened ? Entry.Settled.DONE : Entry.Settled.REDO, 'looked')
            return engine.resume(ended.state().run(), Choices.standard(), Listener.none())
        }
        ended
    }

    private static Ended undo(CrashWorld world) {
        def id = world.states().newest().get().id()
        world.engine().undo(id, world.engine().previewUndo(id), Listener.none())
    }

    /** Steps that the journal says were done more than once. */
    private static List<String> doneTwice(CrashWorld world) {
        world.states().newest().get().entries()
                .findAll { it instanceof Entry.Ended && it.outcome() == Outcome.DONE }
                .countBy { it.step() }
                .findAll { step, times -> times > 1 }
                .collect { step, times -> "$step was done $times times".toString() }
    }

    private static Map<String, Object> seen(CrashWorld world) {
        world.look().findAll { it.key != 'head' }
    }

    private static String messages(Ended ended) {
        ended.state().steps().collect { "${it.step().label()} ${it.status()} ${it.ended().map { e -> e.message() }.orElse('')}" }.join('; ')
    }

    private static int process(CrashWorld world, String what, int place) {
        ChildJvm.builder(CrashMain, [world.dir, what, place], ['-Xmx256m'])
                .redirectErrorStream(true)
                .redirectOutput(world.dir.resolve('output').toFile())
                .start()
                .waitFor()
    }
}
