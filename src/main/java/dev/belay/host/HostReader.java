package dev.belay.host;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine that can be looked at. Nothing here changes anything, as long as the commands asked are ones that only read. */
public interface HostReader {

    /** The name that people know the machine by. */
    String name();

    /** Who runs Belay. */
    String user();

    /** True where an account of this name exists. */
    boolean hasUser(String account);

    /**
     * Runs a command that only reads, without standard input and with tools' prompts off, and collects what it prints. Without
     * a timeout of its own it is ended after 30 s.
     *
     * @throws dev.belay.value.Unseen where it cannot be started or does not end in time
     */
    Output ask(Command command);

    /** The path of a program as the context's PATH finds it. */
    Optional<String> which(String program, Context context);

    /** The paths at which file systems are mounted. Asks the kernel and none of them. */
    List<String> mounts();

    /** Files as the context's user reads them. */
    FileReader read(Context context);

    /** A variable of the environment that Belay was started in. */
    Optional<String> variable(String name);

    /** A running process; started in clock ticks since boot, so that a number used twice is not mistaken. */
    record ProcessInfo(long pid, long started, String command) {}

    /** The process of this number, where it runs. */
    Optional<ProcessInfo> process(long pid);

    /** The processes that accept connections at a TCP port of this machine; those of other accounts are seen by root only. */
    List<ProcessInfo> listeners(int port);

    /** True where the process is the other one, descends from it, or is of the session that it leads. */
    boolean descends(long pid, long from);

    /** An answer over HTTP; the body at most 1 MB. */
    record HttpAnswer(int status, String body) {}

    /**
     * Asks with GET, follows no redirect.
     *
     * @throws dev.belay.value.Unseen where no answer came
     */
    HttpAnswer http(URI address, Map<String, String> headers, Duration timeout);

    /** True where something accepts connections. */
    boolean reaches(String address, int port, Duration timeout);
}
