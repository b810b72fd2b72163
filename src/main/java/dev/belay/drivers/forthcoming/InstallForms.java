package dev.belay.drivers.forthcoming;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.expr.Type;
import java.util.List;

/** Packages of Python and of Node, and the application's own migrations. */
final class InstallForms {

    private InstallForms() {}

    static List<Form> forms() {
        return List.of(
                Form.of("install", Subject.none(), "pip", Type.PATH, "the folder of the package")
                        .option(
                                Option.of("editable", Type.BOOL, "installs it in place"),
                                Option.of(
                                        "requirements",
                                        Type.PATH,
                                        "a file of requirements, instead of the package itself"))
                        .options(Options.CONTEXT)
                        .worst(Effect.REVERSIBLE)
                        .doc(
                                "Installs a Python package and what it needs. An undo does it again, once the checkout went back.")
                        .example("install pip: 'package/nextgisweb', editable: true")
                        .form(),
                Form.of("install", Subject.none(), "npm", Type.PATH, "the folder with package.json")
                        .options(Options.CONTEXT)
                        .worst(Effect.REVERSIBLE)
                        .doc("Installs what package.json asks for. An undo does it again, once the checkout went back.")
                        .example("install npm: '/srv/mmgis'")
                        .form(),
                Form.of("migrate", Subject.resource("database"), "command", Type.SHELL, "the application's own command")
                        .option(
                                Option.of("preview", Type.SHELL, "the application's own dry run"),
                                Option.of("unchanged", Type.TEXT, "what it prints where there is nothing to do"),
                                Option.of(
                                        "done",
                                        Type.TEXT,
                                        "what it prints when it is done; without it the step has failed"))
                        .options(Options.CONTEXT)
                        .option(Options.TIMEOUT)
                        .worst(Effect.RESTORABLE)
                        .doc(
                                "Migrates a database by the application's own command. The way back is the backup of the database.")
                        .example("migrate 'main', command: 'nextgisweb migration upgrade --no-dry-run'")
                        .form());
    }
}
