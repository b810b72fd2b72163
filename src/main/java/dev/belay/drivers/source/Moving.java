package dev.belay.drivers.source;

import dev.belay.driver.Result;
import dev.belay.driver.Work;
import dev.belay.drivers.source.Head.Place;
import dev.belay.drivers.source.Wanted.Goal;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.FileWriter;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The commands of a checkout, as they change a work tree. */
record Moving(Checkout checkout, Work work) {

    /** Fetches commits and tags from a remote. */
    void fetch(String remote) {
        work.must(git("fetch", "--tags", remote));
    }

    /**
     * Brings the work tree to the goal.
     *
     * @param changed local changes, which are laid aside
     * @param strays files without git's care that are in the way, which are renamed
     */
    Result to(Goal goal, Place place, List<String> changed, List<String> strays) {
        Repository repository = checkout.repository();
        Result result = Result.none();
        if (!changed.isEmpty()) {
            LaidAside.of(work.run(), place.commit()).lay(repository, work);
            result = result.remark("local changes were laid aside: " + LocalChanges.named(changed));
        }
        for (String stray : strays) {
            result = result.remark(rename(stray));
        }
        work.must(git(arguments(goal)));
        submodules();
        checkout.changes().ifPresent(aside -> aside.putBack(repository, work));
        List<String> back = checkout.moved().map(this::putBack).orElse(List.of());
        return back.isEmpty() ? result : result.remark("put back: " + LocalChanges.named(back));
    }

    private List<String> putBack(MovedAside aside) {
        FileWriter files = work.files(checkout.repository().working(work.host()));
        List<String> away = work.read(aside);
        away.forEach(moved -> files.rename(moved, aside.place(moved)));
        return away.stream().map(aside::place).toList();
    }

    /** Removes what the run moved aside. */
    void drop() {
        FileWriter files = work.files(checkout.repository().working(work.host()));
        MovedAside.of(checkout.repository(), work.run()).all(work).forEach(files::remove);
    }

    /** Ends what a killed checkout to this goal began. */
    void finish(Goal goal, List<String> changed) {
        if (!changed.isEmpty()) {
            new LaidAside("refs/belay/" + work.run() + "/" + Head.brief(goal.commit()) + "-broken")
                    .lay(checkout.repository(), work);
        }
        work.must(git("checkout", "--force", "--detach", goal.commit()));
    }

    /**
     * Removes the locks of a git that was killed.
     *
     * @throws Failure where one is at work
     */
    void unlock() {
        Repository repository = checkout.repository();
        Optional<Long> pid = IndexLock.atWork(repository, work.host());
        if (pid.isPresent()) {
            throw Failure.failed(
                    "git (process " + pid.get() + ") is at work in " + repository.path(),
                    "wait for its end, and resume");
        }
        FileWriter files = work.files(repository.working(work.host()));
        new IndexLock(repository).paths(work.host()).forEach(files::remove);
    }

    private List<String> arguments(Goal goal) {
        List<String> all = new ArrayList<>(List.of("checkout"));
        all.add(checkout.force() ? "--force" : "--no-overwrite-ignore");
        if (goal.branch().isEmpty()) {
            all.addAll(List.of("--detach", goal.commit()));
            return all;
        }
        all.addAll(List.of("-B", goal.branch().get()));
        if (goal.follows().isPresent()) {
            all.addAll(List.of("--track", goal.follows().get()));
        } else {
            all.add(goal.commit());
        }
        return all;
    }

    private String rename(String stray) {
        FileWriter files = work.files(checkout.repository().working(work.host()));
        String aside = MovedAside.of(checkout.repository(), work.run()).name(stray);
        files.rename(stray, aside);
        return stray + " was in the way, and is now " + aside;
    }

    private void submodules() {
        if (!work.read(new StaleSubmodules(checkout.repository())).isEmpty()) {
            List<String> update = new ArrayList<>(List.of("submodule", "update", "--init", "--recursive"));
            if (checkout.force()) {
                update.add("--force");
            }
            work.must(git(update));
        }
    }

    private Command git(String... arguments) {
        return git(Arrays.asList(arguments));
    }

    private Command git(List<String> arguments) {
        Context working = checkout.repository().working(work.host());
        Context context = new Context(
                working.user(),
                working.dir(),
                checkout.context().path(),
                checkout.context().env());
        Command command = checkout.repository()
                .command(work.host(), arguments.toArray(String[]::new))
                .in(context);
        return checkout.timeout().map(command::timeout).orElse(command);
    }
}
