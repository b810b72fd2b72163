package dev.belay.drivers.source;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.drivers.source.Head.Place;
import dev.belay.drivers.source.Wanted.Goal;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import dev.belay.value.Unseen;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code checkout 'path', tag: '4.4.0'}: brings a work tree of git to a tag, a branch or a commit.
 *
 * @param wanted where to
 * @param fetch the remote to fetch from where that is needed; empty for none
 * @param force whether local changes are laid aside instead of refused
 * @param changes where local changes were laid aside that are put back; for undos
 * @param moved the files that were moved aside and are put back; for undos
 * @param context for fetching
 * @param timeout for each command
 */
record Checkout(
        Repository repository,
        Wanted wanted,
        Optional<String> fetch,
        boolean force,
        Optional<LaidAside> changes,
        Optional<MovedAside> moved,
        Context context,
        Optional<Duration> timeout)
        implements Action {

    private static final String REMOTE = "origin";

    static List<Operation> operations() {
        Form tag = form("tag", "the tag to check out").form();
        Form branch = form("branch", "the branch to check out; it moves forward to what was fetched of it")
                .form();
        Form commit = form("commit", "the commit to check out: its hash, or the first digits of it")
                .option(
                        Option.of("attach", Type.TEXT, "the branch that is set to the commit; for undos"),
                        Option.of("changes", Type.TEXT, "where local changes lie that are put back; for undos"),
                        Option.of(
                                "aside",
                                Type.TEXT,
                                "the ending of the names of files that were moved aside and are put back; for undos"))
                .form();
        return List.of(
                new Operation(tag, a -> of(a, new Wanted.Tag(a.text("tag")))),
                new Operation(
                        branch,
                        a -> of(
                                a,
                                new Wanted.OfBranch(a.text("branch"), remote(a).orElse(REMOTE)))),
                new Operation(commit, a -> of(a, new Wanted.Commit(a.text("commit"), a.optionalText("attach")))));
    }

    private static Form.Builder form(String variant, String doc) {
        return Form.of("checkout", Subject.of(Type.PATH, "the work tree"), variant, Type.TEXT, doc)
                .option(
                        Option.of(
                                "fetch",
                                new Type.AnyOf(List.of(Type.BOOL, Type.TEXT)),
                                "true, or the name of a remote: fetches what is not here yet"),
                        Option.of(
                                "force",
                                Type.BOOL,
                                "lays local changes and files that are in the way aside instead of refusing them; an undo puts them"
                                        + " back"),
                        Options.TIMEOUT)
                .options(Options.CONTEXT)
                .worst(Effect.REVERSIBLE)
                .doc("Brings a work tree of git to a " + variant
                        + ", its submodules too. Refuses local changes. An undo goes"
                        + " back to the commit and branch of before.")
                .example("checkout 'package/nextgisweb', " + variant + ": '"
                        + (variant.equals("commit") ? "a1b2c3d" : variant.equals("tag") ? "4.4.0" : "stable") + "'");
    }

    private static Checkout of(Arguments arguments, Wanted wanted) {
        return new Checkout(
                Repository.of(arguments, Form.SUBJECT),
                wanted,
                remote(arguments),
                arguments.flag("force"),
                arguments.optionalText("changes").map(LaidAside::new),
                arguments
                        .optionalText("aside")
                        .map(ending -> new MovedAside(Repository.of(arguments, Form.SUBJECT), ending)),
                arguments.context(),
                arguments.optionalDuration("timeout"));
    }

    private static Optional<String> remote(Arguments arguments) {
        return arguments
                .find("fetch")
                .flatMap(value -> value instanceof Value.Bool bool
                        ? Optional.of(REMOTE).filter(origin -> bool.truth())
                        : Optional.of(Arguments.text(value)));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.CLEAN_FIRST);
        Place place = forecast.now(head());
        LaidAside aside = LaidAside.of(forecast.run(), place.commit());
        List<String> changed = forecast.now(new LocalChanges(repository));
        forecast.back(back(forecast.run(), place, changed.isEmpty() ? Optional.empty() : Optional.of(aside)));
        IndexLock lock = new IndexLock(repository);
        if (!force && forecast.foreseen(lock) && forecast.now(lock)) {
            forecast.unmet(locked());
        }
        if (!force && !changed.isEmpty()) {
            forecast.unmet(dirty(changed));
        }
        Optional<Goal> goal = wanted.goal(repository, forecast::now);
        if (fetch.isPresent() && (goal.isEmpty() || wanted.moves())) {
            foreseeFetched(forecast, fetch.get());
            forecast.disturbs(repository.files());
            forecast.disturbs(repository.objects());
        } else if (goal.isEmpty()) {
            forecast.unmet(absent(forecast.now(new Tags(repository))));
        } else {
            foresee(forecast, place, goal.get(), changed);
        }
    }

    /** What is not here yet may be looked for at the remote; what it brings along is known once it was fetched. */
    private void foreseeFetched(Forecast forecast, String remote) {
        List<String> remotes = forecast.now(new Remotes(repository));
        if (!remotes.contains(remote)) {
            forecast.unmet(repository.path() + " has no remote '" + remote + "'" + Suggestion.among(remote, remotes));
            return;
        }
        forecast.remark("what the " + wanted + " brings along is known once it was fetched from " + remote);
        if (wanted.ref().isEmpty()) {
            return;
        }
        String ref = wanted.ref().get();
        try {
            Optional<String> there = forecast.now(new AtRemote(repository, remote, ref));
            if (there.isEmpty()) {
                forecast.unmet(remote + " of " + repository.path() + " has no " + wanted
                        + nearest(forecast.now(new Tags(repository))));
            } else if (wanted.moves()) {
                forecast.remark(wanted + " is at " + Head.brief(there.get()) + " there now");
            } else {
                forecast.becomes(new Named(repository, ref), there);
            }
        } catch (Unseen silent) {
            forecast.remark("whether " + remote + " has the " + wanted + " is not known: " + silent.message());
        }
    }

    private void foresee(Forecast forecast, Place place, Goal goal, List<String> changed) {
        List<String> kept =
                changes.map(aside -> aside.files(repository, forecast::now)).orElse(List.of());
        if (goal.isAt(place)
                && changed.equals(kept)
                && forecast.now(new StaleSubmodules(repository)).isEmpty()
                && away(forecast::now).isEmpty()) {
            return;
        }
        InTheWay inTheWay = new InTheWay(repository, goal.commit());
        List<String> strays = forecast.foreseen(inTheWay) ? forecast.now(inTheWay) : List.of();
        if (!strays.isEmpty() && !force) {
            forecast.unmet(inTheWay(strays));
        }
        if (!changed.isEmpty() && force) {
            forecast.remark("local changes are laid aside: " + LocalChanges.named(changed));
        }
        StaleSubmodules submodules = new StaleSubmodules(repository);
        boolean stale =
                forecast.foreseen(submodules) && !forecast.now(submodules).isEmpty();
        forecast.disturbs(repository.files());
        forecast.becomes(
                head(), new Place(goal.commit(), goal.branch(), forecast.now(new TagOf(repository, goal.commit()))));
        forecast.becomes(new LocalChanges(repository), kept);
        moved.ifPresent(aside -> forecast.becomes(aside, List.of()));
        if (stale) {
            forecast.becomes(submodules, List.of());
        }
    }

    /** What is moved aside still and could be put back. */
    private List<String> away(Wanted.Eyes eyes) {
        return moved.map(eyes::now).orElse(List.of());
    }

    private Back back(String run, Place place, Optional<LaidAside> aside) {
        Map<String, Value> deed = new LinkedHashMap<>();
        deed.put(Form.SUBJECT, Value.of(repository.path()));
        deed.put("commit", Value.of(place.commit()));
        place.branch().ifPresent(branch -> deed.put("attach", Value.of(branch)));
        deed.put("force", Value.of(true));
        aside.ifPresent(kept -> deed.put("changes", Value.of(kept.ref())));
        if (force) {
            deed.put("aside", Value.of(MovedAside.of(repository, run).ending()));
        }
        repository.user().ifPresent(user -> deed.put("as", Value.of(user)));
        return Back.step("checkout commit", deed, "checkout " + repository.path() + " " + place);
    }

    @Override
    public List<Target> touches() {
        return List.of(repository.files(), repository.objects());
    }

    @Override
    public Result apply(Work work) {
        unlock(work);
        if (fetch.isPresent()
                && (wanted.moves() || wanted.goal(repository, work::read).isEmpty())) {
            new Moving(this, work).fetch(fetch.get());
        }
        Goal goal = wanted.goal(repository, work::read)
                .orElseThrow(() -> Failure.unmet(absent(work.read(new Tags(repository)))));
        Place place = work.read(head());
        List<String> changed = work.read(new LocalChanges(repository));
        List<String> kept =
                changes.map(aside -> aside.files(repository, work::read)).orElse(List.of());
        if (goal.isAt(place)
                && changed.equals(kept)
                && work.read(new StaleSubmodules(repository)).isEmpty()
                && away(work::read).isEmpty()) {
            return Result.none();
        }
        if (!changed.isEmpty() && !force) {
            throw Failure.failed(dirty(changed));
        }
        List<String> strays = work.read(new InTheWay(repository, goal.commit()));
        if (!strays.isEmpty() && !force) {
            throw Failure.failed(inTheWay(strays));
        }
        return new Moving(this, work).to(goal, place, changed, strays);
    }

    private void unlock(Work work) {
        IndexLock lock = new IndexLock(repository);
        if (work.read(lock)) {
            if (!force) {
                throw Failure.failed(locked());
            }
            new Moving(this, work).unlock();
        }
    }

    /**
     * A git that was killed leaves the old HEAD, a lock and many changed files; one that was not yet at the files leaves nothing
     * or a lock; one that was past them, the new HEAD.
     */
    @Override
    public Standing resolve(Resolving world) {
        Place place = world.read(head());
        String changed = new LocalChanges(repository).show(world.read(new LocalChanges(repository)));
        boolean locked = world.read(new IndexLock(repository));
        boolean stale = !world.read(new StaleSubmodules(repository)).isEmpty();
        List<String> kept =
                changes.map(aside -> aside.files(repository, world::read)).orElse(List.of());
        boolean there = wanted.goal(repository, world::read)
                .filter(goal -> goal.isAt(place))
                .isPresent();
        if (there
                && !locked
                && !stale
                && away(world::read).isEmpty()
                && changed.equals(new LocalChanges(repository).show(kept))) {
            return Standing.DONE;
        }
        boolean asBefore = was(world, head().toString(), place.toString())
                && was(world, new LocalChanges(repository).toString(), changed);
        return asBefore && !locked ? Standing.NOT_STARTED : Standing.PARTIAL;
    }

    private static boolean was(Resolving world, String fact, String value) {
        return world.intended().readings().stream()
                .anyMatch(reading ->
                        reading.fact().equals(fact) && reading.value().equals(value));
    }

    /**
     * Ends what a broken attempt began, going forward; a lock or changed files tell that it had begun. What lies in the files is
     * laid aside first, so that nothing is lost; where local changes were to be laid aside and are not yet, or are and still lie in
     * the files, it had not begun.
     */
    @Override
    public void clean(Work work) {
        boolean locked = work.read(new IndexLock(repository));
        new Moving(this, work).unlock();
        LaidAside aside = LaidAside.of(work.run(), work.read(head()).commit());
        boolean laidAside = aside.exists(repository, work::read);
        List<String> changed = work.read(new LocalChanges(repository));
        List<String> own = laidAside ? aside.files(repository, work::read) : List.of();
        Optional<Goal> goal = wanted.goal(repository, work::read);
        if (goal.isPresent() && (locked || !changed.equals(own)) && (!force || laidAside)) {
            new Moving(this, work).finish(goal.get(), changed);
        }
    }

    @Override
    public void accept(Work work) {
        LaidAside.drop(repository, work);
        if (force && work.host().read(repository.working(work.host())).exists(repository.path())) {
            new Moving(this, work).drop();
        }
    }

    private Head head() {
        return new Head(repository);
    }

    private String locked() {
        return repository.path()
                + " is locked: a git works in it, or one was killed; wait for it, or where none runs, remove"
                + " .git/index.lock";
    }

    private String dirty(List<String> changed) {
        return repository.path() + " has local changes: " + LocalChanges.named(changed)
                + "; commit or stash them, or lay them aside with force: true";
    }

    private String inTheWay(List<String> strays) {
        return repository.path() + " has files that nobody put under git's care and that the " + wanted
                + " would overwrite: " + LocalChanges.named(strays)
                + "; move them away, or have them laid aside with force: true";
    }

    private String absent(List<String> tags) {
        String fetched = fetch.isPresent()
                ? " even after fetching from " + fetch.get()
                : "; fetch: true fetches it from " + REMOTE;
        return repository.path() + " has no " + wanted + nearest(tags) + fetched;
    }

    private String nearest(List<String> tags) {
        return wanted instanceof Wanted.Tag tag
                ? Suggestion.closest(tag.name(), tags)
                        .map(other -> "; the nearest tag is '" + other + "'")
                        .orElse("")
                : "";
    }
}
