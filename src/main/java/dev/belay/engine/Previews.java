package dev.belay.engine;

import dev.belay.database.Connections;
import dev.belay.driver.Arguments;
import dev.belay.driver.Drivers;
import dev.belay.expr.Value;
import dev.belay.host.Host;
import dev.belay.journal.StateFolder;
import dev.belay.plan.BackupUse;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Prediction.Fidelity;
import dev.belay.plan.Prediction.Note;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.value.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes previews: foresees all steps of a plan, and holds the installed version against what the script accepts. */
record Previews(Drivers drivers, StateFolder states, Person person) {

    /** The preview of a plan. */
    Preview of(Plan plan, Optional<String> told, String run, Host host, Connections connections) {
        List<String> unmet = new ArrayList<>();
        Optional<String> installed = told.or(() -> installed(plan, run, host, connections, unmet));
        installed.flatMap(version -> refusal(plan, version)).ifPresent(unmet::add);
        Preview steps = steps(plan, run, host, connections, World.Past.of(plan, installed));
        return new Preview(plan, run, installed, unmet, steps.predictions(), steps.made(), steps.by())
                .notifying(steps.notices());
    }

    /** The preview of steps alone. */
    Preview steps(Plan plan, String run, Host host, Connections connections, World.Past past) {
        Forecaster forecaster = forecaster(plan, run, host, connections, past);
        List<Prediction> predictions = new ArrayList<>(plan.steps().size());
        for (Step step : plan.steps()) {
            predictions.add(forecaster.next(step).prediction());
        }
        return new Preview(
                        plan,
                        run,
                        past.installed(plan),
                        List.of(),
                        warned(plan, predictions),
                        Instant.now(),
                        person.name())
                .notifying(Notices.foreseen(new Binder(drivers, plan), plan));
    }

    private static List<Prediction> warned(Plan plan, List<Prediction> predictions) {
        Map<String, String> warnings = BackupUse.unused(plan.steps(), predictions);
        return predictions.stream()
                .map(each -> Optional.ofNullable(warnings.get(each.step()))
                        .map(warning -> each.with(new Note(Note.Kind.WARNING, warning)))
                        .orElse(each))
                .toList();
    }

    private Forecaster forecaster(Plan plan, String run, Host host, Connections connections, World.Past past) {
        String folder = states.path().resolve("runs").resolve(run).toString();
        return new Forecaster(
                new Binder(drivers, plan),
                new World(new LiveProbe(host, connections), past),
                host,
                run,
                step -> OpenRun.Keep.of(folder, step));
    }

    /** The installed version; empty where it cannot be told, and where only the application can tell it and may not be asked. */
    private Optional<String> installed(Plan plan, String run, Host host, Connections connections, List<String> unmet) {
        if (plan.installed().isEmpty()) {
            return Optional.empty();
        }
        Prediction found = forecaster(plan, run, host, connections, World.Past.none())
                .next(plan.installed().get())
                .prediction();
        Optional<Value> version = found.result();
        boolean unasked = found.unmet().isEmpty() && found.fidelity() == Fidelity.CHECK;
        if (version.isEmpty() && !unasked) {
            List<String> why = new ArrayList<>(found.unmet());
            found.notes().stream()
                    .filter(note -> note.kind() != Note.Kind.APPLICATION)
                    .forEach(note -> why.add(note.text()));
            unmet.add("cannot tell the installed version of " + plan.application()
                    + (why.isEmpty() ? "; give it" : ": " + String.join("; ", why) + "; or give it")
                    + " with --installed VERSION");
        }
        return version.map(Arguments::text);
    }

    /** Why a plan does not fit an installed version. */
    private static Optional<String> refusal(Plan plan, String installed) {
        if (!Version.isVersion(installed)) {
            return Optional.of(
                    "the installed version '" + installed + "' is not a version; give it with --installed VERSION");
        }
        Version version = Version.parse(installed);
        if (plan.from().isEmpty() || plan.from().get().contains(version)) {
            return Optional.empty();
        }
        if (version.same(plan.to())) {
            return Optional.of(plan.application() + " " + installed + " is installed already; there is nothing to do");
        }
        return Optional.of(plan.application() + " " + installed + " is installed; this script upgrades from "
                + plan.from().get());
    }
}
