package dev.belay.drivers.files;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Probe;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Again;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code restore file: '.env', from: folder}: puts a file back as a step kept it; the way back of {@code configure}. */
record RestoreFile(Place file, Kept kept) implements Action {

    static final Operation OPERATION = new Operation(
            Form.of("restore", Subject.none(), "file", Type.PATH, "the file to put back")
                    .option(Option.required("from", Type.PATH, "the private folder in which a step kept the file"))
                    .option(Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc("Puts a file back as a step kept it before it changed it; removes it where there was none. "
                            + "The way back of configure; scripts seldom need it.")
                    .example("restore file: '/srv/app/.env', from: '/var/lib/belay/app/run/keep/configure-env'")
                    .form(),
            RestoreFile::bind);

    private static Action bind(Arguments arguments) {
        return new RestoreFile(Place.of(arguments, arguments.text("file")), new Kept(arguments.text("from")));
    }

    /** The way back of a step that is about to change the file, and keeps it first. */
    static Back wayBack(Place file, String keep) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        arguments.put("file", Value.of(file.path()));
        arguments.put("from", Value.of(keep));
        file.user().ifPresent(user -> arguments.put("as", Value.of(user)));
        return Back.step(OPERATION.form().key(), arguments, "put back " + file.name());
    }

    /** Whether there was no file when a step kept it. */
    private record Absent(Kept kept) implements Fact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            return kept.wasAbsent(world.host());
        }

        @Override
        public Target target() {
            return Target.files(kept.folder());
        }

        @Override
        public String subject() {
            return kept.folder();
        }

        @Override
        public String show(Boolean absent) {
            return absent ? "no file" : "a file";
        }
    }

    /** Whether the file is as it was kept; one that was not there goes away. */
    private record AsKept(Place file, Kept kept, boolean absent) implements Fact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            return kept.same(world.host(), file);
        }

        @Override
        public Target target() {
            return file.target();
        }

        @Override
        public String subject() {
            return file.path();
        }

        @Override
        public String show(Boolean same) {
            if (absent) {
                return same ? "" : file.path();
            }
            return same ? "as it was" : "changed";
        }
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(wayBack(file, forecast.keep()));
        AsKept asKept = new AsKept(file, kept, forecast.now(new Absent(kept)));
        if (!forecast.now(asKept)) {
            forecast.becomes(asKept, true);
            forecast.disturbs(file.target());
        }
    }

    @Override
    public Result apply(Work work) {
        if (!kept.same(work.host(), file)) {
            Kept.around(work, file, files -> kept.putBack(work, files, file));
        }
        return Result.none();
    }

    @Override
    public List<Target> touches() {
        return List.of(file.target());
    }
}
