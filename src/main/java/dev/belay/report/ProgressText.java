package dev.belay.report;

import dev.belay.journal.Entry;
import dev.belay.journal.Outcome;
import dev.belay.report.Page.Tone;
import dev.belay.value.DurationText;
import dev.belay.value.Headway;
import dev.belay.value.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines that a run prints while it goes on. */
public final class ProgressText {

    private static final int LABELS = 28;
    private static final int WIDEST = 60;
    private static final String BYTES = "bytes";
    private static final Duration JUST_NOW = Duration.ofSeconds(2);

    private final Page page;

    /** Lines for this page. */
    public ProgressText(Page page) {
        this.page = page;
    }

    /** A step that ended: {@code  3/10 checkout package/nextgisweb   done    2 s}. */
    public String ended(String label, int number, int total, Entry.Ended ended) {
        String took = ended.took().toMillis() < 500 ? "" : DurationText.about(ended.took());
        String line = begun(label, number, total) + "  "
                + page.paint(tone(ended.outcome()), Page.pad(word(ended.outcome()), 9)) + "  " + took;
        return line.stripTrailing();
    }

    /** A step that begins: {@code  3/10 checkout package/nextgisweb}. */
    public String begun(String label, int number, int total) {
        return " " + place(number, total) + " " + Page.pad(label, LABELS);
    }

    /**
     * The line of a step that goes on, no longer than the page is wide: the blanks behind the label are given up before what was said is cut.
     *
     * @param elapsed since it began
     * @param said what it printed last, or how far it is; may be empty
     * @param silence since it said that
     */
    public String live(String label, int number, int total, Duration elapsed, String said, Duration silence) {
        String clock = "  " + DurationText.clock(elapsed) + "    ";
        boolean recent = said.isEmpty() || silence.compareTo(JUST_NOW) <= 0;
        String end = recent ? "" : "  (last output " + DurationText.about(silence) + " ago)";
        String start = begun(label, number, total) + clock;
        int wanted = page.width() - 1 - Page.length(said) - end.length();
        if (Page.length(start) > wanted) {
            start = begun(label, number, total).stripTrailing() + clock;
        }
        int room = page.width() - 1 - Page.length(start) - end.length();
        return Page.cut(
                (start + Page.cut(Page.printable(said), Math.max(0, room)) + end).stripTrailing(), page.width() - 1);
    }

    /**
     * How far a step is, in at most 60 columns, what matters most first: {@code 12 of 40 files}, {@code video: 1.2M of 2.0M rows, 4 min
     * left, 210k/s, 85 MB}. More rows than were expected are told alone.
     */
    public static String progress(Headway headway) {
        List<String> parts = new ArrayList<>();
        if (!headway.unit().isEmpty()) {
            boolean known = headway.total() >= headway.done() && headway.total() > 0;
            String total = known ? " of " + amount(headway.total(), headway.unit()) : "";
            String unit = headway.unit().equals(BYTES) ? "" : " " + headway.unit();
            parts.add(amount(headway.done(), headway.unit()) + total + unit);
        }
        headway.left().ifPresent(left -> parts.add(DurationText.about(left) + " left"));
        if (headway.rate() > 0) {
            parts.add(amount(headway.rate(), headway.unit()) + "/s");
        }
        if (headway.bytes() > 0) {
            parts.add(Size.of(headway.bytes()).toString());
        }
        String numbers = String.join(", ", parts);
        String what = Page.printable(headway.what());
        if (what.isEmpty() || numbers.isEmpty()) {
            return Page.cut(what + numbers, WIDEST);
        }
        return Page.cut(what, WIDEST - numbers.length() - 2) + ": " + numbers;
    }

    private static String amount(long number, String unit) {
        return unit.equals(BYTES) ? Size.of(number).toString() : count(number);
    }

    /** {@code 9999}, {@code 12k}, {@code 1.2M}, {@code 34M}, {@code 5.6G}. */
    private static String count(long number) {
        if (number < 10_000) {
            return Long.toString(number);
        }
        String unit = number < 999_500 ? "k" : number < 999_500_000 ? "M" : "G";
        double amount = number / (unit.equals("k") ? 1e3 : unit.equals("M") ? 1e6 : 1e9);
        return String.format(Locale.ROOT, amount < 9.95 ? "%.1f" : "%.0f", amount) + unit;
    }

    /** {@code  3/10}. */
    static String place(int number, int total) {
        String last = Integer.toString(total);
        String text = Integer.toString(number);
        return " ".repeat(Math.max(0, last.length() - text.length())) + text + "/" + last;
    }

    private static Tone tone(Outcome outcome) {
        return switch (outcome) {
            case DONE -> Tone.GOOD;
            case UNCHANGED, SKIPPED -> Tone.FAINT;
            case FAILED, INTERRUPTED -> Tone.BAD;
        };
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case DONE -> "done";
            case UNCHANGED -> "unchanged";
            case SKIPPED -> "skipped";
            case FAILED -> "FAILED";
            case INTERRUPTED -> "STOPPED";
        };
    }
}
