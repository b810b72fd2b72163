package dev.belay.repl.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What was typed and what was shown, in order. For one thread. */
public final class Transcript {

    /** One entry: what was typed at a prompt, empty for what was shown before the first. */
    private record Entry(Instant at, String prompt, String typed, StringBuilder shown) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Something was typed at a prompt; secrets in it are masked already. */
    public void typed(String prompt, String line) {
        entries.add(new Entry(Instant.now(), prompt, line, new StringBuilder()));
    }

    /** Something was shown; secrets in it are masked already. */
    public void said(String text) {
        if (entries.isEmpty()) {
            typed("", "");
        }
        entries.get(entries.size() - 1).shown().append(text);
    }

    /** All of it in Markdown, each line typed with its time (UTC). */
    public String markdown(String title) {
        StringBuilder out = new StringBuilder("# " + title + "\n");
        for (Entry entry : entries) {
            out.append("\n").append(entry.at().truncatedTo(ChronoUnit.SECONDS)).append("\n\n```\n");
            if (!entry.typed().isEmpty()) {
                out.append(entry.prompt()).append(entry.typed()).append('\n');
            }
            out.append(plain(entry.shown().toString())).append("```\n");
        }
        return out.toString();
    }

    private static String plain(String shown) {
        String text = shown.replaceAll("\u001B\\[[0-9;]*m", "");
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }
}
