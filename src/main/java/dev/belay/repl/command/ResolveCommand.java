package dev.belay.repl.command;

import dev.belay.journal.Entry;
import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.Arrays;
import java.util.Locale;

/** Settles a doubt. */
final class ResolveCommand implements Command {

    private static final Usage USAGE = new Usage(
            "resolve",
            "R",
            "STEP done|redo|skip REASON",
            Usage.Takes.STEP,
            "settle a doubt",
            "done: it happened. redo: do it again. skip: leave it. The journal keeps the reason.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        String[] words = argument.split("\\s+", 3);
        if (words.length < 3) {
            throw Failure.wrong(usage().line() + ": a step, what to settle it as, and why", ":help resolve");
        }
        Entry.Settled decision = Arrays.stream(Entry.Settled.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(words[1]))
                .findFirst()
                .orElseThrow(() -> Failure.wrong("'" + words[1] + "' is none of done, redo, skip"));
        return new Walking(session).resolve(words[0], decision, words[2]);
    }
}
