package dev.belay.host;

import dev.belay.value.SecretText;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine that can be changed. */
public interface Host extends HostReader {

    /** Files as the context's user changes them. */
    FileWriter files(Context context);

    /**
     * Runs a command under the wrapper, in a session of its own, and waits for its end. It survives the death of Belay. When its
     * time is over, a stop is asked for, or the waiting thread is interrupted, it and all its children get SIGTERM, and after ten
     * seconds SIGKILL. A process that it leaves behind on purpose when it ends by itself is left alone.
     *
     * @param command what to run
     * @param trace where its output, process number and exit code are kept; serves once
     * @param watcher told of its output and asked whether to stop it
     * @throws dev.belay.value.Failure where it cannot be started; a bad exit code is no failure here
     */
    Completed run(Command command, Trace trace, Watcher watcher);

    /**
     * What became of a command that an earlier Belay started under this trace; empty where it was never started, and then it never
     * will be: a wrapper that is late gives up.
     */
    Optional<Found> find(Trace trace);

    /** The traces that commands left in the folders right below this one, as {@link Trace} names them. */
    List<Trace> traces(String folder);

    /**
     * Waits for the end of a command that an earlier Belay started, within the timeout that it was started with. The watcher hears all
     * lines from the first. A lost command has exit code 137.
     *
     * @throws dev.belay.value.Failure where none was started under this trace
     */
    Completed await(Trace trace, Watcher watcher);

    /** Ends the process group of a command that an earlier Belay started: first SIGTERM, after ten seconds SIGKILL. */
    void end(Trace trace);

    /**
     * Starts a process that goes on after Belay, in a session of its own, its output appended to a file, without standard input.
     *
     * @return its process number
     * @throws dev.belay.value.Failure where the program is not found or the log cannot be opened by the context's user
     */
    long launch(Command command, String log);

    /**
     * Sends a signal, such as {@code TERM}, to a process. False where none of this number runs.
     *
     * @throws dev.belay.value.Failure where the context's user may not signal it
     */
    boolean signal(long pid, String signal, Context context);

    /**
     * Connects to a Unix socket as the context's user, whom the server at the other end sees as its peer.
     *
     * @throws dev.belay.value.Unseen where nothing listens, or the user may not connect
     */
    Pipe connect(String socket, Context context);

    /**
     * Starts a command that passes a connection on: what is written goes to its standard input, what is read comes from its standard
     * output. It ends with the pipe. Where it ends before it gave anything, reading fails with the first line of its standard error.
     *
     * @throws dev.belay.value.Unseen where it cannot be started
     */
    Pipe through(Command command);

    /**
     * Sends a text over HTTP with POST. Redirects are not followed: headers and text are for this address alone.
     *
     * @return the answer; its body at most 1 MB
     * @throws dev.belay.value.Unseen where none came in time
     */
    HostReader.HttpAnswer post(URI address, Map<String, String> headers, String body, Duration timeout);

    /**
     * Begins to get a file over HTTP, with redirects, and through the proxy that Java's properties or the variables of the
     * environment name.
     *
     * @param from the first byte that is wanted; the server may begin at 0 nonetheless
     * @param validator of what came before: if it is another now, the server is to begin at 0
     * @param silence how long the server may say nothing
     * @throws IOException where no answer came; an answer of any status is none here
     */
    Fetched fetch(URI address, long from, Optional<String> validator, Duration silence) throws IOException;

    /**
     * The beginning of an answer.
     *
     * @param length of the body, where it is told
     * @param first the byte that the body begins with, where it is a part
     * @param whole the length of the whole file, where an answer about parts tells it
     * @param validator tells this version of the file from others
     * @param body fails where the connection breaks
     * @param end ends the connection; another thread may do so too
     */
    record Fetched(
            int status,
            Optional<Long> length,
            Optional<Long> first,
            Optional<Long> whole,
            Optional<String> validator,
            InputStream body,
            Runnable end)
            implements Closeable {

        @Override
        public void close() {
            end.run();
        }
    }

    /** The value of a text with its secrets put in; for connections and files, at the last moment. */
    String reveal(SecretText text);

    /**
     * The text with the values of all secrets that were revealed so far replaced by {@code ***}; give whole lines. Values of fewer than
     * four characters are left, see {@link Secrets}.
     */
    String mask(String text);

    /** Where the traces of one command are: files in one private folder, named by the token. */
    record Trace(String folder, String token) {}

    /** What became of a command. */
    sealed interface Found {}

    /** It still runs; since when is told by the machine's own clock, which nobody sets. */
    record Running(long pid, Instant since) implements Found {}

    /** It ended by itself, with this exit code. */
    record Ended(int exit) implements Found {}

    /** It was begun, does not run and left no exit code: something ended it. */
    record Lost() implements Found {}

    /** Watches a running command; called from the thread that waits for it, so a slow watcher delays but loses nothing. */
    interface Watcher {
        /** A line that it printed, masked. */
        void line(String line);

        /** True once it should be ended. */
        boolean stopping();

        /** Hears nothing and never stops. */
        static Watcher none() {
            return new Watcher() {
                @Override
                public void line(String line) {}

                @Override
                public boolean stopping() {
                    return false;
                }
            };
        }
    }
}
