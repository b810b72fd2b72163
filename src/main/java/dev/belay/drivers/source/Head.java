package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which commit is checked out, and whether as a branch. */
record Head(Repository repository) implements Fact<Head.Place> {

    private static final int BRIEF = 7;

    /**
     * A place in the history.
     *
     * @param commit its full hash
     * @param branch that HEAD belongs to; empty where it is detached
     * @param tag the tag of this commit; the highest version where there are several
     */
    record Place(String commit, Optional<String> branch, Optional<String> tag) {

        @Override
        public String toString() {
            String name = tag.map(
                            version -> version + branch.map(b -> " on " + b).orElse(""))
                    .or(() -> branch)
                    .map(text -> text + " ")
                    .orElse("");
            return name + "(" + brief(commit) + ")";
        }
    }

    /** The first digits of a commit's hash. */
    static String brief(String commit) {
        return commit.substring(0, Math.min(BRIEF, commit.length()));
    }

    @Override
    public Place read(Probe world) {
        Output output =
                repository.ask(world.host(), "rev-parse", "--show-prefix", "HEAD", "--symbolic-full-name", "HEAD");
        List<String> lines = output.out().lines().toList();
        if (!output.ok() || lines.size() < 3) {
            throw Failure.unmet(repository.path() + " has no commit that is checked out");
        }
        if (!lines.get(0).isEmpty()) {
            throw Failure.unmet(
                    repository.path() + " is no git repository of its own, but a folder of one",
                    "name the repository's top folder");
        }
        Optional<String> branch = Optional.of(lines.get(2))
                .filter(name -> name.startsWith("refs/heads/"))
                .map(name -> name.substring("refs/heads/".length()));
        return place(world.host(), lines.get(1), branch);
    }

    /** The place of a commit. */
    Place place(HostReader host, String commit, Optional<String> branch) {
        List<String> tags =
                repository.answer(host, "tag", "--points-at", commit).lines().toList();
        return new Place(commit, branch, best(tags));
    }

    /** The tag that tells most of a commit: the highest version. */
    static Optional<String> best(List<String> tags) {
        Comparator<String> order = Comparator.comparing((String tag) -> Version.isVersion(tag))
                .thenComparing(tag -> new Version(tag))
                .thenComparing(Comparator.naturalOrder());
        return tags.stream().max(order);
    }

    @Override
    public Target target() {
        return repository.state();
    }

    @Override
    public String subject() {
        return repository.path();
    }
}
