package dev.belay.host;

import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import dev.belay.value.Unseen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine that Belay runs on: Linux with /proc, a POSIX shell and util-linux. May be used by several threads. Another user's
 * commands go through {@code runuser} for root, else through {@code sudo -n}; that user's files through small commands.
 */
public final class LocalHost implements Host {

    private static final Duration READING = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int MOST_ASKED = 4_000_000;

    private final Secrets secrets;
    private final Map<String, String> environment;
    private final Accounts accounts;
    private final Launch launch;
    private final Asking asking;
    private final Wrapper wrapper;

    /** This machine with the environment that Belay was started in. */
    public LocalHost(Secrets secrets) {
        this(secrets, System.getenv(), GRACE);
    }

    /**
     * This machine under other circumstances, for tests.
     *
     * @param environment in place of the variables that Belay was started with
     * @param grace between SIGTERM and SIGKILL
     */
    public LocalHost(Secrets secrets, Map<String, String> environment, Duration grace) {
        this(secrets, environment, grace, Accounts.here());
    }

    LocalHost(Secrets secrets, Map<String, String> environment, Duration grace, Accounts accounts) {
        this.secrets = secrets;
        this.accounts = accounts;
        this.environment = Map.copyOf(environment);
        this.launch = new Launch(accounts, this.environment, secrets);
        this.asking = new Asking(launch);
        this.wrapper = new Wrapper(launch, asking, secrets, grace);
    }

    @Override
    public String name() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }

    @Override
    public String user() {
        return accounts.own().name();
    }

    @Override
    public boolean hasUser(String account) {
        return accounts.named(account).isPresent();
    }

    @Override
    public List<String> mounts() {
        return read(Context.own()).text(Mounts.FILE).map(Mounts::of).orElse(List.of());
    }

    @Override
    public Output ask(Command command) {
        try {
            byte[] input = command.input().map(this::reveal).orElse("").getBytes(StandardCharsets.UTF_8);
            Duration timeout = command.timeout().orElse(READING);
            Asking.Answer answer = asking.ask(launch.reading(command), input, timeout, MOST_ASKED);
            if (answer.timedOut()) {
                throw new Unseen(
                        "no answer from " + mask(command.toString()) + " within " + timeout.toSeconds() + " s");
            }
            Launch.refusal(answer.exit(), answer.errText()).ifPresent(why -> {
                throw new Unseen("cannot ask " + mask(command.toString()) + ": " + mask(why));
            });
            return new Output(answer.exit(), mask(answer.outText()), mask(answer.errText()));
        } catch (IOException e) {
            throw new Unseen("cannot ask " + mask(command.toString()) + ": " + Reason.of(e), e);
        } catch (Failure e) {
            throw new Unseen(mask(e.message()), e);
        }
    }

    @Override
    public Optional<String> which(String program, Context context) {
        return launch.own(context)
                ? launch.which(program, context)
                : new OthersReader(asking, launch, context).which(program);
    }

    @Override
    public FileReader read(Context context) {
        return launch.own(context)
                ? new OwnReader(context, launch.asRoot(context))
                : new OthersReader(asking, launch, context);
    }

    @Override
    public FileWriter files(Context context) {
        return launch.own(context)
                ? new OwnFiles(context, launch.asRoot(context), this::reveal)
                : new OthersFiles(asking, launch, context, this::reveal);
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Optional<ProcessInfo> process(long pid) {
        return ProcessEntry.of(pid)
                .map(entry -> new ProcessInfo(entry.pid(), entry.started(), mask(entry.commandLine())));
    }

    @Override
    public List<ProcessInfo> listeners(int port) {
        return Listeners.at(port).stream().flatMap(pid -> process(pid).stream()).toList();
    }

    @Override
    public boolean descends(long pid, long from) {
        Optional<ProcessEntry> process = ProcessEntry.of(pid);
        while (process.isPresent()) {
            if (process.get().pid() == from || process.get().session() == from) {
                return true;
            }
            process = ProcessEntry.of(process.get().parent());
        }
        return false;
    }

    @Override
    public HttpAnswer http(URI address, Map<String, String> headers, Duration timeout) {
        try {
            HttpAnswer answer = HttpRequest.get(address, headers, timeout);
            return new HttpAnswer(answer.status(), mask(answer.body()));
        } catch (IOException e) {
            throw new Unseen("no answer from " + mask(address.toString()) + ": " + Reason.of(e), e);
        }
    }

    @Override
    public HttpAnswer post(URI address, Map<String, String> headers, String body, Duration timeout) {
        try {
            HttpAnswer answer = HttpRequest.post(address, headers, body, timeout);
            return new HttpAnswer(answer.status(), mask(answer.body()));
        } catch (IOException e) {
            throw new Unseen("no answer from " + address.getHost() + ": " + mask(Reason.of(e)), e);
        }
    }

    @Override
    public Fetched fetch(URI address, long from, Optional<String> validator, Duration silence) throws IOException {
        return new HttpFetch(environment).fetch(address, from, validator, silence);
    }

    @Override
    public boolean reaches(String address, int port, Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Completed run(Command command, Trace trace, Watcher watcher) {
        return wrapper.run(command, trace, watcher);
    }

    @Override
    public Optional<Found> find(Trace trace) {
        return wrapper.find(trace);
    }

    @Override
    public List<Trace> traces(String folder) {
        return TraceFiles.below(Path.of(folder));
    }

    @Override
    public Completed await(Trace trace, Watcher watcher) {
        return wrapper.await(trace, watcher);
    }

    @Override
    public void end(Trace trace) {
        wrapper.end(trace);
    }

    @Override
    public long launch(Command command, String log) {
        return new Daemons(asking, launch)
                .start(command, read(command.context()).absolute(log));
    }

    @Override
    public boolean signal(long pid, String signal, Context context) {
        return new Daemons(asking, launch).signal(pid, signal, context);
    }

    @Override
    public Pipe connect(String socket, Context context) {
        try {
            return launch.own(context) ? SocketPipe.open(socket) : relayed(socket, context);
        } catch (IOException | Failure e) {
            throw new Unseen("cannot connect to " + socket + ": " + e.getMessage(), e);
        }
    }

    private Pipe relayed(String socket, Context context) throws IOException {
        RelayProgram program = RelayProgram.unpack();
        try {
            Command relay = Command.of(program.command(socket)).in(context);
            return new ProcessPipe(launch.reading(relay).builder().start(), program);
        } catch (IOException | Failure e) {
            program.close();
            throw e;
        }
    }

    @Override
    public Pipe through(Command command) {
        try {
            return new ProcessPipe(launch.reading(command).builder().start(), () -> {});
        } catch (IOException e) {
            throw new Unseen("cannot start " + mask(command.toString()) + ": " + Reason.of(e), e);
        } catch (Failure e) {
            throw new Unseen(mask(e.message()), e);
        }
    }

    @Override
    public String reveal(SecretText text) {
        return secrets.reveal(text);
    }

    @Override
    public String mask(String text) {
        return secrets.mask(text);
    }
}
