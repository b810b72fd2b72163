package dev.belay.drivers.packages;

import dev.belay.driver.Arguments;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import dev.belay.host.HostReader;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The packages of the system.
 *
 * @param env variables for apt, such as a proxy's address
 */
record Debian(Map<String, SecretText> env) {

    /** How long a lock is waited for where the step has no timeout. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String NAME = "[a-z0-9][a-z0-9+.-]*(:[a-z0-9-]+)?";
    private static final String ROOT = "root";

    Debian {
        env = Map.copyOf(env);
    }

    /** With the variables of a step. */
    static Debian of(Arguments arguments) {
        return new Debian(arguments.secretTexts("env"));
    }

    /** A package as apt's words have it. */
    record Word(String name, Optional<String> version, boolean gone) {

        /**
         * Reads {@code name}, {@code name=version} and {@code name-}.
         *
         * @throws Failure where it is none of these
         */
        static Word of(String text, boolean mayGo) {
            if (mayGo && text.matches(NAME + "-")) {
                return new Word(text.substring(0, text.length() - 1), Optional.empty(), true);
            }
            int sign = text.indexOf('=');
            String name = sign < 0 ? text : text.substring(0, sign);
            String version = sign < 0 ? "" : text.substring(sign + 1);
            boolean plain =
                    name.matches(NAME) && !name.endsWith("-") && (sign < 0 || version.matches("[0-9A-Za-z.+:~-]+"));
            if (!plain) {
                throw Failure.wrong("'" + text + "' is not a package of the system", "write 'name' or 'name=version'");
            }
            return new Word(name, Optional.of(version).filter(it -> !it.isEmpty()), false);
        }

        /** True where nothing is left to do for it. */
        boolean met(Optional<String> installed) {
            return gone
                    ? installed.isEmpty()
                    : installed.isPresent() && (version.isEmpty() || version.equals(installed));
        }

        @Override
        public String toString() {
            return gone ? name + "-" : name + version.map(it -> "=" + it).orElse("");
        }
    }

    /** Reads a list of words. */
    static List<Word> words(List<String> texts, boolean mayGo) {
        if (texts.isEmpty()) {
            throw Failure.wrong("apt: names no package");
        }
        return texts.stream().map(text -> Word.of(text, mayGo)).toList();
    }

    /** The circumstances in which it is looked at, by anyone. */
    Context looking() {
        return new Context(Optional.empty(), Optional.empty(), List.of(), env);
    }

    /** The circumstances in which it is changed: by root, and without a question of what shall be restarted. */
    Context changing(HostReader host) {
        Context root =
                looking().as(Optional.of(ROOT).filter(name -> !host.user().equals(name)));
        return root.with("NEEDRESTART_MODE", SecretText.plain("l"))
                .with("APT_LISTCHANGES_FRONTEND", SecretText.plain("none"));
    }

    /** How many seconds a lock is waited for. */
    static long patience(Optional<Duration> timeout) {
        return timeout.orElse(PATIENCE).toSeconds();
    }

    /** What the installed packages are facts about. */
    Target status() {
        return Target.files("/var/lib/dpkg");
    }

    /** What can be installed, and what would come with it. */
    Target lists() {
        return Target.files("/var/lib/apt");
    }
}
