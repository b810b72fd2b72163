package dev.belay.drivers.command;

import dev.belay.driver.Arguments;
import dev.belay.driver.Target;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.value.Failure;
import java.util.List;

/** What a script says that its command may change. */
final class Touches {

    private Touches() {}

    static List<Target> of(Arguments arguments) {
        Context context = arguments.context();
        return arguments.items("touches").stream()
                .map(item -> target(item, context))
                .toList();
    }

    /** A command that touches one database may well touch another of its server. */
    private static Target target(Value item, Context context) {
        if (item instanceof Value.Resource resource) {
            return switch (resource.kind()) {
                case "database" -> Target.every("database");
                case "service" -> Target.service(resource.name());
                default ->
                    throw Failure.wrong("touches: takes paths, databases and services, not a " + resource.kind());
            };
        }
        return Target.files(context.absolute(Arguments.text(item)));
    }
}
