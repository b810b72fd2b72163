package dev.belay.driver;

import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.value.Failure;
import java.nio.file.Path;
import java.util.List;

/** What a script says that a step may change: {@code touches: [database('main'), 'data']}. */
public final class Touches {

    /** What {@code touches:} takes. */
    public static final Type TYPE = new Type.ListOf(
            new Type.AnyOf(List.of(Type.PATH, new Type.Resource("database"), new Type.Resource("service"))));

    private Touches() {}

    /** What is taken to be changed: a command that touches one database may well touch another of its server. */
    public static List<Target> of(Arguments arguments) {
        return named(arguments).stream()
                .map(target -> target.kind().equals("database") ? Target.every("database") : target)
                .toList();
    }

    /** What the script names, each as the steps that back it up name it. */
    public static List<Target> named(Arguments arguments) {
        Context context = arguments.context();
        return arguments.items("touches").stream()
                .map(item ->
                        item instanceof Value.Resource resource ? target(arguments, resource) : files(item, context))
                .toList();
    }

    private static Target target(Arguments arguments, Value.Resource resource) {
        return switch (resource.kind()) {
            case "database" -> arguments.target(resource);
            case "service" -> Target.service(resource.name());
            default -> throw Failure.wrong("touches: takes paths, databases and services, not a " + resource.kind());
        };
    }

    private static Target files(Value item, Context context) {
        return Target.files(
                Path.of(context.absolute(Arguments.text(item))).normalize().toString());
    }
}
