package dev.belay.report;

import dev.belay.plan.Part;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.report.Page.Tone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A preview as text, to be read at a glance. Takes time and memory in proportion to the number of steps. */
public final class PreviewText {

    /** How much is said of each step. */
    public enum Detail {
        /** Only what destroys, what has no way back, what is not met, and the summary. */
        QUIET,
        /** What would happen. */
        NORMAL,
        /** Also each step's id and place in the script, its way back, and the facts that the prediction rests on. */
        FULL
    }

    /** Stands where the installed version is not known. */
    static final String UNASKED = "installed version not asked (a program of the application; --ask-application)";

    private static final int NARROWEST = 14;
    private static final int WIDEST = 28;

    private final boolean goesBack;
    private final Preview preview;
    private final Page page;
    private final Detail detail;
    private final Summary summary;
    private final Map<String, Set<String>> partsOf = new HashMap<>();
    private final StringBuilder out = new StringBuilder();
    private final int digits;
    private final int labels;
    private final StepText said;

    /** A text of this preview for this page. */
    public PreviewText(Preview preview, Page page, Detail detail) {
        this(preview, page, detail, false);
    }

    /** The same of an undo: its steps are a way back, and need none of their own. */
    public static PreviewText ofUndo(Preview preview, Page page, Detail detail) {
        return new PreviewText(preview, page, detail, true);
    }

    private PreviewText(Preview preview, Page page, Detail detail, boolean goesBack) {
        this.goesBack = goesBack;
        this.preview = preview;
        this.page = page;
        this.detail = detail;
        this.summary = goesBack ? Summary.of(preview).ofUndo() : Summary.of(preview);
        List<Step> steps = preview.plan().steps();
        for (Step step : steps) {
            partsOf.computeIfAbsent(step.phase(), any -> new HashSet<>()).add(step.part());
        }
        digits =
                Math.max(2, Integer.toString(steps.size() + preview.first() - 1).length());
        labels = widest(steps.stream().map(Step::label).toList());
        said = new StepText(preview, page, detail, goesBack, changeColumn());
    }

    /** The whole text; the lines given stand at its end. */
    public String render(List<String> last) {
        return render(title(preview.plan(), preview.installed()), last);
    }

    /** The same under a title of its own: an undo is no upgrade. */
    public String render(String title, List<String> last) {
        heading(title);
        unmet();
        phases();
        foot(last);
        return out.toString();
    }

    /** What is said of the steps alone, without title and summary. */
    public String steps() {
        unmet();
        phases();
        return out.toString();
    }

    /** {@code nextgisweb 4.3.1 -> 4.4.0 on gis.example.org (production)}. */
    static String title(Plan plan, Optional<String> installed) {
        return plan.application() + " "
                + installed.map(version -> version + " ").orElse("") + "-> "
                + (plan.parts().isEmpty() ? plan.to() : way(plan)) + " on "
                + plan.site().name() + (plan.site().production() ? " (production)" : "");
    }

    /** {@code 3.7.0 -> 4.4.0}. */
    private static String way(Plan plan) {
        return plan.parts().stream().map(part -> part.to().text()).collect(Collectors.joining(" -> "));
    }

    private void heading(String title) {
        heading(title, preview.plan().parts().isEmpty() ? preview.plan().script() : "");
    }

    private void heading(String title, String script) {
        if (script.isEmpty()) {
            line(page.paint(Tone.STRONG, title));
            line("");
            return;
        }
        int gap = page.width() - Page.length(title) - Page.length(script);
        line(page.paint(Tone.STRONG, title) + " ".repeat(Math.max(3, gap)) + page.paint(Tone.FAINT, script));
        line("");
    }

    private void unmet() {
        if (!preview.refused()) {
            return;
        }
        line("  " + page.paint(Tone.BAD, "NOT MET: " + (goesBack ? "the undo" : "a run") + " would not begin"));
        preview.unmet().forEach(sentence -> row("   ", page.wrap(sentence, 4), Tone.BAD));
        each((step, prediction, number) -> {
            for (String sentence : prediction.unmet()) {
                boolean overflows = Page.length(step.label()) > labels;
                if (overflows) {
                    line(number(number) + "  " + step.label());
                }
                row(
                        overflows
                                ? " ".repeat(changeColumn() - 1)
                                : number(number) + "  " + Page.pad(step.label(), labels) + " ",
                        page.wrap(sentence, changeColumn()),
                        Tone.BAD);
            }
        });
        line("");
    }

