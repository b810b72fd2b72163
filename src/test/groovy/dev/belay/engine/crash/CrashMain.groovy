package dev.belay.engine.crash

import dev.belay.engine.Choices
import dev.belay.engine.Ended
import dev.belay.engine.Listener
import dev.belay.journal.LocalStorage
import dev.belay.plan.PlanJson

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.locks.LockSupport

/** Runs, resumes or undoes in a process of its own, which kills itself at a place. Arguments: folder, what, number of the place. */
class CrashMain {

    static void main(String[] arguments) {
        def (dir, what, kill) = [Path.of(arguments[0]), arguments[1], arguments[2] as int]
        def world = new CrashWorld(dir, null)
        def boundaries = new Boundaries(kill)
        watchMigration(dir, boundaries)
        def storage = new KillingStorage(new LocalStorage(), boundaries)
        def engine = world.engine(storage, { host -> new KillingHost(host, boundaries) })
        Ended ended = switch (what) {
            case 'run' -> {
                def plan = PlanJson.read('plan', Files.readAllBytes(dir.resolve('plan.json')))
                yield engine.run(engine.preview(plan, Optional.empty()), Choices.standard(), Listener.none())
            }
            case 'resume' -> engine.resume(run(world), Choices.standard(), Listener.none())
            case 'undo' -> engine.undo(run(world), engine.previewUndo(run(world)), Listener.none())
        }
        boundaries.writeTo(dir.resolve('places'))
        System.exit(ended.exit().code())
    }

    private static String run(CrashWorld world) {
        world.states().newest().get().id()
    }

    /** The migration makes a file in the middle of its transaction. */
    private static void watchMigration(Path dir, Boundaries boundaries) {
        def watch = new Thread({
            def marker = dir.resolve('migrating')
            while (!Files.exists(marker)) {
                LockSupport.parkNanos(1_000_000)
            }
            boundaries.reach('in the middle of a migration')
        })
        watch.daemon = true
        watch.start()
    }
}
