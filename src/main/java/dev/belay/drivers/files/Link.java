package dev.belay.drivers.files;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
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

/**
 * {@code link 'current', to: 'releases/4'}: makes a symbolic link, or turns one; at no time is there none.
 *
 * @param target where it leads, as it is written into the link: relative to the folder of the link, or absolute
 */
record Link(Place place, String target) implements Replacing {

    static final Operation OPERATION = new Operation(
            Form.of("link", Subject.of(Type.PATH, "the link"))
                    .option(Option.required(
                            "to", Type.PATH, "where it leads; a relative path is taken against the link's own folder"))
                    .option(Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc("Makes a symbolic link, or turns one that is there to another place by one rename. "
                            + "Never replaces a file or folder.")
                    .example("link 'current', to: 'releases/4.4.0', dir: '/srv/app'")
                    .form(),
            Link::bind);

    private static Action bind(Arguments arguments) {
        return new Link(Place.of(arguments, arguments.text(Form.SUBJECT)), arguments.text("to"));
    }

    private Place leadsTo() {
        String parent = place.parent().path();
        String path = target.startsWith("/") ? target : parent + "/" + target;
        return place.at(java.nio.file.Path.of(path).normalize().toString());
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        Tree.Look there = forecast.now(new Tree(place));
        Replacement.mustHaveFolder(forecast, place);
        if (there.isThere() && !there.kind().equals("link")) {
            throw Failure.failed(
                    place.path() + " is a " + there.kind() + ", and 'link' replaces only links",
                    "move it out of the way first, with move");
        }
        if (forecast.now(new FileKind(leadsTo())).equals(FileKind.NOTHING)) {
            throw Failure.failed("there is no " + leadsTo().path() + " for " + place.name() + " to lead to");
        }
        Tree.Look after = Tree.Look.link(target);
        if (!there.equals(after)) {
            Replacement.foresee(forecast, swap(forecast), there, after);
        }
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(place.context());
        Swap swap = swap(work);
        if (!work.read(new Tree(place)).equals(Tree.Look.link(target))) {
            swap.replace(files, made -> files.link(made, target));
        }
        return Result.none();
    }

    @Override
    public Place replaced() {
        return place;
    }
}
