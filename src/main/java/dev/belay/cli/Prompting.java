package dev.belay.cli;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Watching;
import dev.belay.repl.terminal.Console;
import dev.belay.repl.terminal.JlineConsole;
import dev.belay.repl.terminal.LineConsole;
import dev.belay.repl.terminal.Words;
import dev.belay.script.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Chooses where a session's lines come from: a terminal that can be drawn on, one that cannot, a pipe. */
final class Prompting {

    /** Set while the launcher finds out which classes a prompt needs; nobody sits there. */
    private static final String REHEARSAL = "BELAY_REHEARSAL";

    private final Terminal terminal;
    private final boolean interactive;
    private final Optional<CompletableFuture<Optional<org.jline.terminal.Terminal>>> opening;

    /** Begins to open the terminal, where there is one: that takes as long as reading a script. */
    Prompting(Terminal terminal, boolean noInput) {
        this.terminal = terminal;
        this.interactive = terminal.interactive() && !noInput;
        boolean draws = interactive
                && terminal.ofPerson()
                && terminal.variable("TERM")
                        .filter(type -> !type.equals("dumb"))
                        .isPresent();
        boolean rehearses = terminal.variable(REHEARSAL).isPresent();
        this.opening = draws || rehearses
                ? Optional.of(CompletableFuture.supplyAsync(() -> open(rehearses)))
                : Optional.empty();
    }

    private static Optional<org.jline.terminal.Terminal> open(boolean rehearses) {
        try {
            return Optional.of(rehearses ? JlineConsole.terminalOfNobody() : JlineConsole.terminalOfProcess());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The console of a session. */
    Console console(Session session, Workbench workbench) {
        return opening.flatMap(CompletableFuture::join)
                .<Console>map(opened -> drawn(opened, session, workbench))
                .orElseGet(() -> new LineConsole(terminal::line, terminal.out(), interactive));
    }

    private Console drawn(org.jline.terminal.Terminal opened, Session session, Workbench workbench) {
        LiveNames live = workbench.liveNames();
        return new JlineConsole(
                opened,
                () -> new Words(
                        workbench.catalog(),
                        session.plan(),
                        names(session),
                        asked -> live.of(asked, session.plan().resources())),
                grammar(workbench),
                history(session.plan().application()),
                line -> !workbench.mask(line).equals(line));
    }

    private static Collection<String> names(Session session) {
        try {
            return new Watching(session).names().keySet();
        } catch (Diagnostics e) {
            return List.of();
        }
    }

    /** The rules for colours, which editors have too. */
    private Optional<Path> grammar(Workbench workbench) {
        return workbench
                .home()
                .map(home -> home.resolve("grammar/belay.nanorc"))
                .filter(file -> terminal.page(false).colour() && Files.exists(file));
    }

    /** The file that keeps what was typed, one for each application; readable by its owner alone. Empty where there can be none. */
    private Optional<Path> history(String application) {
        try {
            Path folder = terminal.variable("XDG_STATE_HOME")
                    .map(Path::of)
                    .orElseGet(() -> Path.of(terminal.variable("HOME").orElse("/nonexistent"))
                            .resolve(".local/state"))
                    .resolve("belay-history");
            Files.createDirectories(folder);
            Path file = folder.resolve(application.replaceAll("[^A-Za-z0-9._-]", "_"));
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Optional.of(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
