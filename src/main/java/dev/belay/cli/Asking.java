package dev.belay.cli;

import dev.belay.plan.Preview;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.Optional;

/** Asks before anything changes. */
final class Asking {

    private Asking() {}

    /**
     * Returns where the person agreed; on a production site something destructive wants the site's name typed.
     *
     * @param yes true where {@code --yes} agreed beforehand
     * @param verb what is about to begin: {@code run}
     * @throws Failure (7) where nobody is there, (130) where the person did not agree
     */
    static void agree(Preview preview, TerminalPerson person, boolean yes, String verb) {
        if (yes) {
            return;
        }
        String word = word(preview);
        Optional<String> answer = person.ask("type " + word + " to " + verb + ", anything else to leave all as it is:");
        if (answer.isEmpty()) {
            throw new Failure(
                    Exit.PERSON,
                    "a person is needed: nobody is there to agree",
                    "--yes agrees beforehand to what the preview shows");
        }
        if (!answer.get().equals(word)) {
            throw new Failure(Exit.INTERRUPTED, "nothing was done: the answer was not '" + word + "'");
        }
    }

    /** The word that agrees. */
    static String word(Preview preview) {
        boolean destructive = preview.predictions().stream().anyMatch(prediction -> prediction.destructive());
        return preview.plan().site().production() && destructive
                ? preview.plan().site().name()
                : "yes";
    }
}
