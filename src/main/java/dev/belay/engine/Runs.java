package dev.belay.engine;

import dev.belay.database.Connections;
import dev.belay.driver.Drivers;
import dev.belay.host.Host;
import dev.belay.journal.Journal;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.SiteLock;
import dev.belay.journal.StateFolder;
import dev.belay.plan.Plan;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The runs of one site, and what opening one needs.
 *
 * @param drivers who does what
 * @param hosts the machine, with the secrets that a plan declares
 * @param states where the state of the site is kept
 * @param person who is asked
 * @param stop the operator's wish to stop
 */
record Runs(Drivers drivers, Function<Plan, Host> hosts, StateFolder states, Person person, Stop stop) {

    /** Does work under the site's lock, which the journal's readers see as held for this run and command. */
    Ended locked(String run, String command, Supplier<Ended> work) {
        SiteLock lock = SiteLock.take(states, person.name(), run, command);
        try {
            return work.get();
        } finally {
            lock.close();
        }
    }

    /** The machine of a plan. */
    Host host(Plan plan) {
        return hosts.apply(plan);
    }

    /** The commands that a dead Belay left running. */
    static Orphans orphans(OpenRun run) {
        return new Orphans(run.folder(), run.host());
    }

    /** Opens a run to change it: the journal is read, verified, and written to from now on. */
    OpenRun open(RunFolder folder, Plan plan, Host host, Listener listener) {
        Journal journal = folder.open();
        return open(folder, Optional.of(journal), plan, journal.state(), host, listener);
    }

    /** Opens a run to look at it; nothing is written. */
    OpenRun looking(RunFolder folder, RunState state, Host host) {
        return open(folder, Optional.empty(), state.plan(), state, host, Listener.none());
    }

    private OpenRun open(
            RunFolder folder, Optional<Journal> journal, Plan plan, RunState state, Host host, Listener listener) {
        World.Past past = OpenRun.past(state);
        Optional<String> before = folder.shown().installed();
        if (plan.installed().isPresent() || !plan.parts().isEmpty()) {
            past.remember(plan, before);
        }
        return new OpenRun(
                plan,
                folder,
                before,
                journal,
                host,
                new Connections(host),
                new Binder(drivers, plan),
                past,
                listener,
                person,
                stop);
    }
}
