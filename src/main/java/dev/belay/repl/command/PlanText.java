package dev.belay.repl.command;

import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.repl.session.Session;
import dev.belay.value.DurationText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The steps of a session as a list, with the one at hand marked. */
final class PlanText {

    private static final int LABELS = 34;

    private final Session session;
    private final List<StepState> steps;
    private final Optional<StepState> next;

    PlanText(Session session) {
        this.session = session;
        this.steps = session.steps();
        this.next = session.next();
    }

    /** All steps, under the titles of their phases. */
    String all() {
        return lines(0, steps.size());
    }

    /** So many steps before and behind the one at hand. */
    String around(int many) {
        int at = next.map(steps::indexOf).orElse(steps.size());
        return lines(Math.max(0, at - many), Math.min(steps.size(), at + many + 1));
    }

    private String lines(int from, int to) {
        StringBuilder out = new StringBuilder();
        String phase = "";
        for (int i = from; i < to; i++) {
            StepState step = steps.get(i);
            String title = (step.step().part() + " " + step.step().phase()).strip();
            if (!title.equals(phase)) {
                phase = title;
                out.append(title.isEmpty() ? "" : "   " + title + "\n");
            }
            out.append(line(step, i + 1)).append('\n');
        }
        if (to == steps.size() && next.isEmpty()) {
            out.append(steps.isEmpty() ? "no steps yet\n" : "=> behind the last step\n");
        }
        return out.toString();
    }

    private String line(StepState step, int number) {
        boolean here = next.filter(step::equals).isPresent();
        String mark =
                (here ? "=>" : "  ") + (session.breakpoints().at(step.step()).isEmpty() ? " " : "b");
        String label = step.step().label();
        String padded = label + " ".repeat(Math.max(0, LABELS - label.length()));
        return (mark + String.format(Locale.ROOT, "%3d", number) + "  " + padded + "  " + word(step)).stripTrailing();
    }

    private static String word(StepState step) {
        if (step.status() == Status.WAITING) {
            return "";
        }
        String word = step.status() == Status.DOUBT
                ? "IN DOUBT"
                : step.status() == Status.FAILED
                        ? "FAILED"
                        : step.status().name().toLowerCase(Locale.ROOT);
        return word
                + step.ended()
                        .filter(ended -> ended.took().toMillis() >= 500)
                        .map(ended -> "  " + DurationText.about(ended.took()))
                        .orElse("");
    }
}
