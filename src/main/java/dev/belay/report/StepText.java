package dev.belay.report;

import dev.belay.plan.Change;
import dev.belay.plan.Prediction;
import dev.belay.plan.Prediction.Fidelity;
import dev.belay.plan.Prediction.Note;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.plan.WayBack;
import dev.belay.report.Page.Tone;
import dev.belay.value.DurationText;
import dev.belay.value.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a preview says of one step, line by line. */
final class StepText {

    /** A line of it. */
    record Piece(Tone tone, String text) {}

    private final Preview preview;
    private final Page page;
    private final PreviewText.Detail detail;
    private final boolean goesBack;
    private final int column;
    private final int subjects;
    private final Backups backups;
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * For the steps of a preview.
     *
     * @param goesBack whether these steps are a way back themselves
     * @param column in which the lines begin
     */
    StepText(Preview preview, Page page, PreviewText.Detail detail, boolean goesBack, int column) {
        this.preview = preview;
        this.page = page;
        this.detail = detail;
        this.goesBack = goesBack;
        this.column = column;
        this.backups = new Backups(preview);
        List<Step> steps = preview.plan().steps();
        for (int i = 0; i < steps.size(); i++) {
            numbers.put(steps.get(i).id(), i + preview.first());
        }
        this.subjects = PreviewText.widest(preview.predictions().stream()
                .flatMap(prediction -> prediction.changes().stream())
                .map(Change::subject)
                .toList());
    }

    /** The lines that stand beside a step and below it; none where nothing is to be said of it. */
    List<Piece> of(Step step, Prediction prediction) {
        List<Piece> pieces = new ArrayList<>();
        if (detail != PreviewText.Detail.QUIET) {
            changes(step, prediction, pieces);
            fidelity(prediction, pieces);
            notes(prediction, pieces);
        }
        if (!prediction.unmet().isEmpty()) {
            pieces.add(new Piece(Tone.BAD, "! NOT MET, see above"));
        }
        warnings(prediction, pieces);
        if (detail == PreviewText.Detail.FULL) {
            particulars(step, prediction, pieces);
        }
        return pieces;
    }

    private void changes(Step step, Prediction prediction, List<Piece> pieces) {
        String costs = costs(prediction);
        for (Change change : prediction.changes()) {
            boolean named = step.label().endsWith(" " + change.subject());
            String text = arrow(change);
            String subject = text.isEmpty() ? change.subject() : Page.pad(change.subject(), subjects);
            String told = named && !text.isEmpty() ? text : (subject + "  " + text).stripTrailing();
            String cost = pieces.isEmpty() && !costs.isEmpty() ? "   " + costs : "";
            pieces.add(new Piece(Tone.PLAIN, change.sign() + " " + Page.printable(told) + cost));
        }
        if (pieces.isEmpty() && !costs.isEmpty() && prediction.fidelity() == Fidelity.PREDICTED) {
            pieces.add(new Piece(Tone.PLAIN, costs));
        }
    }

    private static String arrow(Change change) {
        if (change.before().isPresent() && change.after().isPresent()) {
            return change.before().get() + " -> " + (change.estimate() ? "about " : "")
                    + change.after().get();
        }
        String value = change.after().or(change::before).orElse("");
        return value.equals(change.subject()) ? "" : value;
    }

    /** {@code about 1.2 GB, 40 s}; empty where nothing is known. */
    static String costs(Prediction prediction) {
        List<String> parts = new ArrayList<>();
        if (prediction.bytes().compareTo(Size.ZERO) > 0) {
            parts.add(prediction.bytes().toString());
        }
        prediction.time().filter(time -> time.toMillis() >= 500).ifPresent(time -> parts.add(DurationText.about(time)));
        return parts.isEmpty() ? "" : "about " + String.join(", ", parts);
    }

    private void fidelity(Prediction prediction, List<Piece> pieces) {
        boolean more = !pieces.isEmpty();
        String after = after(prediction.after());
        switch (prediction.fidelity()) {
            case LATER -> pieces.add(new Piece(Tone.WARN, "? " + (more ? "the rest is " : "") + "known" + after));
            case UNCHANGED -> {
                if (prediction.unmet().isEmpty()) {
                    pieces.add(new Piece(Tone.FAINT, "= no change needed"));
                }
            }
            case OPAQUE -> pieces.add(new Piece(Tone.WARN, "? opaque: Belay cannot know what it does"));
            case UNSEEN -> pieces.add(new Piece(Tone.WARN, "? not looked at"));
            case CHECK -> {
                if (!prediction.after().isEmpty()) {
                    pieces.add(new Piece(Tone.FAINT, "? looked at" + after));
                }
            }
            case PREDICTED -> {}
        }
    }

    private String after(List<String> ids) {
        List<Integer> steps = ids.stream()
                .map(id -> numbers.getOrDefault(id, 0))
                .filter(number -> number > 0)
                .sorted()
                .toList();
        if (steps.isEmpty()) {
            boolean version = preview.plan()
                    .installed()
                    .filter(step -> ids.contains(step.id()))
                    .isPresent();
            return version ? " once the installed version is" : " when it runs";
        }
        String list = steps.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return steps.size() == 1 ? " after step " + list : " after steps " + list;
    }

    private void notes(Prediction prediction, List<Piece> pieces) {
        for (Note note : prediction.notes()) {
            switch (note.kind()) {
                case OPAQUE -> wrapped("  ", note.text(), Tone.FAINT, pieces);
                case APPLICATION -> wrapped("| ", note.text(), Tone.PLAIN, pieces);
                case REMARK -> wrapped("  ", note.text(), Tone.FAINT, pieces);
                case UNSEEN, WARNING -> {
                    // told at the end, with those of the other steps, and among the warnings
                }
            }
        }
    }

    private void warnings(Prediction prediction, List<Piece> pieces) {
        prediction.notes().stream()
                .filter(note -> note.kind() == Note.Kind.WARNING)
                .forEach(note -> wrapped("! ", note.text(), Tone.WARN, pieces));
        prediction.destroys().forEach(what -> wrapped("! ", "destroys " + what, Tone.BAD, pieces));
        if (!goesBack && prediction.oneWay()) {
            wrapped("! ", "no way back: " + ((WayBack.None) prediction.way()).why(), Tone.BAD, pieces);
        } else if (prediction.way() instanceof WayBack.Later later && prediction.fidelity() != Fidelity.UNSEEN) {
            pieces.add(new Piece(Tone.WARN, "? way back known" + after(later.after())));
        } else if (prediction.fidelity() != Fidelity.UNCHANGED) {
            backups.sentence(prediction.way()).ifPresent(sentence -> wrapped("! ", sentence, Tone.WARN, pieces));
        }
    }

    private void particulars(Step step, Prediction prediction, List<Piece> pieces) {
        pieces.add(new Piece(Tone.FAINT, "  " + step.id() + ", " + step.at()));
        prediction.way().deeds().forEach(deed -> pieces.add(new Piece(Tone.FAINT, "  way back: " + deed.label())));
        if (prediction.way() instanceof WayBack.Redo) {
            pieces.add(new Piece(Tone.FAINT, "  way back: this step again, after the steps before it were undone"));
        }
        prediction
                .readings()
                .forEach(reading -> pieces.add(new Piece(
                        Tone.FAINT, "  rests on " + Page.printable(reading.subject() + ": " + reading.value()))));
    }

    private void wrapped(String mark, String sentence, Tone tone, List<Piece> pieces) {
        String sign = mark;
        for (String line : page.wrap(sentence, column + mark.length())) {
            pieces.add(new Piece(tone, sign + line));
            sign = "  ";
        }
    }
}
