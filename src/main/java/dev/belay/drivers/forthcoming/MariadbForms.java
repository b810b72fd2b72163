package dev.belay.drivers.forthcoming;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.catalog.Technology;
import dev.belay.expr.Type;
import java.util.List;

/** Databases of MariaDB. */
final class MariadbForms {

    private static final Subject DATABASE = Subject.resource("database");

    private MariadbForms() {}

    static Technology technology() {
        return new Technology(
                "database",
                "mariadb",
                Type.TEXT,
                List.of(
                        Option.of("user", Type.TEXT, "the account of the database"),
                        Option.of("password", Type.SECRET, "its password"),
                        Option.of("as", Type.TEXT, "over a socket: the account of the machine that connects"),
                        Option.of("restored", Type.SHELL, "a command that must run after any restore of the database")),
                List.of(
                        new Technology.Property("user", Type.TEXT, "the account"),
                        new Technology.Property("password", Type.SECRET, "the password")),
                "A MariaDB database, reached over TCP as host/name or host:port/name.",
                "database 'v3', mariadb: 'localhost/pod', user: 'pod', password: secret('POD3_DB_PASSWORD')");
    }

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
