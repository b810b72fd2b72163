package dev.belay.engine;

import dev.belay.host.Host;
import dev.belay.host.Host.Trace;
import dev.belay.journal.Entry;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The commands of a run that go on though the Belay that began them died. Who takes the site's lock looks for them before anything
 * else: nothing may be judged or changed beside them.
 *
 * @param folder of the run
 * @param host the machine that they run on
 */
record Orphans(RunFolder folder, Host host) {

    private record Orphan(Trace trace, Host.Running process) {}

    /** Waits until all have come to their end, and shows what they print. Asked to stop twice, it ends them. */
    void await(Listener listener, Stop stop) {
        for (Orphan orphan : all()) {
            listener.remark(sentence(orphan) + "; waiting for its end");
            Optional<Step> step = step(orphan).map(StepState::step);
            host.await(orphan.trace(), new Host.Watcher() {
                @Override
                public void line(String line) {
                    step.ifPresent(its -> listener.line(its, line));
                }

                @Override
                public boolean stopping() {
                    return stop.ending();
                }
            });
        }
    }

    /** Throws (4) where there is one. */
    void refuse() {
        List<Orphan> all = all();
        if (!all.isEmpty()) {
            long pid = all.get(0).process().pid();
            throw new Failure(
                    Exit.BLOCKED,
                    String.join("\n", all.stream().map(this::sentence).toList()),
                    "belay resume " + folder.id() + " waits for its end, and goes on",
                    "or end it yourself (kill -- -" + pid + "), and do this again");
        }
    }

    /** What to say of each. */
    List<String> sentences() {
        return all().stream().map(this::sentence).toList();
    }

    private List<Orphan> all() {
        return host.traces(folder.steps().toString()).stream()
                .flatMap(trace -> host
                        .find(trace)
                        .filter(Host.Running.class::isInstance)
                        .map(found -> new Orphan(trace, (Host.Running) found))
                        .stream())
                .toList();
    }

    private String sentence(Orphan orphan) {
        String step =
                step(orphan).map(state -> "of the step " + state.step().label()).orElse("of the run");
        return "a command " + step + " still runs (process " + orphan.process().pid() + ", since "
                + orphan.process().since().truncatedTo(ChronoUnit.SECONDS) + "), begun by " + beginner();
    }

    /** The one who worked on the run last. */
    private String beginner() {
        return folder.entries().stream()
                .flatMap(entry -> who(entry).stream())
                .reduce((earlier, later) -> later)
                .orElse("an earlier Belay");
    }

    private Optional<String> who(Entry entry) {
        if (entry instanceof Entry.Opened opened) {
            return Optional.of(who(opened.by(), opened.pid()));
        }
        return entry instanceof Entry.Resumed resumed
                ? Optional.of(who(resumed.by(), resumed.pid()))
                : Optional.empty();
    }

    private String who(String by, long pid) {
        return "belay run " + folder.id() + " of " + by + " (process " + pid + "), which is gone";
    }

    /** The step whose attempt began it; the attempt's token begins the folder's name. */
    private Optional<StepState> step(Orphan orphan) {
        String attempt = String.valueOf(Path.of(orphan.trace().folder()).getFileName());
        RunState state = folder.read();
        return folder.entries().stream()
                .filter(Entry.Intended.class::isInstance)
                .map(Entry.Intended.class::cast)
                .filter(intent -> attempt.startsWith(intent.token()))
                .reduce((earlier, later) -> later)
                .flatMap(intent -> state.step(intent.step()));
    }
}
