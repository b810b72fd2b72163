package dev.belay.drivers.forthcoming;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.expr.Type;
import java.util.List;

/** Databases of MariaDB. */
final class MariadbForms {

    private static final Subject DATABASE = Subject.resource("database");

    private MariadbForms() {}

    static List<Form> forms() {
        return List.of(
                Form.of("backup", DATABASE)
                        .technology("mariadb")
                        .option(Option.required(
                                "to", Type.PATH, "the folder for the file, whose name will hold the run's id"))
                        .options(Options.CONTEXT)
                        .result(Type.PATH)
                        .worst(Effect.REVERSIBLE)
                        .doc("Writes the database into a file and reads it back; later steps can be undone by it.")
                        .example("def dump = backup 'v3', to: '/srv/pod/backup'")
                        .form(),
                Form.of("restore", DATABASE)
                        .technology("mariadb")
                        .option(
                                Option.required("from", Type.PATH, "the file of a backup"),
                                Option.of(
                                        "accept", new Type.ListOf(Type.TEXT), "messages of errors that are tolerated"))
                        .options(Options.CONTEXT)
                        .worst(Effect.RESTORABLE)
                        .doc(
                                "Puts the database back as a backup has it; the present one is kept until the run is accepted.")
                        .example("restore 'v3', from: dump")
                        .form());
    }
}
