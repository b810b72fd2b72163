package dev.belay.report;

import dev.belay.journal.Entry;
import dev.belay.journal.Outcome;
import dev.belay.report.Page.Tone;
import dev.belay.value.DurationText;
import java.time.Duration;

/** The lines that a run prints while it goes on. */
public final class ProgressText {

    private static final int LABELS = 28;

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
     * The line of a step that goes on, no longer than the page is wide.
     *
     * @param elapsed since it began
     * @param said what it printed last, or how far it is; may be empty
     * @param silence since it said that
     */
    public String live(String label, int number, int total, Duration elapsed, String said, Duration silence) {
        String start = begun(label, number, total) + "  " + DurationText.clock(elapsed) + "    ";
        String end = said.isEmpty() ? "" : "  (last output " + DurationText.about(silence) + " ago)";
        int room = page.width() - 1 - Page.length(start) - end.length();
        return Page.cut(
                (start + Page.cut(Page.printable(said), Math.max(0, room)) + end).stripTrailing(), page.width() - 1);
    }

    /** How far a step is: {@code 12 of 40 files}. */
    public static String progress(long done, long total, String unit) {
        return total > 0 ? done + " of " + total + " " + unit : done + " " + unit;
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
