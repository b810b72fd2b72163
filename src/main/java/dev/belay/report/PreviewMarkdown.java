package dev.belay.report;

import dev.belay.plan.Change;
import dev.belay.plan.Prediction;
import dev.belay.plan.Prediction.Note;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.plan.WayBack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A preview as Markdown, for a pull request: a table of the steps, and the summary above it, where a reviewer looks first. */
public final class PreviewMarkdown {

    private PreviewMarkdown() {}

    /** The text. */
    public static String of(Preview preview) {
        Summary summary = Summary.of(preview);
        StringBuilder out = new StringBuilder();
        out.append("### ")
                .append(text(
                        PreviewText.title(preview.plan(), preview.installed()).replace("->", "→")))
                .append("\n\n");
        preview.unmet()
                .forEach(sentence ->
                        out.append("**Not met:** ").append(text(sentence)).append("  \n"));
        out.append(text(summary.sentence()));
        if (!summary.times().isEmpty()) {
            out.append("  \n").append(text(summary.times()));
        }
        if (preview.installedUnasked()) {
            out.append("  \n").append(text(PreviewText.UNASKED));
        }
        PreviewText.name(preview).ifPresent(name -> out.append("  \n").append(text(name)));
        out.append("\n\n| | step | what would happen |\n| ---: | --- | --- |\n");
        Backups backups = new Backups(preview);
        Map<String, Integer> numbers = new HashMap<>();
        preview.plan().steps().forEach(step -> numbers.put(step.id(), numbers.size() + preview.first()));
        String part = "";
        String phase = "";
        for (int i = 0; i < preview.predictions().size(); i++) {
            Step step = preview.plan().steps().get(i);
            if (!step.part().equals(part) && !preview.plan().parts().isEmpty()) {
                part = step.part();
                phase = "";
                out.append("| | **→ ").append(text(part)).append("** | |\n");
            }
            if (!step.phase().equals(phase)) {
                phase = step.phase();
                out.append("| | **").append(text(phase)).append("** | |\n");
            }
            String what = String.join("<br>", lines(preview.predictions().get(i), numbers, backups));
            out.append("| ")
                    .append(i + preview.first())
                    .append(" | ")
                    .append(text(step.label()))
                    .append(" | ")
                    .append(what)
                    .append(" |\n");
        }
        preview.notices()
                .forEach(notice -> out.append("\nTells ").append(text(notice)).append('\n'));
        summary.unseen()
                .forEach(unseen ->
                        out.append("\nNot looked at: ").append(text(unseen)).append('\n'));
        String scripts = preview.plan().parts().isEmpty()
                ? "Script " + code(preview.plan().script())
                : "Scripts "
                        + preview.plan().parts().stream()
                                .map(each -> code(each.script()))
                                .collect(Collectors.joining(", "));
        out.append("\n")
                .append(scripts)
                .append(", made ")
                .append(preview.made())
                .append(" by ")
                .append(text(preview.by()))
                .append(".\n");
        return out.toString();
    }

    private static List<String> lines(Prediction prediction, Map<String, Integer> numbers, Backups backups) {
        List<String> lines = new ArrayList<>();
        prediction.unmet().forEach(sentence -> lines.add("**not met:** " + text(sentence)));
        prediction.changes().forEach(change -> lines.add(change(change)));
        Optional.of(StepText.costs(prediction))
                .filter(costs -> !costs.isEmpty()
                        && (!prediction.changes().isEmpty() || prediction.fidelity() == Prediction.Fidelity.PREDICTED))
                .ifPresent(costs -> lines.add(text(costs)));
        switch (prediction.fidelity()) {
            case LATER -> lines.add("known" + after(prediction.after(), numbers));
            case UNCHANGED -> {
                if (prediction.unmet().isEmpty()) {
                    lines.add("no change needed");
                }
            }
            case OPAQUE -> lines.add("**opaque**");
            case UNSEEN -> lines.add("**not looked at**");
            case PREDICTED, CHECK -> {}
        }
        prediction.notes().stream()
                .filter(note -> note.kind() != Note.Kind.UNSEEN)
                .forEach(note -> lines.add(code(note.text())));
        prediction.destroys().forEach(what -> lines.add("**destroys** " + text(what)));
        if (prediction.oneWay()) {
            lines.add("**no way back:** " + text(((WayBack.None) prediction.way()).why()));
        } else if (prediction.way() instanceof WayBack.Later later
                && prediction.fidelity() != Prediction.Fidelity.UNSEEN) {
            lines.add("way back known" + after(later.after(), numbers));
        } else if (prediction.fidelity() != Prediction.Fidelity.UNCHANGED) {
            backups.sentence(prediction.way()).ifPresent(sentence -> lines.add("**" + sentence + "**"));
        }
        return lines;
    }

    private static String after(List<String> steps, Map<String, Integer> numbers) {
        String list = steps.stream()
                .flatMap(id -> Optional.ofNullable(numbers.get(id)).stream())
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? " when it runs" : " after step " + list;
    }

    private static String change(Change change) {
        String values = change.before().map(PreviewMarkdown::text).orElse("")
                + (change.before().isPresent() && change.after().isPresent() ? " → " : "")
                + change.after()
                        .filter(after -> !after.equals(change.subject()))
                        .map(PreviewMarkdown::text)
                        .orElse("");
        boolean both = change.before().isPresent() && change.after().isPresent();
        String sign = both || change.sign() == '~' ? "" : change.sign() == '+' ? "new: " : "removed: ";
        return (sign + code(change.subject()) + (values.isEmpty() ? "" : " " + values)).strip();
    }

    /** Text that Markdown leaves as it is, also in a cell of a table. */
    private static String text(String text) {
        return Page.printable(text.replace('\n', ' ')).replaceAll("([\\\\`*_{}\\[\\]<>#|~])", "\\\\$1");
    }

    private static String code(String text) {
        String line = Page.printable(text.replace('\n', ' ')).replace("|", "\\|");
        return line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
    }
}
