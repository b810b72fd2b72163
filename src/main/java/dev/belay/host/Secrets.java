package dev.belay.host;

import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The values of secrets: found when first needed, kept in memory only, and masked in all output from then on. May be used by
 * several threads; a person is asked once.
 *
 * <p>A secret that nothing declares comes from the environment variable of its own name. Values shorter than four characters are
 * never masked, since they stand in every text.
 */
public final class Secrets {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<PosixFilePermission> OWNERS_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Map<String, SecretSource> sources;
    private final Map<String, String> environment;
    private final UnaryOperator<String> person;
    private final Map<String, String> values = new HashMap<>();
    private volatile Masking masking = Masking.none();

    /**
     * @param sources where each declared secret comes from, by its name
     * @param environment the variables that Belay was started with
     * @param person maps a question to its answer, or throws a {@link Failure} where nobody is there
     */
    public Secrets(Map<String, SecretSource> sources, Map<String, String> environment, UnaryOperator<String> person) {
        this.sources = Map.copyOf(sources);
        this.environment = Map.copyOf(environment);
        this.person = person;
    }

    /** Nothing declared: every secret comes from the environment variable of its name. */
    public static Secrets undeclared() {
        return new Secrets(Map.of(), System.getenv(), question -> {
            throw Failure.unmet("nobody is there to answer: " + question);
        });
    }

    /**
     * The value of a secret.
     *
     * @throws Failure with exit code 5, naming the secret, its source and what to do
     */
    public synchronized String value(String name) {
        String known = values.get(name);
        if (known != null) {
            return known;
        }
        SecretSource source = sources.getOrDefault(name, new SecretSource.Variable(name));
        String found = found(name, source);
        if (found.isEmpty()) {
            throw missing(name, source, "it is empty", "put the value there");
        }
        values.put(name, found);
        masking = masking.and(found);
        return found;
    }

    /**
     * Tries a secret, so that a run does not fail on it half way.
     *
     * @throws Failure as {@link #value}
     */
    public void check(String name) {
        value(name);
    }

    /** The text with its secrets put in. */
    public String reveal(SecretText text) {
        return text.reveal(this::value);
    }

    /** The text with the values found so far replaced by {@code ***}; give whole lines. */
    public String mask(String text) {
        return masking.mask(text);
    }

    Masking masking() {
        return masking;
    }

    private String found(String name, SecretSource source) {
        if (source instanceof SecretSource.Variable variable) {
            return Optional.ofNullable(environment.get(variable.variable()))
                    .orElseThrow(() -> missing(
                            name,
                            source,
                            "it is not set",
                            "export " + variable.variable() + ", or say in the site file where the secret comes from"));
        }
        if (source instanceof SecretSource.OwnersFile file) {
            return ofFile(name, file);
        }
        if (source instanceof SecretSource.Program program) {
            return printed(name, program);
        }
        return person.apply(((SecretSource.Question) source).question());
    }

    private String ofFile(String name, SecretSource.OwnersFile file) {
        Path path = Path.of(file.path());
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            String owner = attributes.owner().getName();
            if (!OWNERS_ONLY.containsAll(attributes.permissions())) {
                throw missing(name, file, "others than its owner can read it", "chmod 600 " + file.path());
            }
            String own = Accounts.here().own().name();
            if (!owner.equals("root") && !owner.equals(own)) {
                throw missing(name, file, "it belongs to " + owner, "chown " + own + " " + file.path());
            }
            try (BufferedReader reader = Files.newBufferedReader(path)) {
                return Optional.ofNullable(reader.readLine()).orElse("");
            }
        } catch (IOException e) {
            throw missing(name, file, Reason.of(e), "make the file, or correct its path in the site file");
        }
    }

    /** The program gets the whole environment and the terminal, which password managers need. */
    private static String printed(String name, SecretSource.Program program) {
        String remedy = "try it by hand: " + Command.of(program.arguments());
        try {
            Process process = new ProcessBuilder(program.arguments())
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var ending = process.onExit()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .exceptionally(late -> process.destroyForcibly());
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                String line = Optional.ofNullable(reader.readLine()).orElse("");
                reader.transferTo(Writer.nullWriter());
                int exit = process.waitFor();
                if (exit != 0) {
                    throw missing(name, program, "it ended with exit code " + exit, remedy);
                }
                return line;
            }
        } catch (IOException e) {
            throw missing(name, program, Reason.of(e), remedy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing(name, program, "Belay was interrupted", remedy);
        }
    }

    private static Failure missing(String name, SecretSource source, String why, String remedy) {
        return Failure.unmet("no value for the secret '" + name + "' from " + source.described() + ": " + why, remedy);
    }
}
