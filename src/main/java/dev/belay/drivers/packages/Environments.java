package dev.belay.drivers.packages;

import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Work;
import dev.belay.drivers.packages.VirtualEnvironment.State;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.FileWriter;
import dev.belay.plan.WayBack;
import dev.belay.value.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The making of virtual environments, and the mending of what a killed pip left in one. */
record Environments(Python python) {

    private static final String CFG = "/pyvenv.cfg";
    private static final String PIP = "/bin/pip";

    /** Foresees that one is made where there is none; true where it is. */
    boolean foresee(Forecast forecast) {
        VirtualEnvironment fact = new VirtualEnvironment(python);
        State state = forecast.now(fact);
        if (state == State.WITHOUT_PIP) {
            throw Failure.unmet(python + " has no pip", "install pip into it, or name another venv:");
        }
        if (state == State.READY) {
            return false;
        }
        if (python.venv().isEmpty()) {
            throw Failure.unmet("there is no python3", "install it, or name a virtual environment by venv:");
        }
        forecast.becomes(fact, State.READY);
        return true;
    }

    /** Takes a new one out of the way. */
    Back back() {
        Map<String, Value> arguments = new LinkedHashMap<>();
        arguments.put("folder", Value.of(python.venv().orElseThrow()));
        python.context().user().ifPresent(user -> arguments.put("as", Value.of(user)));
        return new Back.Steps(List.of(new WayBack.Deed(
                "restore folder", arguments, "take away " + python.venv().orElseThrow())));
    }

    /** Where it is, made where there was none. */
    Python.Place ready(Work work, Context context) {
        if (work.read(new VirtualEnvironment(python)) == State.ABSENT
                && python.venv().isPresent()) {
            String interpreter = work.host()
                    .which("python3", context)
                    .orElseThrow(() -> Failure.unmet(
                            "there is no python3 to make " + python.venv().get() + " with"));
            work.must(
                    Command.of(PipCommand.environment(interpreter, python.venv().get()))
                            .in(context));
        }
        return python.locate(work.host())
                .orElseThrow(() -> Failure.unmet("there is no python3", "name a virtual environment by venv:"));
    }

    /** Removes what a killed pip left: packages without the list of their files, which no pip removes, and a half-made environment. */
    void mend(Work work) {
        FileWriter files = work.files(python.reading());
        Optional<Python.Place> place =
                python.locate(work.host()).filter(it -> it.virtual().isPresent());
        if (place.isEmpty()) {
            return;
        }
        String root = place.get().virtual().orElseThrow();
        if (python.venv().isPresent() && files.exists(root + CFG) && !files.exists(root + PIP)) {
            files.remove(root);
            return;
        }
        for (String folder : place.get().folders()) {
            for (String name : files.list(folder)) {
                boolean broken = name.endsWith(".dist-info") && !files.exists(folder + "/" + name + "/RECORD");
                if (broken || name.startsWith("~")) {
                    work.say("removes " + folder + "/" + name + ", which was half installed");
                    files.remove(folder + "/" + name);
                }
            }
        }
    }
}
