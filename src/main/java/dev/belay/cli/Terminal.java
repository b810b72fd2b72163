package dev.belay.cli;

import dev.belay.report.Page;
import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a command is started in: streams, environment and folder, given from outside so that specifications can run commands in
 * their own process. Writing to a stream that was closed is no error: a run outlives its terminal.
 */
public final class Terminal {

    /** Why nothing is written any more where the reader of a pipe went away. */
    static final String NOBODY_READS = "Broken pipe";

    private static final int USUAL_WIDTH = 100;

    private final BufferedReader in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Path folder;
    private final boolean interactive;
    private final Optional<Console> console;
    private final Reason trouble;
    private final AtomicReference<Optional<CompletableFuture<Optional<String>>>> open =
            new AtomicReference<>(Optional.empty());

    /**
     * @param environment the variables of the one who runs Belay
     * @param folder against which relative paths are taken; absolute
     * @param interactive true where a person watches and can answer
     */
    public Terminal(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Path folder,
            boolean interactive) {
        this(in, out, err, environment, folder, interactive, Optional.empty(), new Reason());
    }

    private Terminal(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Path folder,
            boolean interactive,
            Optional<Console> console,
            Reason trouble) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.interactive = interactive;
        this.console = console;
        this.trouble = trouble;
    }

    /** Why the output could not be written, where it could not. */
    private static final class Reason {
        private volatile String why = NOBODY_READS;
    }

    /** What this process was started in. */
    static Terminal ofProcess() {
        System.setProperty("jdk.console", "java.base"); // newer Javas have a console without a terminal, too
        Optional<Console> console = Optional.ofNullable(System.console());
        Reason trouble = new Reason();
        return new Terminal(
                System.in,
                stream(FileDescriptor.out, trouble),
                stream(FileDescriptor.err),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                console.isPresent(),
                console,
                trouble);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Where results go in this process; why they could not be written is remembered. */
    private static PrintStream stream(FileDescriptor descriptor, Reason trouble) {
        OutputStream watched = new FileOutputStream(descriptor) {
            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                try {
                    super.write(bytes, offset, count);
                } catch (IOException e) {
                    trouble.why = String.valueOf(e.getMessage());
                    throw e;
                }
            }
        };
        return new PrintStream(watched, true, StandardCharsets.UTF_8);
    }

    /** Why something that went to {@link #out} could not be written; empty where all was. */
    Optional<String> trouble() {
        return out.checkError() ? Optional.of(trouble.why) : Optional.empty();
    }

    /** Where results go. */
    PrintStream out() {
        return out;
    }

    /** Where errors and questions go. */
    PrintStream err() {
        return err;
    }

    /** The variables of the one who runs Belay. */
    Map<String, String> environment() {
        return environment;
    }

    /** A variable that is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** A path as the person meant it who named it; as it was typed where it can stay so. */
    Path path(String named) {
        return folder.equals(Path.of("").toAbsolutePath())
                ? Path.of(named)
                : folder.resolve(named).normalize();
    }

    /** True where a person watches and can answer. */
    boolean interactive() {
        return interactive;
    }

    /** True where it is the terminal of this very process, which can be drawn on. */
    boolean ofPerson() {
        return console.isPresent();
    }

    /** The page that texts are laid out for. */
    Page page(boolean noColour) {
        int width = variable("COLUMNS")
                .filter(text -> text.matches("[1-9][0-9]{1,3}"))
                .map(Integer::parseInt)
                .orElse(USUAL_WIDTH);
        boolean colour = interactive
                && !noColour
                && variable("NO_COLOR").isEmpty()
                && !variable("TERM").filter("dumb"::equals).isPresent();
        return new Page(width, colour, ZoneId::systemDefault);
    }

    /** The next line of what is piped in; empty at its end. */
    Optional<String> line() {
        return read(() -> Optional.ofNullable(in.readLine()));
    }

    /** Asks for a line; empty where nobody answers. */
    Optional<String> ask(String question) {
        if (!interactive) {
            return Optional.empty();
        }
        err.print(question + " ");
        err.flush();
        return answer(() -> Optional.ofNullable(in.readLine()).map(String::strip));
    }

    /** Asks for a line that is not shown while it is typed; empty where nobody answers. */
    Optional<String> askSecret(String question) {
        return console.isEmpty()
                ? ask(question)
                : answer(() -> Optional.ofNullable(console.get().readPassword("%s ", question))
                        .map(String::new));
    }

    /** Nobody answers the question that is open now, if one is: it was interrupted. Any thread may call this. */
    void giveUp() {
        open.getAndSet(Optional.empty()).ifPresent(answer -> answer.complete(Optional.empty()));
    }

    /** Reads in a thread of its own, for nothing ends a read but the person; empty also where the terminal went away. */
    private Optional<String> answer(Callable<Optional<String>> reading) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        open.set(Optional.of(answer));
        Thread reader = new Thread(() -> answer.complete(read(reading)), "question");
        reader.setDaemon(true);
        reader.start();
        return answer.join();
    }

    private static Optional<String> read(Callable<Optional<String>> reading) {
        try {
            return reading.call();
        } catch (Exception | IOError gone) {
            return Optional.empty();
        }
    }
}
