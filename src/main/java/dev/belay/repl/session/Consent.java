package dev.belay.repl.session;

import dev.belay.plan.OnFailure;
import dev.belay.plan.Preview;
import dev.belay.plan.Site;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks the person before something changes. */
record Consent(Workshop workshop) {

    /**
     * Returns where steps may be run that the person asked for in so many words: only what destroys something, or has no way back, on a
     * production site wants its name, typed or given by {@code --confirm} beside {@code --yes}.
     *
     * @throws Failure (7) where nobody is there, (130) where the person did not agree
     */
    void toStep(Preview preview) {
        preview.wantsName(OnFailure.STOP).ifPresent(why -> name(preview.plan().site(), why));
    }

    /** The same of steps that were typed just now and are shown for the first time: these want a yes as well. */
    void toTyped(Preview preview) {
        Optional<String> why = preview.wantsName(OnFailure.STOP);
        if (why.isPresent()) {
            name(preview.plan().site(), why.get());
        } else if (!workshop.agreed()) {
            yes("run it? [y/N] ", "--yes agrees beforehand to what is typed");
        }
    }

    /**
     * The same of an undo.
     *
     * @param restores whether it goes back to backups, so that what was written since is lost
     */
    void toUndo(Preview undo, boolean restores) {
        boolean destroys = undo.predictions().stream().anyMatch(each -> each.destructive());
        if (undo.plan().site().production() && (restores || destroys)) {
            String why =
                    restores ? "going back to a backup loses what was written since" : "this undo destroys something";
            name(undo.plan().site(), why);
        } else if (!workshop.agreed()) {
            yes("go back? [y/N] ", "--yes agrees beforehand");
        }
    }

    /** The same of what cannot be taken back. */
    void toEnd(Site site, String why) {
        if (site.production()) {
            name(site, why);
        } else if (!workshop.agreed()) {
            yes(why + "; go on? [y/N] ", "--yes agrees beforehand");
        }
    }

    /** Throws (5) where a requirement of the whole plan is not met: better before its first step than behind a stop. */
    void refuseUnmetPlan(Preview whole) {
        if (whole.refused()) {
            List<String> unmet = new ArrayList<>(whole.unmet());
            whole.predictions().forEach(each -> unmet.addAll(each.unmet()));
            throw new Failure(
                    Exit.UNMET,
                    "not ready: " + String.join("\n  ", unmet),
                    "mend that, or the script, and :reload; nothing was done");
        }
    }

    private void name(Site site, String why) {
        if (workshop.agreed() && workshop.confirmed().equals(Optional.of(site.name()))) {
            return;
        }
        Optional<String> answer = workshop.ask(why + ": type " + site.name() + " to go on: ");
        refuse(answer, site.name(), "nobody is there to type the name of the production site: " + why);
    }

    private void yes(String question, String remedy) {
        Optional<String> answer = workshop.ask(question);
        if (answer.isEmpty()) {
            throw new Failure(Exit.PERSON, "a person is needed: nobody is there to agree", remedy);
        }
        String word = answer.get().strip().toLowerCase(Locale.ROOT);
        if (!word.equals("y") && !word.equals("yes")) {
            throw new Failure(Exit.INTERRUPTED, "nothing was done");
        }
    }

    private static void refuse(Optional<String> answer, String wanted, String nobody) {
        if (answer.isEmpty()) {
            throw new Failure(
                    Exit.PERSON, "a person is needed: " + nobody, "--yes --confirm " + wanted + " agrees beforehand");
        }
        if (!answer.get().strip().equals(wanted)) {
            throw new Failure(Exit.INTERRUPTED, "nothing was done: the answer was not '" + wanted + "'");
        }
    }
}
