package dev.belay.drivers.source;

import dev.belay.driver.Work;
import dev.belay.host.Command;
import dev.belay.host.HostReader;
import dev.belay.value.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Local changes that were laid aside: a commit as {@code git stash create} makes it, held by a reference of the run.
 *
 * @param ref such as {@code refs/belay/ngw-7f3a/a1b2c3d}
 */
record LaidAside(String ref) {

    private static final String HOME = "refs/belay/";

    LaidAside {
        if (!ref.matches("refs/belay/[A-Za-z0-9._/-]+") || ref.contains("..")) {
            throw Failure.wrong("changes: '" + ref + "' is not what a checkout laid aside");
        }
    }

    /** Where a run lays aside the changes to a commit. */
    static LaidAside of(String run, String commit) {
        return new LaidAside(HOME + run + "/" + Head.brief(commit));
    }

    /** True where something lies there. */
    boolean exists(Repository repository, Wanted.Eyes eyes) {
        return eyes.now(new Named(repository, ref)).isPresent();
    }

    /** The files that lie there; none where nothing does. */
    List<String> files(Repository repository, Wanted.Eyes eyes) {
        Optional<String> commit = eyes.now(new Named(repository, ref));
        return commit.map(hash -> eyes.now(new ChangedFiles(repository, hash))).orElse(List.of());
    }

    /** Lays aside what differs from HEAD. What lies there already stays, and this goes beside it. */
    void lay(Repository repository, Work work) {
        HostReader host = work.host();
        Command create = repository.command(
                host,
                "-c",
                "user.name=Belay",
                "-c",
                "user.email=belay@localhost",
                "stash",
                "create",
                "laid aside by Belay");
        String commit = work.must(create).out().strip();
        if (commit.isEmpty()) {
            return;
        }
        String free = exists(repository, work::read) ? ref + "-" + work.token() : ref;
        work.must(repository.command(host, "update-ref", free, commit));
        work.say("local changes are laid aside as " + free);
    }

    /** Puts them back into a clean work tree. */
    void putBack(Repository repository, Work work) {
        if (exists(repository, work::read)) {
            work.must(repository.command(work.host(), "stash", "apply", "--index", ref));
        }
    }

    /** Drops all that a run laid aside. */
    static void drop(Repository repository, Work work) {
        if (!work.host().read(repository.working(work.host())).exists(repository.path())) {
            return;
        }
        String refs = repository.answer(work.host(), "for-each-ref", "--format=%(refname)", HOME + work.run() + "/");
        refs.lines().forEach(ref -> work.must(repository.command(work.host(), "update-ref", "-d", ref)));
    }
}
