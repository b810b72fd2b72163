package dev.belay.report;

import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.plan.Plan;
import dev.belay.report.Page.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be told of a site while no run is looked at: {@code belay status}. */
public final class SiteText {

    private static final int LABELS = 9;

    private final Page page;
    private final StringBuilder out = new StringBuilder();

    /** A text for this page. */
    public SiteText(Page page) {
        this.page = page;
    }

    /**
     * The lines of one site.
     *
     * @param plan of its script, or of its last run
     * @param installed the installed version
     * @param troubles what could not be looked at
     * @param services each with how it is
     * @param state where its state is kept
     * @param newest its newest run
     */
    public String render(
            Plan plan,
            Optional<String> installed,
            List<String> troubles,
            Map<String, String> services,
            String state,
            Optional<RunState> newest) {
        title(plan.application() + " on " + plan.site().name() + (plan.site().production() ? " (production)" : ""));
        labelled("installed", List.of(installed.orElse("not known")));
        troubles.forEach(trouble -> labelled("", List.of(page.paint(Tone.WARN, Page.printable(trouble)))));
        newest.filter(run -> run.standing() != Standing.ACCEPTED).ifPresent(this::down);
        List<String> lines = new ArrayList<>();
        new LinkedHashMap<>(services)
                .forEach((name, how) -> lines.add(
                        name + " " + page.paint(how.equals("active") ? Tone.GOOD : Tone.BAD, Page.printable(how))));
        labelled(services.size() == 1 ? "service" : "services", lines);
        labelled("state", List.of(state));
        return out.toString();
    }

    /** A process that runs is no site that serves: what the run stopped is down until a step found it up. */
    private void down(RunState run) {
        RunFacts.of(run)
                .downSince()
                .ifPresent(since -> labelled(
                        "site",
                        List.of(page.paint(Tone.BAD, "DOWN since " + page.clock(since)) + ", as far as run " + run.run()
                                + " knows")));
    }

    /** The lines of a site file whose script cannot be read. */
    public String unreadable(String file, String why, String remedy) {
        title(file);
        labelled("", List.of(page.paint(Tone.WARN, Page.printable(why)), remedy));
        return out.toString();
    }

    private void title(String text) {
        out.append(page.paint(Tone.STRONG, text)).append('\n');
    }

    private void labelled(String label, List<String> lines) {
        String lead = label;
        for (String line : lines) {
            out.append("  ")
                    .append(Page.pad(lead, LABELS))
                    .append("  ")
                    .append(line)
                    .append('\n');
            lead = "";
        }
    }
}
