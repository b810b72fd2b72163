package dev.belay.cli;

import dev.belay.plan.BackupUse;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.Site;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Asks before anything changes. */
final class Asking {

    /** The form of a person's own step. */
    private static final String CONFIRM = "confirm";

    private Asking() {}

    /**
     * Returns where the person agreed. What destroys something on a production site wants the site's name: typed, or given by
     * {@code --confirm} beside {@code --yes}.
     *
     * @param verb what is about to begin: {@code run}
     * @throws Failure (2) where another site is named, (7) where nobody is there, (130) where the person did not agree
     */
    static void agree(Preview preview, TerminalPerson person, ConsentOptions consent, String verb) {
        agree(preview, false, person, consent, verb);
    }

    /**
     * The same.
     *
     * @param goesBack whether it goes back to backups by itself, or does so where it fails: what was written since would be lost
     */
    static void agree(Preview preview, boolean goesBack, TerminalPerson person, ConsentOptions consent, String verb) {
        String why = goesBack ? "going back to a backup loses what was written since" : "this plan destroys something";
        agree(preview.plan().site(), word(preview, goesBack), why, person, consent, verb);
    }

    /**
     * Returns where the person agreed to drop what an undo replaced, on a production site: what people wrote between the backup and
     * the undo is nowhere else.
     */
    static void agreeToDrop(Site site, TerminalPerson person, ConsentOptions consent) {
        agree(site, site.name(), "accept drops the only copy of what the undo replaced", person, consent, "drop it");
    }

    private static void agree(
            Site site, String word, String why, TerminalPerson person, ConsentOptions consent, String verb) {
        consent.confirm.filter(name -> !name.equals(site.name())).ifPresent(name -> {
            throw Failure.wrong(
                    "--confirm names the site '" + name + "', and this is for '" + site.name() + "'",
                    "nothing was done; look at which site file was taken");
        });
        boolean named = word.equals("yes") || consent.confirm.isPresent();
        if (consent.yes && named) {
            return;
        }
        Optional<String> answer = person.ask("type " + word + " to " + verb + ", anything else to leave all as it is:");
        if (answer.isEmpty()) {
            throw needed(word, why);
        }
        if (!answer.get().equals(word)) {
            throw new Failure(Exit.INTERRUPTED, "nothing was done: the answer was not '" + word + "'");
        }
    }

    private static Failure needed(String word, String why) {
        return word.equals("yes")
                ? new Failure(
                        Exit.PERSON,
                        "a person is needed: nobody is there to agree",
                        "--yes agrees beforehand to what the preview shows")
                : new Failure(
                        Exit.PERSON,
                        "a person is needed: " + why + " on the production site '" + word + "'",
                        "--yes --confirm " + word + " agrees beforehand");
    }

    /**
     * Returns where the person agreed to a run of the steps, and there is someone for those that ask.
     *
     * @param onFailure what a failure does
     * @throws Failure as {@link #agree}
     */
    static void agreeToRun(
            Preview preview, OnFailure onFailure, TerminalPerson person, ConsentOptions consent, ChoiceOptions choice) {
        attended(preview, person, choice);
        boolean goesBack = onFailure == OnFailure.UNDO && BackupUse.restores(preview.predictions());
        agree(preview, goesBack, person, consent, "run");
    }

    /**
     * Throws (7) where a step of the plan asks a person and nobody is there: better before the first step than behind a stop.
     *
     * @param choice which leaves out steps, and stops behind one
     */
    private static void attended(Preview preview, TerminalPerson person, ChoiceOptions choice) {
        if (person.there()) {
            return;
        }
        List<Step> steps = preview.plan().steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int number = i + preview.first();
            boolean left = named(choice.skip, step, number)
                    || preview.predictions().get(i).fidelity() == Prediction.Fidelity.UNCHANGED;
            if (step.form().equals(CONFIRM) && !left) {
                throw new Failure(
                        Exit.PERSON,
                        "a person is needed: step " + number + " is " + step.label()
                                + ", and nobody is there to answer",
                        "run it at a terminal",
                        "--skip " + number + " where that is seen to already");
            }
            if (named(choice.until.stream().toList(), step, number)) {
                return;
            }
        }
    }

    private static boolean named(Collection<String> words, Step step, int number) {
        return words.contains(String.valueOf(number)) || words.contains(step.id()) || words.contains(step.label());
    }

    /** The word that agrees. */
    static String word(Preview preview) {
        return word(preview, false);
    }

    private static String word(Preview preview, boolean goesBack) {
        boolean destructive =
                goesBack || preview.predictions().stream().anyMatch(prediction -> prediction.destructive());
        return preview.plan().site().production() && destructive
                ? preview.plan().site().name()
                : "yes";
    }
}
