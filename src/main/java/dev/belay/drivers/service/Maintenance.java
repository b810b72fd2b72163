package dev.belay.drivers.service;

import dev.belay.catalog.Block;
import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Shell;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.plan.WayBack;
import dev.belay.value.Digest;
import dev.belay.value.SecretText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code maintenance(on: 'ctl close', off: 'ctl open') { ... }}: closes an application to its people while the steps of the block
 * run. A block is two steps of this form, the second with {@code end: true}. After a failure the second has not run, so that it
 * stays closed until a resume comes to it, or an undo took everything back: the way back of the first comes last there, as that
 * of every step by which something stops serving.
 *
 * @param arguments of the step, for its way back
 * @param way how it is closed and opened
 * @param opens true for the end of the block
 * @param always whether that comes after a failure too
 */
record Maintenance(Map<String, Value> arguments, Way way, Context context, boolean opens, boolean always)
        implements Action {

    private static final String VERB = "maintenance";
    private static final List<String> CARRIED = List.of("on", "off", "file", "as", "dir", "path");
    private static final int NAME = 12;

    /** How it is closed and opened. */
    sealed interface Way {}

    /** By two commands; what they did is known by a file of the run alone. */
    record Commands(String on, String off) implements Way {}

    /** By a file that is there while it is closed. */
    record ByFile(String path) implements Way {}

    static List<Operation> operations() {
        Form.Builder commands = Form.of(
                        VERB,
                        Subject.none(),
                        "on",
                        Type.SHELL,
                        "the command that closes it; done twice it does no harm")
                .option(Option.required("off", Type.SHELL, "the command that opens it again"))
                .example("maintenance(on: 'php occ maintenance:mode --on', off: 'php occ maintenance:mode --off') {\n"
                        + "    sh 'php occ upgrade'\n}");
        Form.Builder file = Form.of(
                        VERB, Subject.none(), "file", Type.PATH, "the file that is there while it is closed")
                .example("maintenance(file: '/srv/shop/closed') {\n    sh 'make upgrade', dir: '/srv/shop'\n}");
        return List.of(operation(commands), operation(file));
    }

    private static Operation operation(Form.Builder form) {
        return new Operation(
                form.option(Options.ALWAYS, Options.END)
                        .options(Options.CONTEXT)
                        .block(Block.STEPS)
                        .worst(Effect.REVERSIBLE)
                        .doc(
                                "Closes an application to its people while the steps in its block run, and opens it when they ended"
                                        + " well. After a failure it stays closed until a resume or an undo came to its end.")
                        .form(),
                Maintenance::of);
    }

    private static Action of(Arguments arguments) {
        Map<String, Value> carried = new LinkedHashMap<>();
        CARRIED.forEach(name -> arguments.find(name).ifPresent(value -> carried.put(name, value)));
        Context context = arguments.context();
        Way way = arguments.has("on")
                ? new Commands(arguments.text("on"), arguments.text("off"))
                : new ByFile(context.absolute(arguments.text("file")));
        return new Maintenance(
                carried, way, context, arguments.flag(Options.END.name()), arguments.flag(Options.ALWAYS.name()));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Steps(List.of(deed())));
        if (always && !opens) {
            forecast.remark(
                    "opens at once after a failure too: people then meet what is half done, and a resume works while it"
                            + " is open");
        }
        Open open = open(forecast.keep());
        if (forecast.now(open) == opens) {
            forecast.back(new Back.Nothing());
        } else if (way instanceof Commands commands) {
            forecast.opaque(opens ? commands.off() : commands.on());
        }
        forecast.becomes(open, opens);
    }

    private Open open(String keep) {
        if (way instanceof ByFile file) {
            return new Open(file.path(), Context.own().as(context.user()));
        }
        String name = VERB + "-" + Digest.of(way.toString()).hex().substring(0, NAME);
        return new Open(keep.replaceFirst("[^/]+$", name), Context.own());
    }

    /** The step that takes this one back. */
    private WayBack.Deed deed() {
        Map<String, Value> back = new LinkedHashMap<>(arguments);
        if (!opens) {
            back.put(Options.END.name(), Value.of(true));
        }
        String variant = way instanceof Commands ? "on" : "file";
        return new WayBack.Deed(VERB + " " + variant, back, opens ? VERB : Options.END.name() + " of " + VERB);
    }

    @Override
    public List<Target> touches() {
        Target state = Target.every(VERB);
        return List.of(state, way instanceof ByFile file ? Target.files(file.path()) : Target.every("service"));
    }

    @Override
    public Result apply(Work work) {
        Open open = open(work.keep());
        if (way instanceof Commands commands) {
            work.must(Shell.command(opens ? commands.off() : commands.on(), context));
        }
        if (opens) {
            work.files(open.context()).remove(open.path());
        } else {
            work.files(open.context()).write(open.path(), SecretText.plain(""), Optional.empty());
        }
        return Result.none();
    }
}
