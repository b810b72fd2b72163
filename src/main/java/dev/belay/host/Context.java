package dev.belay.host;

import dev.belay.value.SecretText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Under which circumstances a command runs or a file is reached.
 *
 * @param user who does it; empty for the one who runs Belay
 * @param dir the working folder, against which relative paths are taken; absolute
 * @param path folders put before the PATH, such as a virtual environment's {@code bin}
 * @param env further variables of the environment, handed over by inheritance and never on a command line
 */
public record Context(Optional<String> user, Optional<String> dir, List<String> path, Map<String, SecretText> env) {

    public Context {
        path = List.copyOf(path);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }

    /** The circumstances of Belay itself. */
    public static Context own() {
        return new Context(Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    /** The same as another user. */
    public Context as(Optional<String> other) {
        return new Context(other, dir, path, env);
    }

    /** The same in another folder. */
    public Context in(String folder) {
        return new Context(user, Optional.of(folder), path, env);
    }

    /** The same with one more variable. */
    public Context with(String variable, SecretText value) {
        return with(Map.of(variable, value));
    }

    /** The same with more variables. */
    public Context with(Map<String, SecretText> variables) {
        Map<String, SecretText> more = new LinkedHashMap<>(env);
        more.putAll(variables);
        return new Context(user, dir, path, more);
    }

    /** The same with one more folder before the PATH. */
    public Context withPath(String folder) {
        List<String> more = new ArrayList<>(path);
        more.add(folder);
        return new Context(user, dir, more, env);
    }

    /** A path made absolute against {@link #dir}. */
    public String absolute(String relative) {
        return dir.isEmpty() || relative.startsWith("/")
                ? relative
                : java.nio.file.Path.of(dir.get()).resolve(relative).normalize().toString();
    }
}
