package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.HostReader;
import java.util.Optional;

/**
 * Where a branch stands, here and as far as it was fetched from its remote.
 *
 * @param name without {@code refs/heads/}
 * @param remote the name of the remote
 */
record Branch(Repository repository, String name, String remote) implements Fact<Branch.Tip> {

    /**
     * The end of a branch.
     *
     * @param commit the newer one of the two; empty where there is no such branch
     * @param here true where the branch exists in this repository
     * @param parted true where both have commits that the other lacks
     */
    record Tip(Optional<String> commit, boolean here, boolean parted) {}

    @Override
    public Tip read(Probe world) {
        Optional<String> here = world.read(new Named(repository, "refs/heads/" + name));
        Optional<String> there = world.read(new Named(repository, fetched()));
        if (here.isEmpty() || there.isEmpty()) {
            return new Tip(here.or(() -> there), here.isPresent(), false);
        }
        if (isAncestor(world.host(), here.get(), there.get())) {
            return new Tip(there, true, false);
        }
        return new Tip(here, true, !isAncestor(world.host(), there.get(), here.get()));
    }

    /** The name under which git keeps what it fetched of it. */
    String fetched() {
        return "refs/remotes/" + remote + "/" + name;
    }

    private boolean isAncestor(HostReader host, String older, String newer) {
        return repository.ask(host, "merge-base", "--is-ancestor", older, newer).ok();
    }

    @Override
    public Target target() {
        return repository.objects();
    }

    @Override
    public String subject() {
        return name;
    }

    @Override
    public String show(Tip tip) {
        return tip.commit().map(Head::brief).orElse("") + (tip.parted() ? ", parted from " + remote : "");
    }
}
