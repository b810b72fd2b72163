package dev.belay.engine;

import dev.belay.host.Host;
import dev.belay.journal.Entry;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.plan.Plan;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.plan.Walk;
import dev.belay.value.Exit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run that was begun is to do from now on, other than it was begun to do: the steps behind where it went back to, a version in
 * between or a step, anew; or what is left by edited files. Previewed, agreed to and journalled like a run.
 *
 * @param runs of the site
 */
record Renewals(Runs runs) {

    /** A plan for the whole of a run, and what of it is left to do. */
    private record Renewed(Plan whole, Plan rest) {}

    /** See {@link Engine#previewAnew}. */
    Optional<Preview> previewAnew(String id) {
        RunState state = runs.states().find(id).read();
        return state.standing() == Standing.RETURNED || state.waitsAnew()
                ? Optional.of(preview(id, anew(state)))
                : Optional.empty();
    }

    /** See {@link Engine#renew}. */
    void renew(String id, Preview shown) {
        take(id, shown, Optional.empty());
    }

    /** See {@link Engine#previewEdited}. */
    Preview previewEdited(String id, Plan fresh) {
        return preview(id, edited(Admission.open(runs.states().find(id)), fresh));
    }

    /** See {@link Engine#revise}. */
    void revise(String id, Plan fresh, Preview shown) {
        take(id, shown, Optional.of(fresh));
    }

    /** See {@link Engine#differences}. */
    List<String> differences(String id, Plan fresh) {
        return new Revision(runs.states().find(id).read(), fresh).differences();
    }

    /** See {@link Engine#ahead}. */
    Preview ahead(String id, int most) {
        Renewed left = edited(
                Admission.open(runs.states().find(id)),
                runs.states().find(id).read().plan());
        List<Step> next = left.rest().steps().stream().limit(most).toList();
        int number = next.isEmpty() ? 1 : left.whole().number(next.get(0).id());
        return preview(id, new Renewed(left.whole(), left.rest().with(next))).from(number);
    }

    private static Renewed anew(RunState state) {
        if (state.standing() != Standing.RETURNED) {
            return new Renewed(state.plan(), new Revision(state, state.plan()).rest());
        }
        List<String> behind = state.returnsTo().map(state.plan()::behind).orElse(List.of());
        Plan whole = Walk.again(state.plan(), Set.copyOf(behind));
        return new Renewed(whole, state.returnsTo().map(whole::from).orElse(whole));
    }

    private Renewed edited(RunState state, Plan fresh) {
        Admission.refuseOtherDrivers(state, runs.drivers());
        Revision revision = new Revision(state, fresh);
        revision.refuse();
        return new Renewed(revision.fresh(), revision.rest());
    }

    private Preview preview(String id, Renewed renewed) {
        RunFolder folder = runs.states().find(id);
        RunState state = folder.read();
        Host host = runs.host(renewed.whole());
        try (OpenRun run = runs.looking(folder, state, host)) {
            return preview(run, state, renewed);
        }
    }

    private Preview preview(OpenRun run, RunState state, Renewed renewed) {
        World.Past past = OpenRun.past(state);
        past.remember(renewed.whole(), run.folder().shown().installed());
        Plan rest = renewed.rest();
        Preview steps = new Previews(runs.drivers(), runs.states(), runs.person())
                .steps(rest, run.id(), run.host(), run.connections(), past);
        return new Preview(
                        rest, steps.run(), state.returnsTo(), List.of(), steps.predictions(), steps.made(), steps.by())
                .notifying(steps.notices())
                .from(renewed.whole().steps().size() - rest.steps().size() + 1);
    }

    private void take(String id, Preview shown, Optional<Plan> fresh) {
        RunFolder folder = runs.states().find(id);
        runs.locked(folder.id(), "resume", () -> {
            RunState state = Admission.open(folder);
            Renewed renewed = fresh.map(plan -> edited(state, plan)).orElseGet(() -> anew(state));
            try (OpenRun run = runs.open(folder, state.plan(), runs.host(renewed.whole()), Listener.none())) {
                Runs.orphans(run).refuse();
                Preview now = preview(run, state, renewed);
                new Beginning(now, Choices.standard()).refuseUnmet(now);
                Admission.refuseMore(now, shown);
                fresh.map(plan -> new Revision(state, plan).differences())
                        .ifPresent(edits -> run.append(new Entry.Decided(
                                Instant.now(), runs.person().name(), "", RunState.EDITED, String.join("; ", edits))));
                run.append(
                        new Entry.Revised(Instant.now(), runs.person().name(), renewed.whole(), shown.predictions()));
                return new Ended(Exit.DONE, run.state());
            }
        });
    }
}
