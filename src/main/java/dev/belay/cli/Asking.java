package dev.belay.cli;

import dev.belay.plan.Preview;
import dev.belay.plan.Site;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.Optional;

/** Asks before anything changes. */
final class Asking {

    private Asking() {}

    /**
     * Returns where the person agreed. What destroys something on a production site wants the site's name: typed, or given by
     * {@code --confirm} beside {@code --yes}.
     *
     * @param verb what is about to begin: {@code run}
     * @throws Failure (2) where another site is named, (7) where nobody is there, (130) where the person did not agree
     */
    static void agree(Preview preview, TerminalPerson person, ConsentOptions consent, String verb) {
        Site site = preview.plan().site();
        consent.confirm.filter(name -> !name.equals(site.name())).ifPresent(name -> {
            throw Failure.wrong(
                    "--confirm names the site '" + name + "', and this is a plan for '" + site.name() + "'",
                    "nothing was done; look at which site file was taken");
        });
        String word = word(preview);
        boolean named = word.equals("yes") || consent.confirm.isPresent();
        if (consent.yes && named) {
            return;
        }
        Optional<String> answer = person.ask("type " + word + " to " + verb + ", anything else to leave all as it is:");
        if (answer.isEmpty()) {
            throw needed(word);
        }
        if (!answer.get().equals(word)) {
            throw new Failure(Exit.INTERRUPTED, "nothing was done: the answer was not '" + word + "'");
        }
    }

    private static Failure needed(String word) {
        return word.equals("yes")
                ? new Failure(
                        Exit.PERSON,
                        "a person is needed: nobody is there to agree",
                        "--yes agrees beforehand to what the preview shows")
                : new Failure(
                        Exit.PERSON,
                        "a person is needed: this plan destroys something on the production site '" + word + "'",
                        "--yes --confirm " + word + " agrees beforehand to what the preview shows");
    }

    /** The word that agrees. */
    static String word(Preview preview) {
        boolean destructive = preview.predictions().stream().anyMatch(prediction -> prediction.destructive());
        return preview.plan().site().production() && destructive
                ? preview.plan().site().name()
                : "yes";
    }
}
