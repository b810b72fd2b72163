package dev.belay.journal;

import dev.belay.plan.OnFailure;
import dev.belay.plan.Preview;
import dev.belay.plan.PreviewJson;
import dev.belay.plan.Site;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.Suggestion;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the state of a site is kept, whoever runs: {@code /var/lib/belay/<site>/}, or what the site file says. Below it
 * {@code runs} with a folder for each run, named by the run's id, and the site's lock. Nothing is made until a run begins.
 *
 * @param path of the site's folder; absolute
 * @param storage the file system that it is on
 */
public record StateFolder(Path path, Storage storage) {

    /**
     * The folder of a site; only looks, makes nothing. Whether it can be written is asked when the site's lock is taken.
     *
     * @param environment the variables of the one who runs Belay
     * @throws Failure (2) where the site's name or its folder cannot be
     */
    public static StateFolder of(Site site, Map<String, String> environment) {
        return at(new StatePlace(system(environment), environment).of(site));
    }

    /** Where the state of all sites of this machine lies: {@code /var/lib/belay}, or what {@code BELAY_STATE} says. */
    public static Path system(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("BELAY_STATE", "/var/lib/belay"));
    }

    /** The state of a site at a given place of this machine. */
    public static StateFolder at(Path path) {
        return new StateFolder(path.toAbsolutePath().normalize(), new LocalStorage());
    }

    /**
     * An id for a new run that no run has: the application's name, shortened, and four hexadecimal digits. Who may not look into
     * the folder can still preview; {@link #create} refuses an id that is taken.
     */
    public String freshId(String application) {
        String letters = application.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name = letters.substring(0, Math.min(12, letters.length())).replaceAll("^-|-$", "");
        List<String> taken = visible();
        String id;
        do {
            int digits = ThreadLocalRandom.current().nextInt(0x10000);
            id = (name.isEmpty() ? "run" : name) + "-" + HexFormat.of().toHexDigits((short) digits);
        } while (taken.contains(id));
        return id;
    }

    /**
     * Begins a run: its folder with the preview that it began with, space in reserve, and a journal with its first record. All of
     * it is on the disk when this returns; after a crash in its middle there is no such run. The caller holds the site's lock.
     *
     * @param shown the preview as it is at the beginning; its run's id is of {@link #freshId}
     * @param by user@host
     * @param belay the version of Belay
     * @throws Failure where an open run is in the way (4), a run of this id exists (6), or the folder cannot be written
     */
    public RunFolder create(Preview shown, OnFailure onFailure, String by, String belay) {
        openRun().ifPresent(open -> {
            throw new Failure(
                    Exit.BLOCKED,
                    "the run " + open.id() + " is open",
                    "belay status " + open.id() + " tells how it stands, and what can be done");
        });
        String id = shown.run();
        if (names().contains(id)) {
            throw new Failure(
                    Exit.MOVED,
                    "this plan was run already, as " + id,
                    "belay log " + id + " tells what came of it",
                    "make a new preview to run it again");
        }
        int number = newest().map(newest -> newest.opened().number()).orElse(0) + 1;
        Entry.Opened first = new Entry.Opened(
                Instant.now(),
                number,
                id,
                shown.plan().digest().hex(),
                onFailure,
                by,
                ProcessHandle.current().pid(),
                belay);
        Path building = folder().resolve("." + id);
        try {
            prepare();
            removeLeftovers();
            return build(shown, first, building);
        } catch (IOException e) {
            throw unusable(building, e);
        }
    }

    private RunFolder build(Preview shown, Entry.Opened first, Path building) throws IOException {
        storage.createFolder(building);
        try {
            try (Storage.Appender preview = storage.create(building.resolve(RunFolder.PREVIEW))) {
                preview.append(PreviewJson.write(shown));
                preview.force();
            }
            Journal.create(storage, building, shown.plan(), first).close();
            storage.forceFolder(building);
        } catch (IOException | Failure e) {
            storage.delete(building);
            throw e;
        }
        Path path = folder().resolve(first.run());
        storage.rename(building, path);
        storage.forceFolder(folder());
        return new RunFolder(path, storage);
    }

    /** All runs, the newest first: by their number, never by a clock. */
    public List<RunFolder> runs() {
        return names().stream()
                .map(name -> new RunFolder(folder().resolve(name), storage))
                .sorted(Comparator.comparing((RunFolder run) -> run.opened().number())
                        .reversed())
                .toList();
    }

    /** The newest run. */
    public Optional<RunFolder> newest() {
        return runs().stream().findFirst();
    }

    /** The run that blocks the site; the newest, should there be several. */
    public Optional<RunFolder> openRun() {
        return runs().stream().filter(RunFolder::isOpen).findFirst();
    }

    /**
     * The run of this id, of an id that begins so, or whose digits are these.
     *
     * @throws Failure (2) where there is none or several
     */
    public RunFolder find(String id) {
        List<String> names = names();
        List<String> meant = names.contains(id)
                ? List.of(id)
                : names.stream()
                        .filter(name -> name.startsWith(id) || name.endsWith("-" + id))
                        .toList();
        if (meant.size() == 1 && !id.isEmpty()) {
            return new RunFolder(folder().resolve(meant.get(0)), storage);
        } else if (meant.isEmpty()) {
            throw Failure.wrong("there is no run '" + id + "' in " + path, suggestion(id, names));
        }
        throw Failure.wrong("'" + id + "' may be any of " + String.join(", ", meant), "say more of its id");
    }

    /** The folder with a folder for each run. */
    private Path folder() {
        return path.resolve("runs");
    }

    /** The ids of all runs. */
    private List<String> names() {
        try {
            return storage.exists(path) && storage.list(path).contains("runs")
                    ? storage.list(folder()).stream()
                            .filter(name -> !name.startsWith("."))
                            .sorted()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private List<String> visible() {
        try {
            return names();
        } catch (Failure hidden) {
            return List.of();
        }
    }

    /** Makes the folder where it is not there; it is on the disk when this returns. Two first runs may do so at once. */
    void prepare() throws IOException {
        storage.createParents(path);
        for (Path each : List.of(path, folder())) {
            if (!storage.exists(each)) {
                try {
                    storage.createFolder(each);
                } catch (FileAlreadyExistsException quicker) {
                    // another run that begins; which of the two goes on, the lock decides
                }
                storage.forceFolder(each.resolveSibling("."));
            }
        }
    }

    /** What a crash left that was no run yet. */
    private void removeLeftovers() throws IOException {
        for (String name : storage.list(folder())) {
            if (name.startsWith(".")) {
                storage.delete(folder().resolve(name));
            }
        }
    }

    private static String suggestion(String id, List<String> names) {
        return Suggestion.nearest(id, names)
                .map(name -> "did you mean " + name + "?")
                .orElse("belay status lists the runs");
    }

    /** A file of the state that cannot be used. */
    static Failure unusable(Path path, IOException cause) {
        return new Failure(
                Exit.UNMET,
                path + " cannot be used: " + Reason.of(cause),
                cause,
                "look at its disk and its permissions; run Belay as the user that owns it, root as a rule",
                "the site file can name another folder: site '...', state: '/path'");
    }
}
