package dev.belay.host;

import dev.belay.value.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command as an argument list; no shell reads it. Secrets go in by the environment or by standard input, never as arguments.
 *
 * @param arguments the program and its arguments
 * @param context user, folder, PATH and environment
 * @param input what it reads from standard input; empty for nothing (it reads end of file at once)
 * @param timeout after which it and all its children are ended; empty for none
 * @param stoppable true where it leaves nothing behind when it is ended: the operator's first wish to stop ends it
 */
public record Command(
        List<String> arguments,
        Context context,
        Optional<SecretText> input,
        Optional<Duration> timeout,
        boolean stoppable) {

    public Command {
        arguments = List.copyOf(arguments);
    }

    /** A command in Belay's own circumstances. */
    public static Command of(String... arguments) {
        return of(List.of(arguments));
    }

    /** A command in Belay's own circumstances. */
    public static Command of(List<String> arguments) {
        return new Command(arguments, Context.own(), Optional.empty(), Optional.empty(), false);
    }

    /** The same under other circumstances. */
    public Command in(Context other) {
        return new Command(arguments, other, input, timeout, stoppable);
    }

    /** The same with standard input. */
    public Command input(SecretText text) {
        return new Command(arguments, context, Optional.of(text), timeout, stoppable);
    }

    /** The same with an end. */
    public Command timeout(Duration duration) {
        return timeout(Optional.of(duration));
    }

    /** The same with an end, or with none. */
    public Command timeout(Optional<Duration> duration) {
        return new Command(arguments, context, input, duration, stoppable);
    }

    /** The same, which leaves nothing behind when it is ended. */
    public Command leavingNothing() {
        return new Command(arguments, context, input, timeout, true);
    }

    /** The command as people would type it, for messages. */
    @Override
    public String toString() {
        return String.join(" ", arguments.stream().map(Command::quoted).toList());
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_@%+=:,./^~-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
