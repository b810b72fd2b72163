package dev.belay.drivers.forthcoming;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.expr.Type;
import java.util.List;

/** The application's own migrations. */
final class MigrationForms {

    private MigrationForms() {}

    static List<Form> forms() {
        return List.of(Form.of(
                        "migrate", Subject.resource("database"), "command", Type.SHELL, "the application's own command")
                .option(
                        Option.of("preview", Type.SHELL, "the application's own dry run"),
                        Option.of("unchanged", Type.TEXT, "what it prints where there is nothing to do"),
                        Option.of("done", Type.TEXT, "what it prints when it is done; without it the step has failed"))
                .options(Options.CONTEXT)
                .option(Options.TIMEOUT)
                .worst(Effect.RESTORABLE)
                .doc(
                        "Migrates a database by the application's own command. The way back is the backup of the database.")
                .example("migrate 'main', command: 'nextgisweb migration upgrade --no-dry-run'")
                .form());
    }
}