    /** The versions in between, as titles of their own; an undo goes through them backwards, and names them in its phases. */
    private void part(Step step) {
        List<Part> parts = goesBack ? List.of() : preview.plan().parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).name().equals(step.part())) {
                if (!step.equals(preview.plan().steps().get(0))) {
                    line("");
                }
                heading(
                        way(preview.plan(), preview.installed(), step.part()),
                        parts.get(i).script());
            }
        }
    }

    /** What a part of a plan does: {@code 3.7.0 -> 4.4.0}; empty for a plan without that. */
    static String way(Plan plan, Optional<String> installed, String part) {
        Optional<String> from = installed;
        for (Part each : plan.parts()) {
            if (each.name().equals(part)) {
                return from.map(version -> version + " ").orElse("") + "-> " + each.to();
            }
            from = Optional.of(each.to().text());
        }
        return "";
    }

    /** {@code Stop services}; of an undo over several versions {@code Undo 3.7.0 -> 4.4.0}, where it stands for each. */
    private String phase(Step step) {
        return goesBack && partsOf.getOrDefault(step.phase(), Set.of()).size() > 1
                ? step.phase() + " " + way(preview.plan(), preview.installed(), step.part())
                : step.phase();
    }

    private void phases() {
        List<String> part = new ArrayList<>(List.of(""));
        List<String> phase = new ArrayList<>(List.of(""));
        each((step, prediction, number) -> {
            List<StepText.Piece> pieces = said.of(step, prediction);
            if (detail == Detail.QUIET && pieces.isEmpty()) {
                return;
            }
            if (!step.part().equals(part.get(0))) {
                part.set(0, step.part());
                phase.set(0, "");
                part(step);
            }
            if (!step.phase().equals(phase.get(0))) {
                phase.set(0, step.phase());
                line("  " + page.paint(Tone.STRONG, phase(step)));
            }
            step(step, number, pieces);
        });
    }

    private void step(Step step, int number, List<StepText.Piece> pieces) {
        String lead = number(number) + "  ";
        boolean overflows = Page.length(step.label()) > labels;
        if (pieces.isEmpty() || overflows) {
            line(lead + step.label());
        }
        for (int i = 0; i < pieces.size(); i++) {
            StepText.Piece piece = pieces.get(i);
            String before =
                    i == 0 && !overflows ? lead + Page.pad(step.label(), labels) + "  " : " ".repeat(changeColumn());
            line(before + page.paint(piece.tone(), piece.text()));
        }
    }

    private void foot(List<String> last) {
        line(page.paint(summary.incomplete() ? Tone.WARN : Tone.STRONG, summary.sentence()));
        if (!summary.times().isEmpty()) {
            line(summary.times());
        }
        if (preview.installedUnasked()) {
            line(page.paint(Tone.WARN, UNASKED));
        }
        preview.notices().forEach(notice -> line("tells " + Page.printable(notice)));
        for (String unseen : summary.unseen()) {
            line(page.paint(Tone.WARN, "not looked at: " + Page.printable(unseen)));
        }
        if (!goesBack) {
            name(preview).ifPresent(line -> line(page.paint(Tone.BAD, line)));
        }
        last.forEach(this::line);
    }

    /** What a run wants on a production site: {@code a run wants the site's name (gis): 1 step has no way back}. */
    static Optional<String> name(Preview preview) {
        return preview.wantsName(preview.plan().onFailure())
                .map(why -> "a run wants the site's name ("
                        + Page.printable(preview.plan().site().name()) + "): " + why);
    }

    private interface Each {
        void step(Step step, Prediction prediction, int number);
    }

    private void each(Each each) {
        for (int i = 0; i < preview.predictions().size(); i++) {
            each.step(preview.plan().steps().get(i), preview.predictions().get(i), i + preview.first());
        }
    }

    private void row(String lead, List<String> lines, Tone tone) {
        String before = lead + " ";
        for (String text : lines) {
            line(before + page.paint(tone, text));
            before = " ".repeat(Page.length(lead) + 1);
        }
    }

    private String number(int number) {
        String text = Integer.toString(number);
        return "  " + " ".repeat(digits - text.length()) + text;
    }

    private int changeColumn() {
        return 2 + digits + 2 + labels + 2;
    }

    /** So wide that most of the texts find room. */
    static int widest(List<String> texts) {
        int widest = texts.stream()
                .mapToInt(Page::length)
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(NARROWEST);
        return Math.max(NARROWEST, widest);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
