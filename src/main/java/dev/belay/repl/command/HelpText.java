package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.report.VerbText;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.util.Locale;

/** The help of the prompt. */
public final class HelpText {

    private HelpText() {}

    /** All commands, a line each, and what else a line can be. */
    public static String all() {
        StringBuilder out = new StringBuilder();
        for (Commands.Group group : Commands.groups()) {
            out.append(group.title()).append('\n');
            for (Command command : group.commands()) {
                Usage usage = command.usage();
                String line = usage.line();
                out.append(String.format(
                        Locale.ROOT, "  %-3s %-16s %s%n", ":" + usage.brief(), fit(line), usage.summary()));
            }
        }
        return out.append("Anything else is a line of the language: foreseen, shown, asked for, done.\n")
                .append("  :help WORD tells all about a command or a verb\n")
                .toString();
    }

    private static String fit(String line) {
        return line.length() <= 16 ? line : line.substring(0, line.indexOf(' '));
    }

    /** All about a command, or a word of the language. */
    static String about(Session session, String word) {
        String name = word.startsWith(":") ? word.substring(1) : word;
        boolean verb =
                !word.startsWith(":") && session.workshop().catalog().verbs().contains(name);
        if (!verb && Commands.find(name).isPresent()) {
            return about(Commands.find(name).get().usage());
        }
        VerbText text =
                new VerbText(session.workshop().catalog(), session.workshop().page());
        if (!text.words().contains(name)) {
            throw Failure.wrong(
                    "there is no command and no word '" + name + "'" + Suggestion.didYouMean(name, text.words()),
                    ":help lists the commands, belay verbs the words");
        }
        return text.one(name);
    }

    /** All about a command. */
    static String about(Usage usage) {
        return usage.line() + "   or :" + usage.brief() + "\n  " + usage.summary()
                + (usage.more().isEmpty() ? "" : ".\n  " + usage.more()) + "\n";
    }

    /** The reference of all commands in Markdown, as the manual has it. */
    public static String markdown() {
        StringBuilder out = new StringBuilder();
        for (Commands.Group group : Commands.groups()) {
            out.append("\n### ").append(group.title()).append("\n\n");
            for (Command command : group.commands()) {
                Usage usage = command.usage();
                out.append("* `")
                        .append(usage.line())
                        .append("`, `:")
                        .append(usage.brief())
                        .append("`: ")
                        .append(usage.summary())
                        .append('.')
                        .append(usage.more().isEmpty() ? "" : " " + usage.more())
                        .append('\n');
            }
        }
        return out.toString();
    }
}
