package dev.belay.cli;

import dev.belay.journal.RunState;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.Site;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks before anything changes. */
final class Asking {

    /** The form of a person's own step. */
    private static final String CONFIRM = "confirm";

    private Asking() {}

    /**
     * Returns where the person agreed to an undo. What destroys something on a production site wants the site's name: typed, or given by
     * {@code --confirm} beside {@code --yes}.
     *
     * @param restores whether it goes back to backups: what was written since would be lost
     * @throws Failure (2) where another site is named, (7) where nobody is there, (130) where the person did not agree
     */
    static void agreeToUndo(Preview undo, boolean restores, TerminalPerson person, ConsentOptions consent) {
        Site site = undo.plan().site();
        boolean destroys = undo.predictions().stream().anyMatch(Prediction::destructive);
        String why = restores ? "going back to a backup loses what was written since" : "this undo destroys something";
        agree(
                site,
                site.production() && (restores || destroys) ? Optional.of(why) : Optional.empty(),
                person,
                consent,
                "undo");
    }

    /**
     * Returns where the person agreed to drop what an undo replaced, on a production site: what people wrote between the backup and
     * the undo is nowhere else.
     */
    static void agreeToDrop(Site site, TerminalPerson person, ConsentOptions consent) {
        agree(site, Optional.of("accept drops the only copy of what the undo replaced"), person, consent, "drop it");
    }

    /**
     * @param why the site's name is wanted; empty where a yes is enough
     */
    private static void agree(
            Site site, Optional<String> why, TerminalPerson person, ConsentOptions consent, String verb) {
        consent.confirm.filter(name -> !name.equals(site.name())).ifPresent(name -> {
            throw Failure.wrong(
                    "--confirm names the site '" + name + "', and this is for '" + site.name() + "'",
                    "nothing was done; look at which site file was taken");
        });
        boolean named = why.isEmpty() || consent.confirm.isPresent();
        if (consent.yes && named) {
            return;
        }
        String word = why.isEmpty() ? "yes" : site.name();
        Optional<String> answer =
                asked("type " + word + " to " + verb + ", anything else to leave all as it is:", person);
        if (answer.isEmpty()) {
            throw person.there()
                    ? new Failure(Exit.INTERRUPTED, "nothing was done: there was no answer")
                    : needed(site, why);
        }
        if (!answer.get().equals(word)) {
            throw new Failure(Exit.INTERRUPTED, "nothing was done: the answer was not '" + word + "'");
        }
    }

    /**
     * The answer; empty where there is none.
     *
     * @throws Failure (130, 143) where a signal came instead
     */
    private static Optional<String> asked(String question, TerminalPerson person) {
        if (!person.there()) {
            return Optional.empty();
        }
        try (Signals signals = Signals.whileAsking(person.terminal())) {
            Optional<String> answer = person.ask(question);
            signals.exit().ifPresent(exit -> {
                person.terminal().err().println();
                throw new Failure(exit, exit.meaning() + ": nothing was changed");
            });
            return answer;
        }
    }

    private static Failure needed(Site site, Optional<String> why) {
        return why.map(reason -> new Failure(
                        Exit.PERSON,
                        "a person is needed: " + reason + " on the production site '" + site.name() + "'",
                        "--yes --confirm " + site.name() + " agrees beforehand"))
                .orElseGet(() -> new Failure(
                        Exit.PERSON,
                        "a person is needed: nobody is there to agree",
                        "--yes agrees beforehand to what the preview shows"));
    }

    /**
     * Returns where the person agreed to a run of the steps, and there is someone for those that ask. What destroys something on a
     * production site, or has no way back, wants the site's name.
     *
     * @param onFailure what a failure does
     * @throws Failure as {@link #agreeToUndo}
     */
    static void agreeToRun(
            Preview preview, OnFailure onFailure, TerminalPerson person, ConsentOptions consent, ChoiceOptions choice) {
        attended(preview, person, choice);
        agree(preview.plan().site(), preview.wantsName(onFailure), person, consent, "run");
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
        Set<String> over = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            if (preview.predictions().get(i).fidelity() == Prediction.Fidelity.UNCHANGED) {
                over.add(steps.get(i).id());
            }
        }
        attended(steps, preview.first(), over, choice);
    }

    /** The same of what is left of a run; of an undo nothing asks. */
    static void attended(RunState run, TerminalPerson person, ChoiceOptions choice) {
        if (person.there() || run.undoUnderWay()) {
            return;
        }
        Set<String> over = run.steps().stream()
                .filter(step -> step.status().over())
                .map(step -> step.step().id())
                .collect(Collectors.toSet());
        attended(run.plan().steps(), 1, over, choice);
    }

    private static void attended(List<Step> steps, int first, Set<String> over, ChoiceOptions choice) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int number = i + first;
            if (step.form().equals(CONFIRM) && !over.contains(step.id()) && !named(choice.skip, step, number)) {
                throw new Failure(
                        Exit.PERSON,
                        "a person is needed: step " + number + " is " + step.label()
                                + ", and nobody is there to answer",
                        "do it at a terminal",
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
}
