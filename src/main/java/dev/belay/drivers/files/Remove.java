package dev.belay.drivers.files;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.value.Failure;

/** {@code remove 'cache'}: takes a file, a folder or a link out of its place; it is gone for good only at accept. */
record Remove(Place place) implements Replacing {

    static final Operation OPERATION = new Operation(
            Form.of("remove", Subject.of(Type.PATH, "the file or folder, or a link, which is removed itself"))
                    .option(Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Removes a file, or a folder with all that is in it: it is renamed at once, kept beside its place, "
                                    + "and removed for good when the run is accepted.")
                    .example("remove '/srv/app/cache'")
                    .form(),
            Remove::bind);

    private static Action bind(Arguments arguments) {
        Place place = Place.of(arguments, arguments.text(Form.SUBJECT));
        if (place.path().equals("/")) {
            throw Failure.wrong("'remove' does not remove /");
        }
        return new Remove(place);
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        Tree.Look there = forecast.now(new Tree(place));
        if (there.isThere()) {
            Replacement.foresee(forecast, swap(forecast), there, Tree.Look.NOTHING);
        }
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(place.context());
        Swap swap = swap(work);
        swap.setAside(files);
        return swap.result(files);
    }

    @Override
    public Place replaced() {
        return place;
    }
}
