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
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.host.FileWriter.Permit;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code permissions 'media', owner: 'www-data', mode: '0750', recursive: true}: sets owners and modes. */
record Permissions(Wanted wanted) implements Action {

    /** How many are set at a time. */
    private static final int BATCH = 1000;

    private static final int SPECIAL = 07000;

    static final Operation OPERATION = new Operation(
            Form.of("permissions", Subject.of(Type.PATH, "the file or folder"))
                    .option(
                            Option.of("owner", Type.TEXT, "the account that it is given to"),
                            Option.of("group", Type.TEXT, "the group that it is given to"),
                            Option.of(
                                    "mode",
                                    Type.TEXT,
                                    "permission bits, such as '0750'; with recursive, files get the x bits only where they have one, "
                                            + "and folders wherever they get an r bit"),
                            Option.of("recursive", Type.BOOL, "true for all that is in the folder, too")
                                    .standard(Value.of(false)))
                    .option(Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc("Sets owner, group and mode of a file or folder; follows no links. "
                            + "What they were is kept, and put back by an undo.")
                    .example("permissions '/srv/app/media', owner: 'www-data', mode: '0750', recursive: true")
                    .form(),
            Permissions::bind);

    private static Action bind(Arguments arguments) {
        Wanted wanted = new Wanted(
                Place.of(arguments, arguments.text(Form.SUBJECT)),
                arguments.optionalText("owner"),
                arguments.optionalText("group"),
                arguments.optionalText("mode").map(FileMode::parse),
                arguments.flag("recursive"));
        if (wanted.owner().isEmpty()
                && wanted.group().isEmpty()
                && wanted.mode().isEmpty()) {
            throw Failure.wrong("'permissions' says nothing to set", "give owner:, group: or mode:");
        }
        if (wanted.recursive() && wanted.mode().filter(bits -> bits > 0777).isPresent()) {
            throw Failure.wrong(
                    "'permissions' sets special bits only without recursive:", "give three digits as mode:");
        }
        return new Permissions(wanted);
    }

    private Place place() {
        return wanted.place();
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(RestorePermissions.wayBack(place(), forecast.keep()));
        String kind = forecast.now(new FileKind(place()));
        if (!kind.equals(FileKind.FILE) && !kind.equals(FileKind.FOLDER)) {
            throw kind.equals(FileKind.NOTHING)
                    ? Failure.failed("there is no " + place().path())
                    : Failure.failed(
                            place().path() + " is a " + kind + ", and neither a file nor a folder",
                            kind.equals("link") ? "name what it leads to" : "correct the path");
        }
        if (!forecast.now(wanted)) {
            place().mustBeOurs(forecast);
            boolean root = place().user().orElse(forecast.host().user()).equals("root");
            look(forecast, root);
            FileMode mode = new FileMode(place());
            Optional<Integer> before = forecast.now(mode);
            forecast.becomes(wanted, true);
            if (!wanted.recursive()) {
                forecast.follows(mode, wanted.mode().or(() -> before));
            } else {
                forecast.disturbs(place().target());
                forecast.follows(new FileKind(place()), kind);
            }
        }
    }

    /** Reads no facts: nothing rests on how many there are. */
    private void look(Forecast forecast, boolean root) {
        wanted.owner().filter(name -> !forecast.host().hasUser(name)).ifPresent(name -> {
            throw Failure.failed("there is no account " + name, "make it first, or correct owner:");
        });
        long[] count = {0};
        FileReader files = forecast.host().read(place().context());
        wanted.eachMissing(files, (permit, info) -> {
            count[0]++;
            refuse(permit, info, root);
        });
        if (wanted.recursive()) {
            forecast.remark(count[0] == 1 ? "1 file or folder differs" : count[0] + " files and folders differ");
        }
    }

    private void refuse(Permit permit, FileInfo info, boolean root) {
        String path = place().path() + (permit.below().isEmpty() ? "" : "/" + permit.below());
        if (permit.owner().isPresent() && !root) {
            throw Failure.failed(
                    "only root can give " + path + " to " + permit.owner().get(), "run Belay as root, without as:");
        }
        boolean file = info.kind() == FileInfo.Kind.FILE;
        boolean lost = file || (root && permit.mode().isPresent());
        if (!permit.below().isEmpty() && (info.mode() & SPECIAL) != 0 && lost) {
            throw Failure.failed(
                    path + " has special bits (" + FileMode.text(info.mode()) + "), which would be lost",
                    "give it its permissions in a step of its own, or take the bits off");
        }
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(place().context());
        KeptPermissions.keep(work, hears -> wanted.eachMissing(files, hears));
        set(work, files, place(), hears -> wanted.eachMissing(files, hears));
        return Result.none();
    }

    /** Tells permissions, and how each entry looks now. */
    interface Source {
        void each(java.util.function.BiConsumer<Permit, FileInfo> hears);
    }

    /** Sets what a source tells, some at a time, and looks whether to stop in between. */
    static void set(Work work, FileWriter files, Place place, Source source) {
        List<Permit> batch = new ArrayList<>();
        source.each((permit, info) -> {
            batch.add(permit);
            if (batch.size() == BATCH) {
                if (work.stopping()) {
                    throw Failure.failed("stopped while setting permissions in " + place.path());
                }
                files.permit(place.path(), List.copyOf(batch).stream());
                batch.clear();
            }
        });
        files.permit(place.path(), batch.stream());
    }

    @Override
    public List<Target> touches() {
        return List.of(place().target());
    }
}
