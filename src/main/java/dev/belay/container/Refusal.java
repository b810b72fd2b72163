package dev.belay.container;

import dev.belay.host.Context;
import dev.belay.host.HostReader;
import dev.belay.value.Unseen;
import java.util.Optional;

/** What it means that an engine answers nobody, or not this account: the words are those of docker 17 to 29. Pure, but for the account's name. */
final class Refusal {

    private static final String DOWN = "Cannot connect to the Docker daemon";

    private Refusal() {}

    /**
     * Reads what a program of the engine printed; empty where it is about something else.
     *
     * @param what could not be reached
     * @param context in which the program ran
     */
    static Optional<Unseen> of(HostReader host, Object what, Context context, String words) {
        String last = last(words);
        if (words.matches("(?is).*permission denied.*docker.*")) {
            return Optional.of(Unseen.refused(
                    context.user().orElseGet(host::user) + " may not use docker, so " + what + " cannot be reached: "
                            + last + "; run Belay as root, or name with as: an account of the group docker",
                    new IllegalStateException(last)));
        }
        return Optional.of(new Unseen(what + " cannot be reached: " + last + "; start it: systemctl start docker"))
                .filter(down -> words.contains(DOWN));
    }

    /** The last line of what was printed. */
    static String last(String words) {
        return words.strip().lines().reduce((first, second) -> second).orElse("it says nothing");
    }
}
