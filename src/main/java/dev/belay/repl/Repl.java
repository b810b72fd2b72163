package dev.belay.repl;

import dev.belay.journal.SiteLock;
import dev.belay.plan.Plan;
import dev.belay.repl.command.Command;
import dev.belay.repl.command.Commands;
import dev.belay.repl.session.Session;
import dev.belay.repl.session.Writing;
import dev.belay.repl.terminal.Console;
import dev.belay.repl.terminal.Prompt;
import dev.belay.report.Page;
import dev.belay.script.Diagnostics;
import dev.belay.value.DurationText;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads lines and does what they say, until the person leaves; out of a pipe, until the first that fails. */
public final class Repl {

    private final Session session;
    private final Console console;

    /** Over a session, at a console. */
    public Repl(Session session, Console console) {
        this.session = session;
        this.console = console;
    }

    /**
     * The whole sitting.
     *
     * @return {@link Exit#DONE}; out of a pipe how the first line failed that did
     */
    public Exit run() {
        greet();
        while (true) {
            Prompt prompt = prompt();
            Optional<String> line = console.read(prompt);
            if (line.isEmpty()) {
                return leave(prompt);
            }
            if (line.get().isBlank()) {
                continue;
            }
            session.transcript().typed(prompt.line(), session.workshop().mask(line.get()));
            boolean leaves = false;
            Exit exit;
            try {
                if (line.get().strip().startsWith(":")) {
                    Commands.Line command = Commands.parse(line.get());
                    exit = command.command().run(session, command.argument());
                    leaves = command.command().leaves();
                    next(command.command(), exit);
                } else {
                    exit = new Writing(session).statement(line.get());
                }
            } catch (Failure failure) {
                exit = told(failure.exit(), failure.message(), failure.remedies());
            } catch (Diagnostics mistakes) {
                exit = told(mistakes.exit(), mistakes.render(), List.of());
            } catch (Unseen unseen) {
                exit = told(Exit.FAILED, unseen.message(), List.of());
            }
            if (leaves || session.workshop().gone()) {
                return Exit.DONE;
            }
            if (exit != Exit.DONE && !console.interactive()) {
                return exit;
            }
        }
    }

    private void greet() {
        Plan plan = session.plan();
        if (session.typed()) {
            session.say("an empty plan on " + plan.site().name()
                    + ": what you type is foreseen, shown, asked for and done");
        } else {
            Commands.find("plan").orElseThrow().run(session, "");
        }
        session.say(":help lists the commands, Ctrl-D leaves");
        quietly(session::showNext);
    }

    /** What the next step would change stands before each prompt behind which it is done. */
    private void next(Command command, Exit exit) {
        boolean walks = switch (command.usage().name()) {
            case "step", "next", "continue", "until", "retry", "skip", "back" -> true;
            default -> false;
        };
        if (walks && exit == Exit.DONE && !session.over()) {
            quietly(session::showNext);
        }
    }

    /** What cannot be looked at is told when it is done. */
    private void quietly(Runnable look) {
        try {
            look.run();
        } catch (Failure | Unseen unseen) {
            session.say("? " + unseen.getMessage());
        }
    }

    private Exit leave(Prompt prompt) {
        session.transcript().typed(prompt.line(), ":quit");
        Commands.find("quit").orElseThrow().run(session, "");
        return Exit.DONE;
    }

    private Exit told(Exit exit, String message, List<String> remedies) {
        StringBuilder text = new StringBuilder();
        message.lines().forEach(line -> text.append(Page.printable(line)).append('\n'));
        remedies.forEach(
                remedy -> text.append("  -> ").append(Page.printable(remedy)).append('\n'));
        session.say(text.toString());
        return exit;
    }

    private Prompt prompt() {
        Plan plan = session.plan();
        int all = session.steps().size();
        String at = session.next()
                .filter(step -> !session.over())
                .map(step -> session.number(step.step()) + "/" + all)
                .orElse(session.typed() && !session.over() ? String.valueOf(all + 1) : "end");
        String text =
                plan.application() + " " + plan.to() + " on " + plan.site().name() + " " + at;
        return new Prompt(text, plan.site().production(), status());
    }

    /** {@code live, run shop-7f3a failed, 12 min}. */
    private String status() {
        String run = session.state()
                .map(state -> "live, run " + state.run() + " " + state.word())
                .orElse("nothing begun yet");
        String lock = SiteLock.holder(session.workshop().state())
                .filter(holder -> !holder.isThisProcess())
                .map(holder -> ", locked by " + holder.by())
                .orElse("");
        return run + ", " + DurationText.about(Duration.between(session.begun(), Instant.now())) + lock;
    }
}
