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
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code restore permissions: path, from: folder}: the way back of {@code permissions}. */
record RestorePermissions(Place place, KeptPermissions kept) implements Action {

    static final Operation OPERATION = new Operation(
            Form.of(
                            "restore",
                            Subject.none(),
                            "permissions",
                            Type.PATH,
                            "the file or folder whose permissions come back")
                    .option(Option.required("from", Type.PATH, "the private folder in which a step kept them"))
                    .option(Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc("Puts owners and modes back as a step kept them before it changed them. "
                            + "The way back of permissions; scripts seldom need it.")
                    .example("restore permissions: '/srv/app/media', from: '/var/lib/belay/app/run/keep/permissions'")
                    .form(),
            RestorePermissions::bind);

    private static Action bind(Arguments arguments) {
        return new RestorePermissions(
                Place.of(arguments, arguments.text("permissions")), new KeptPermissions(arguments.text("from")));
    }

    /** The way back of a step that is about to change them, and keeps them first. */
    static Back wayBack(Place place, String keep) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        arguments.put("permissions", Value.of(place.path()));
        arguments.put("from", Value.of(keep));
        place.user().ifPresent(user -> arguments.put("as", Value.of(user)));
        return Back.step(OPERATION.form().key(), arguments, "put back the permissions of " + place.name());
    }

    /** Whether they are as they were kept. */
    private record AsKept(Place place, KeptPermissions kept) implements Fact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            boolean[] same = {true};
            kept.eachMissing(world.host(), place, (permit, info) -> same[0] = false);
            return same[0];
        }

        @Override
        public Target target() {
            return place.target();
        }

        @Override
        public String subject() {
            return place.path();
        }

        @Override
        public String show(Boolean same) {
            return same ? "permissions as they were" : "permissions changed";
        }
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(wayBack(place, forecast.keep()));
        AsKept asKept = new AsKept(place, kept);
        if (!forecast.now(asKept)) {
            forecast.becomes(asKept, true);
            forecast.disturbs(place.target());
        }
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(place.context());
        KeptPermissions.keep(work, hears -> kept.eachMissing(work.host(), place, hears));
        Permissions.set(work, files, place, hears -> kept.eachMissing(work.host(), place, hears));
        return Result.none();
    }

    @Override
    public List<Target> touches() {
        return List.of(place.target());
    }
}
