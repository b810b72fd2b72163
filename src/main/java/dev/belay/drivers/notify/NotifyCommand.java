package dev.belay.drivers.notify;

import dev.belay.catalog.Options;
import dev.belay.catalog.Technology;
import dev.belay.driver.Arguments;
import dev.belay.driver.Notifier;
import dev.belay.driver.Shell;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.host.Context;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import java.time.Duration;
import java.util.Set;

/** {@code notify 'pager', command: 'page'}: a command reads the notice as JSON from its standard input. */
record NotifyCommand(String text, Context context, Set<Occasion> occasions, Duration timeout) implements Notifier {

    static final String TECHNOLOGY = "command";

    static Technology declared() {
        return Declared.by(
                TECHNOLOGY,
                Type.SHELL,
                Options.CONTEXT,
                "Tells of a run by a command, which reads the notice as JSON from its standard input: 'text', a line for people, and"
                        + " run, event, application, from, to, site, standing, step and message. That it fails, fails no run; the"
                        + " report says so.",
                "notify 'pager', command: '/usr/local/bin/page', at: ['failure'], as: 'ops'");
    }

    static NotifyCommand of(Resource resource) {
        Arguments declared = Declared.arguments(resource, declared());
        String text = declared.text(TECHNOLOGY);
        if (text.isBlank()) {
            throw Failure.wrong("notify '" + resource.name() + "': command: has nothing to run");
        }
        return new NotifyCommand(
                text, declared.context(), Declared.occasions(resource, declared), Declared.timeout(declared));
    }

    @Override
    public String way() {
        return "by " + text;
    }

    @Override
    public void tell(Work work, String notice) {
        work.must(Shell.command(text, context).input(SecretText.plain(notice)).timeout(timeout));
    }
}
