package dev.belay.cli;

import dev.belay.engine.Condition;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.SiteLock;
import dev.belay.journal.StateFolder;
import dev.belay.plan.Plan;
import dev.belay.report.Page;
import dev.belay.report.SiteText;
import dev.belay.report.StatusText;
import dev.belay.script.Diagnostics;
import dev.belay.script.Scripts;
import dev.belay.value.Destination;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All sites of this machine that runs or site files tell of, looked at by reading only. */
final class Sites {

    private final Parts parts;
    private final RunOptions options;
    private final Page page;
    private final Map<StateFolder, List<RunFinder.Found>> runs = new LinkedHashMap<>();

    Sites(Parts parts, RunOptions options, Page page) {
        this.parts = parts;
        this.options = options;
        this.page = page;
    }

    /** A part for each site, with its runs. */
    String render(List<RunFinder.Found> found) {
        found.forEach(run ->
                runs.computeIfAbsent(run.state(), state -> new ArrayList<>()).add(run));
        List<String> texts = new ArrayList<>();
        runs.forEach((state, all) -> texts.add(ofRuns(state, all)));
        if (options.state.isEmpty()) {
            parts.finder(Optional.empty())
                    .siteFiles()
                    .forEach(file -> ofFile(file).ifPresent(texts::add));
        }
        return texts.isEmpty()
                ? "no runs on this machine yet, and no site file in " + parts.sites() + "\n"
                        + "  belay init APP writes a site file, belay preview APP shows what an upgrade would do\n"
                : String.join("\n", texts);
    }

    private String ofRuns(StateFolder state, List<RunFinder.Found> all) {
        return site(all.get(0).folder().plan(), state) + "\n" + runs(state);
    }

    private String runs(StateFolder state) {
        List<RunState> all = state.runs().stream().map(RunFolder::read).toList();
        return all.isEmpty()
                ? "no runs yet\n"
                : StatusText.runs(
                        all, page, RunFinder.options(state, options.state, parts.terminal()), SiteLock.holder(state));
    }

    /** Empty where runs tell of the site already, or another is asked for. */
    private Optional<String> ofFile(Path file) {
        String application = String.valueOf(file.getFileName()).replaceFirst("\\.groovy$", "");
        try {
            Path script = parts.finder(Optional.empty())
                    .scripts(application, Optional.empty())
                    .get(0);
            Optional<Version> any = Optional.of(ScriptFinder.version(script))
                    .filter(Destination::isLine)
                    .map(Destination::first);
            Plan plan = parts.plan(new Scripts.Stop(script, any), Optional.of(file), Map.of());
            StateFolder state = parts.state(Optional.empty(), plan.site());
            boolean other = options.site
                    .filter(name -> !name.equals(plan.site().name()))
                    .isPresent();
            return runs.containsKey(state) || other
                    ? Optional.empty()
                    : Optional.of(site(plan, state) + "\n" + runs(state));
        } catch (Failure | Diagnostics unreadable) {
            String why =
                    String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
            return Optional.of(new SiteText(page)
                    .unreadable(file.toString(), why, "belay check " + application + " tells all of it"));
        }
    }

    private Condition look(Plan plan, StateFolder state) {
        try {
            return parts.engine(state, new Screen(parts.terminal().err(), false), true)
                    .look(plan);
        } catch (Failure failure) {
            return new Condition(Optional.empty(), List.of(failure.message()), Map.of());
        }
    }

    private String site(Plan plan, StateFolder state) {
        Condition found = look(plan, state);
        return new SiteText(page)
                .render(
                        plan,
                        found.installed(),
                        found.troubles(),
                        found.services(),
                        state.path().toString(),
                        state.newest().map(RunFolder::read));
    }
}
