package dev.belay.report;

import dev.belay.ladder.Ladder;
import dev.belay.ladder.Rung;
import dev.belay.ladder.Way;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.plan.Site;
import dev.belay.report.Page.Tone;
import dev.belay.value.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The scripts of an application as a ladder, the newest version on top, and where a machine stands on it. */
public final class LadderText {

    private static final String HERE = "-> ";
    private static final String INSTALLED = "installed";

    private final Ladder ladder;
    private final Optional<Version> installed;
    private final Optional<Way> way;
    private final Page page;
    private final int versions;
    private final int ranges;
    private final StringBuilder out = new StringBuilder();

    /**
     * A text for this page.
     *
     * @param installed the installed version; empty where it is not known
     * @param way from there to where a person wants to go; empty where there is none
     */
    public LadderText(Ladder ladder, Optional<Version> installed, Optional<Way> way, Page page) {
        this.ladder = ladder;
        this.installed = installed;
        this.way = way;
        this.page = page;
        this.versions = widest(Stream.concat(
                ladder.rungs().stream().map(rung -> rung.to().text()),
                installed.stream().map(Version::text)));
        this.ranges = widest(Stream.concat(ladder.rungs().stream().map(LadderText::range), Stream.of(INSTALLED)));
    }

    /**
     * The whole text.
     *
     * @param site that the scripts are for; empty where it is not known
     * @param troubles what is in the way of telling more, a sentence each
     * @param command what to type to see the way to a version
     */
    public String render(Optional<Site> site, List<String> troubles, Function<Version, String> command) {
        String where = site.map(known -> " on " + known.name() + (known.production() ? " (production)" : ""))
                .orElse("");
        line(page.paint(Tone.STRONG, ladder.application() + where));
        line("");
        rungs();
        line("");
        foot(command);
        troubles.forEach(trouble -> page.wrap(trouble, 2).forEach(each -> line("  " + page.paint(Tone.WARN, each))));
        return out.toString();
    }

    private void rungs() {
        boolean placed = installed.isEmpty();
        for (int i = ladder.rungs().size() - 1; i >= 0; i--) {
            Rung rung = ladder.rungs().get(i);
            if (!placed && installed.get().compareTo(rung.to().first()) >= 0) {
                here(covers(rung) ? rung.script() : "");
                placed = true;
                if (covers(rung) && !rung.to().isLine()) {
                    continue;
                }
            }
            line(("   " + cells(rung.to().text(), range(rung)) + rung.script() + stop(rung)).stripTrailing());
        }
        if (!placed) {
            here("");
        }
    }

    private boolean covers(Rung rung) {
        return installed.filter(version -> rung.to().covers(version)).isPresent();
    }

    private void here(String script) {
        String text = cells(installed.orElseThrow().text(), INSTALLED) + script;
        line(page.paint(Tone.GOOD, (HERE + text).stripTrailing()));
    }

    private String cells(String version, String range) {
        return Page.pad(version, versions) + "  " + Page.pad(range, ranges) + "  ";
    }

    private static String range(Rung rung) {
        return rung.from().map(range -> "from " + range).orElse("from any version");
    }

    /** {@code , stop 2: 4.4.3} of a script on the way. */
    private String stop(Rung rung) {
        List<Way.Stop> stops = way.map(Way::stops).orElse(List.of());
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).rung().equals(rung)) {
                String version = rung.to().isLine() ? " at " + stops.get(i).to() : "";
                return "   stop " + (i + 1) + version;
            }
        }
        return "";
    }

    private void foot(Function<Version, String> command) {
        if (installed.isEmpty()) {
            line("the installed version is not known; give it with --installed VERSION");
        } else if (way.isPresent() && way.get().stops().isEmpty()) {
            line(way.get().from() + " is installed: nothing to do");
        } else if (way.isPresent()) {
            List<Way.Stop> stops = way.get().stops();
            line("the way is " + way.get() + ", " + Ladder.count(stops.size()));
            line("  " + command.apply(stops.get(stops.size() - 1).to()));
        }
    }

    /** The same as one line of JSON. */
    public static String line(Ladder ladder, Optional<Version> installed, Optional<Way> way) {
        Json json = Json.object()
                .put("application", ladder.application())
                .put("installed", installed, version -> new Json.Text(version.text()))
                .list("scripts", ladder.rungs(), LadderText::rung)
                .put("way", way, found -> Json.of(found.stops(), LadderText::stop))
                .build();
        return JsonText.line(json) + "\n";
    }

    private static Json rung(Rung rung) {
        return Json.object()
                .put("script", rung.script())
                .put("from", rung.from(), range -> new Json.Text(range.toString()))
                .put("to", rung.to().text())
                .put("target", rung.to().standard(), version -> new Json.Text(version.text()))
                .build();
    }

    private static Json stop(Way.Stop stop) {
        return Json.object()
                .put("script", stop.rung().script())
                .put("to", stop.to().text())
                .build();
    }

    private static int widest(Stream<String> texts) {
        return texts.mapToInt(Page::length).max().orElse(0);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
