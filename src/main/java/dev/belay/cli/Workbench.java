package dev.belay.cli;

import dev.belay.catalog.Catalog;
import dev.belay.engine.Ended;
import dev.belay.engine.Engine;
import dev.belay.engine.Listener;
import dev.belay.engine.Person;
import dev.belay.host.Host;
import dev.belay.host.OperatorShell;
import dev.belay.journal.RunFolder;
import dev.belay.journal.StateFolder;
import dev.belay.plan.Plan;
import dev.belay.repl.session.Workshop;
import dev.belay.repl.terminal.Console;
import dev.belay.repl.terminal.LineConsole;
import dev.belay.report.Page;
import dev.belay.script.OpenScript;
import dev.belay.script.Scripts;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a session at the prompt works with: the parts of the command line, and a person who is asked at the prompt. */
final class Workbench implements Workshop {

    private final Parts parts;
    private final ScriptOptions options;
    private final OutputOptions output;
    private final ConsentOptions consent;
    private Console console;
    private volatile boolean gone;
    private final Optional<Path> site;
    private Optional<Plan> plan = Optional.empty();

    Workbench(Parts parts, ScriptOptions options, OutputOptions output, ConsentOptions consent, Optional<Path> site) {
        this.parts = parts;
        this.options = options;
        this.output = output;
        this.consent = consent;
        this.site = site;
        this.console = new LineConsole(Optional::empty, parts.terminal().out(), false);
    }

    /** From now on the person is asked here; before, nobody is. */
    void at(Console prompt) {
        console = prompt;
    }

    /** The person at the prompt. */
    private final class AtPrompt implements Person {

        @Override
        public String name() {
            return parts.name();
        }

        @Override
        public Optional<String> ask(String question) {
            return console.ask(question + " ");
        }

        @Override
        public Optional<String> askSecret(String question) {
            return console.askSecret(question + " ");
        }
    }

    @Override
    public Catalog catalog() {
        return parts.drivers().catalog();
    }

    @Override
    public OpenScript read(List<Scripts.Stop> stops) {
        OpenScript read = parts.open(stops, site, options.set);
        OpenScript asking = options.askApplication ? read.askingApplication() : read;
        plan = plan.or(() -> Optional.of(asking.plan()));
        return asking;
    }

    @Override
    public Engine engine() {
        return parts.engine(state(), new AtPrompt());
    }

    @Override
    public StateFolder state() {
        return parts.state(options.state, read().site());
    }

    private Plan read() {
        return plan.orElseThrow(() -> new IllegalStateException("no script was read yet"));
    }

    @Override
    public Ended watch(Engine engine, Consumer<String> tell, Function<Listener, Ended> work) {
        Screen screen = new Screen(parts.terminal().out(), console.draws());
        Ended ended;
        Optional<Exit> received;
        try (Signals signals = Signals.whileRunning(engine.stop(), parts.terminal(), screen::line, () -> gone = true)) {
            try (Progress progress = new Progress(screen, page(), output.detail(), tell)) {
                ended = work.apply(progress);
            }
            received = signals.exit();
        }
        return ended.exit() == Exit.INTERRUPTED ? new Ended(received.orElse(Exit.INTERRUPTED), ended.state()) : ended;
    }

    @Override
    public boolean gone() {
        return gone || (console.interactive() && parts.terminal().out().checkError());
    }

    @Override
    public Page page() {
        return parts.terminal().page(output.noColour);
    }

    @Override
    public void print(String text) {
        parts.terminal().out().print(text);
        parts.terminal().out().flush();
    }

    @Override
    public Optional<String> ask(String question) {
        return consent.input.none ? Optional.empty() : console.ask(question);
    }

    @Override
    public Optional<String> edit(String question, String text) {
        return console.edit(question, text);
    }

    @Override
    public boolean agreed() {
        return consent.yes;
    }

    @Override
    public Optional<String> confirmed() {
        return consent.confirm;
    }

    @Override
    public String mask(String text) {
        return plan.map(each -> host(each).mask(text)).orElse(text);
    }

    private Host host(Plan of) {
        return parts.host(of.secrets(), new AtPrompt());
    }

    @Override
    public String output(RunFolder run, String step) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new StepOutput(run, step).print(host(run.plan()), new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String file(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw Failure.wrong("cannot read " + name + ": " + Reason.of(e));
        }
    }

    @Override
    public void write(String name, String text, boolean replace) {
        try {
            if (replace) {
                Files.writeString(path(name), text);
            } else {
                Files.writeString(path(name), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
        } catch (java.nio.file.FileAlreadyExistsException there) {
            throw Failure.wrong("there is a file " + name + " already", ":save! FILE replaces it");
        } catch (IOException e) {
            throw new Failure(Exit.WRONG, "cannot write " + name + ": " + Reason.of(e), e);
        }
    }

    @Override
    public int shell(Optional<String> command) {
        return OperatorShell.run(command, parts.terminal().environment());
    }

    @Override
    public String options() {
        return RunFinder.options(state(), options.state, parts.terminal());
    }

    /** Where Belay is installed; empty where it runs from its source. */
    Optional<Path> home() {
        return parts.home();
    }

    /** The names of things on this machine, for completion; waits for none. */
    LiveNames liveNames() {
        return new LiveNames(host(read()), parts.terminal());
    }

    private Path path(String name) {
        return parts.terminal().path(name);
    }
}
