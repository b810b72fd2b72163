package dev.belay.repl.command;

import dev.belay.journal.SiteLock;
import dev.belay.plan.Plan;
import dev.belay.repl.session.Session;
import dev.belay.value.Exit;

/** Tells of the site. */
final class SiteCommand implements Command {

    private static final Usage USAGE =
            new Usage("site", "i", "", Usage.Takes.NOTHING, "the site: what it is, and what is declared", "");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        Plan plan = session.plan();
        session.say("site " + plan.site().name() + (plan.site().production() ? " (production)" : ""));
        plan.resources()
                .forEach(each -> session.say("  " + each.kind() + " '" + each.name() + "', " + each.technology()));
        SiteLock.holder(session.workshop().state()).ifPresent(holder -> session.say("  locked by " + holder));
        session.say("  state in " + session.workshop().state().path());
        return Exit.DONE;
    }
}
