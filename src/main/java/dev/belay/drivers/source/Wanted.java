package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.value.Failure;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a checkout wants: a tag, a branch or a commit. */
sealed interface Wanted {

    /** The characters that git allows in names of branches and tags, about; no name begins with a dash. */
    Pattern NAME = Pattern.compile("(?!-)[^\\s~^:?*\\[\\\\\\p{Cntrl}]+");

    /** Where facts are read: as they are, or as they are foreseen. */
    interface Eyes {
        <T> T now(Fact<T> fact);
    }

    /**
     * Where a checkout leads.
     *
     * @param commit its full hash
     * @param branch that HEAD then belongs to; empty where it is detached
     * @param follows what a branch that does not exist here yet follows
     */
    record Goal(String commit, Optional<String> branch, Optional<String> follows) {

        /** True where this place is reached. */
        boolean isAt(Head.Place place) {
            return place.commit().equals(commit) && place.branch().equals(branch);
        }
    }

    /** Where it leads; empty where the repository does not have it. */
    Optional<Goal> goal(Repository repository, Eyes eyes);

    /** Its full name in a repository, where it has one. */
    default Optional<String> ref() {
        return Optional.empty();
    }

    /** True where only the remote knows where it leads. */
    default boolean moves() {
        return false;
    }

    /** A tag. */
    record Tag(String name) implements Wanted {
        public Tag {
            named(name);
        }

        @Override
        public Optional<String> ref() {
            return Optional.of("refs/tags/" + name);
        }

        @Override
        public Optional<Goal> goal(Repository repository, Eyes eyes) {
            return eyes.now(new Named(repository, "refs/tags/" + name))
                    .map(commit -> new Goal(commit, Optional.empty(), Optional.empty()));
        }

        @Override
        public String toString() {
            return "tag '" + name + "'";
        }
    }

    /** The end of a branch. */
    record OfBranch(String name, String remote) implements Wanted {
        public OfBranch {
            named(name);
            named(remote);
        }

        @Override
        public Optional<Goal> goal(Repository repository, Eyes eyes) {
            Branch branch = new Branch(repository, name, remote);
            Branch.Tip tip = eyes.now(branch);
            if (tip.parted()) {
                throw Failure.unmet(
                        "the branch '" + name + "' of " + repository.path() + " has commits that " + remote
                                + " lacks, and the other way round",
                        "bring the two together first");
            }
            Optional<String> follows = tip.here() ? Optional.empty() : Optional.of(branch.fetched());
            return tip.commit().map(commit -> new Goal(commit, Optional.of(name), follows));
        }

        @Override
        public Optional<String> ref() {
            return Optional.of("refs/heads/" + name);
        }

        @Override
        public boolean moves() {
            return true;
        }

        @Override
        public String toString() {
            return "branch '" + name + "'";
        }
    }

    /**
     * A commit.
     *
     * @param hash at least its first four digits
     * @param branch that is set to it and that HEAD then belongs to
     */
    record Commit(String hash, Optional<String> branch) implements Wanted {
        public Commit {
            if (!hash.matches("[0-9a-fA-F]{4,64}")) {
                throw Failure.wrong("'" + hash + "' is not the hash of a commit: 4 to 64 hexadecimal digits");
            }
            branch.ifPresent(Wanted::named);
        }

        @Override
        public Optional<Goal> goal(Repository repository, Eyes eyes) {
            return eyes.now(new Named(repository, hash)).map(commit -> new Goal(commit, branch, Optional.empty()));
        }

        @Override
        public String toString() {
            return "commit '" + hash + "'";
        }
    }

    private static void named(String name) {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            throw Failure.wrong("'" + name + "' cannot be the name of a tag, a branch or a remote");
        }
    }
}
