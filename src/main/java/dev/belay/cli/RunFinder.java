package dev.belay.cli;

import dev.belay.journal.RunFolder;
import dev.belay.journal.StateFolder;
import dev.belay.value.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds runs by id or prefix in the state of all sites of this machine; needs no script. */
final class RunFinder {

    private final Terminal terminal;
    private final RunOptions options;

    RunFinder(Terminal terminal, RunOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    /** A run, and the state of the site that it belongs to. */
    record Found(StateFolder state, RunFolder folder) {}

    /**
     * The run that the person named, or the only open one; of several of that name the only open one.
     *
     * @throws Failure where there is none or several
     */
    Found find() {
        List<Found> found = options.run.map(this::named).orElseGet(this::open);
        if (found.size() == 1) {
            return found.get(0);
        }
        List<Found> open = found.stream().filter(run -> run.folder().isOpen()).toList();
        if (open.size() == 1) {
            return open.get(0); // of all that a name may mean, the one that something can be done with
        }
        if (found.isEmpty()) {
            throw Failure.wrong(
                    options.run.map(id -> "there is no run '" + id + "'").orElse("there is no open run"),
                    "belay status lists the runs of this machine",
                    "--state DIR tells where a site's state is, where it is not in its usual place");
        }
        throw Failure.wrong(
                "several runs are meant: "
                        + String.join(
                                ", ",
                                found.stream().map(run -> run.folder().id()).toList()),
                "name one, by its whole id; --site NAME tells sites apart");
    }

    /** All runs, those of one site together, the newest first. */
    List<Found> all() {
        return sites().stream()
                .flatMap(site -> site.runs().stream().map(run -> new Found(site, run)))
                .filter(found -> options.site
                        .map(name -> found.folder().plan().site().name().equals(name))
                        .orElse(true))
                .toList();
    }

    private List<Found> named(String id) {
        List<Found> runs = all();
        List<Found> whole =
                runs.stream().filter(run -> run.folder().id().equals(id)).toList();
        return whole.isEmpty()
                ? runs.stream()
                        .filter(run -> run.folder().id().startsWith(id)
                                || run.folder().id().endsWith("-" + id))
                        .toList()
                : whole;
    }

    private List<Found> open() {
        return sites().stream()
                .flatMap(site -> site.openRun().map(run -> new Found(site, run)).stream())
                .toList();
    }

    private List<StateFolder> sites() {
        if (options.state.isPresent()) {
            return List.of(StateFolder.at(terminal.path(options.state.get())));
        }
        return roots(terminal).stream()
                .flatMap(root -> folders(root).stream())
                .map(StateFolder::at)
                .toList();
    }

    /** The folders in which the state of sites is kept, one folder for each site. */
    private static List<Path> roots(Terminal terminal) {
        Path own = terminal.variable("XDG_STATE_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(terminal.variable("HOME").orElse("/")).resolve(".local/state"));
        return List.of(StateFolder.system(terminal.environment()), own.resolve("belay"));
    }

    private static List<Path> folders(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What commands must say to find runs of this state: nothing where it is in its usual place. */
    static String options(StateFolder state, Optional<String> named, Terminal terminal) {
        boolean usual = roots(terminal).stream()
                .anyMatch(root -> root.equals(state.path().getParent()));
        return usual && named.isEmpty() ? "" : " --state " + state.path();
    }
}
