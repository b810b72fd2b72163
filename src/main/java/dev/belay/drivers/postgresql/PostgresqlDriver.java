package dev.belay.drivers.postgresql;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.catalog.Technology;
import dev.belay.catalog.Technology.Property;
import dev.belay.database.Database;
import dev.belay.driver.Arguments;
import dev.belay.driver.Driver;
import dev.belay.driver.Fact;
import dev.belay.driver.Operation;
import dev.belay.driver.Retention;
import dev.belay.driver.Target;
import dev.belay.driver.database.ContainerOptions;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.driver.database.InstalledSql;
import dev.belay.driver.database.VerifyDatabase;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.value.Size;
import java.util.List;
import java.util.Optional;

/** Databases of PostgreSQL, from version 10 on. */
public final class PostgresqlDriver implements Driver {

    private static final String NAME = DeclaredDatabase.technology(Database.Product.POSTGRESQL);
    private static final Subject DATABASE = Subject.resource("database");
    private static final Type ONE_DATABASE = new Type.Resource("database");
    private static final Type TEXTS = new Type.ListOf(Type.TEXT);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Technology> technologies() {
        return List.of(new Technology(
                "database",
                NAME,
                Type.TEXT,
                ContainerOptions.with(
                        Option.of(
                                "user",
                                Type.TEXT,
                                "the role to connect as; else as:, else the account that runs Belay"),
                        Option.of("password", Type.SECRET, "the role's password; not needed with peer authentication"),
                        Option.of(
                                "as",
                                Type.TEXT,
                                "over a socket: the account that connects, whom the server knows as its peer; in a container:"
                                        + " the account that runs docker, root or one of the group docker"),
                        Option.of("restored", Type.SHELL, "a command that must run after any restore of the database")),
                List.of(
                        new Property(
                                "host", Type.TEXT, "the host, or the folder of the socket", DeclaredDatabase::host),
                        new Property("port", Type.NUMBER, "the port", DeclaredDatabase::port),
                        new Property("name", Type.TEXT, "the name of the database", DeclaredDatabase::name),
                        new Property("user", Type.TEXT, "the role"),
                        new Property("password", Type.SECRET, "the password")),
                "A PostgreSQL database, reached over TCP as host/name or host:port/name, over a Unix socket as"
                        + " /var/run/postgresql/name, or by its name in a container, whose own programs then write and load"
                        + " backups.",
                "database 'main', postgresql: 'localhost/ngw', user: 'ngw', password: secret('NGW_DB_PASSWORD')\n"
                        + "database 'app', postgresql: 'app', compose: '/opt/app', service: 'db', user: 'app'"));
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation(backup(), Backup::of),
                new Operation(restore(), Restore::of),
                new Operation(migrate(), MigrateSql::of),
                new Operation(sqlStatement(), Sql::statement),
                new Operation(sqlFile(), Sql::file),
                new Operation(require(), RequireDatabase::of),
                new Operation(verifyDatabase(), arguments -> VerifyDatabase.answers(asked(arguments), arguments)),
                new Operation(verifySql(), arguments -> VerifyDatabase.sql(asked(arguments), arguments)),
                new Operation(verifyBackup(), VerifyBackup::of),
                InstalledSql.operation(NAME, PostgresqlDriver::asked, Target::database));
    }

    @Override
    public Optional<Target> targetOf(Resource resource) {
        return Optional.of(Target.database(DeclaredDatabase.of(resource).database()));
    }

    @Override
    public Optional<Fact<Size>> sizeOf(Resource resource) {
        return Optional.of(
                new DatabaseFacts.DatabaseSize(DeclaredDatabase.of(resource).database()));
    }

    private static Database asked(Arguments arguments) {
        return DeclaredDatabase.of(arguments, "database");
    }

    private static Form backup() {
        return Form.of("backup", DATABASE)
                .technology(NAME)
                .option(
                        Option.required("to", Type.PATH, "the folder for the file, whose name will hold the run's id"),
                        Retention.OPTION,
                        Options.TIMEOUT)
                .options(Options.CONTEXT)
                .result(Type.PATH)
                .worst(Effect.REVERSIBLE)
                .doc(
                        "Writes the database to a file with the pg_dump that fits its server, and reads it back. It is the way"
                                + " back of all later steps that change the database. The result is the file's path.")
                .example("def dump = backup 'main', to: '/home/ngw/backup'")
                .form();
    }

    private static Form restore() {
        return Form.of("restore", DATABASE)
                .technology(NAME)
                .option(
                        Option.required(
                                "from", Type.PATH, "the file that pg_dump or a backup step wrote, or one of SQL"),
                        Option.of("clean", Type.BOOL, "replaces a database that holds tables")
                                .standard(Value.of(false)),
                        Option.of(
                                "accept", TEXTS, "errors that are no failure, as the server words them; * is any text"),
                        Options.TIMEOUT)
                .options(Options.CONTEXT)
                .worst(Effect.REVERSIBLE)
                .doc(
                        "Loads the file into a new database, counts what arrived, and gives it the place of the old one, which is"
                                + " kept under another name until the run is accepted.")
                .example("restore 'new', from: dump, clean: true, accept: ['role \"*\" does not exist']")
                .form();
    }

    private static Form migrate() {
        return Form.of("migrate", DATABASE, "sql", Type.PATH, "the folder of the .sql files")
                .technology(NAME)
                .option(
                        Option.of("baseline", Type.TEXT, "the last file that the database has had already"),
                        Option.of(
                                "accept", TEXTS, "SQLSTATEs, such as 42P07, that mean that a file was applied already"),
                        Options.TIMEOUT,
                        Options.AS,
                        Options.DIR)
                .worst(Effect.RESTORABLE)
                .doc(
                        "Applies the files in order of their whole names, each in one transaction, and records each in the table"
                                + " belay_history. It stops at the first error. A file that was applied is not applied again.")
                .example("migrate 'main', sql: 'migration', baseline: '2019-03-01-a.sql', accept: ['42701', '42P07']")
                .form();
    }

    private static Form sqlStatement() {
        return Form.of("sql", DATABASE, "statement", Type.TEXT, "one or more statements")
                .technology(NAME)
                .options(sqlOptions())
                .result(Type.TEXT)
                .worst(Effect.RESTORABLE)
                .doc(
                        "Runs statements in one transaction. What they change is not known beforehand. The result is the first"
                                + " column of the first row, where the last statement gives any.")
                .example(
                        "sql 'main', statement: 'update layer set cached = false', undo: 'update layer set cached = true'")
                .form();
    }

    private static Form sqlFile() {
        return Form.of("sql", DATABASE, "file", Type.PATH, "a file of statements")
                .technology(NAME)
                .options(sqlOptions())
                .option(Options.AS, Options.DIR)
                .result(Type.TEXT)
                .worst(Effect.RESTORABLE)
                .doc("Runs the statements of a file in one transaction. What they change is not known beforehand.")
                .example("sql 'main', file: 'fix.sql', check: 'select count(*) = 0 from broken'")
                .form();
    }

    private static List<Option> sqlOptions() {
        return List.of(
                Option.of("check", Type.TEXT, "a query that is true where there is nothing to do"),
                Option.of("undo", Type.TEXT, "statements that undo it; else the way back is the backup"),
                Options.TIMEOUT);
    }

    private static Form require() {
        return Form.of("require", Subject.none(), "database", ONE_DATABASE, "the database")
                .technology(NAME)
                .option(
                        Option.of("version", Type.TEXT, "a range of versions of the server, such as >=16"),
                        Option.of("extensions", TEXTS, "extensions that it must have"),
                        Option.of("empty", Type.BOOL, "it must hold no tables but those of extensions"))
                .doc("The database must exist, be reachable, and be as told.")
                .example("require database: 'new', version: '>=16', extensions: ['postgis'], empty: true")
                .form();
    }

    private static Form verifyDatabase() {
        return Form.of("verify", Subject.none(), "database", ONE_DATABASE, "the database")
                .technology(NAME)
                .option(Options.WITHIN)
                .doc("The database must exist and answer.")
                .example("verify database: 'new stac', within: 1.minutes")
                .form();
    }

    private static Form verifyBackup() {
        return Form.of("verify", Subject.none(), "backup", Type.PATH, "the file, mostly the result of a backup step")
                .technology(NAME)
                .option(
                        Option.required("database", ONE_DATABASE, "which it is of"),
                        Option.of(
                                "accept", TEXTS, "errors that are no failure, as the server words them; * is any text"),
                        Options.TIMEOUT)
                .options(Options.CONTEXT)
                .doc(
                        "Restores a backup into a scratch database beside, counts the rows of each table, holds them against what"
                                + " the file holds, and drops the scratch database. The database itself stays as it is.")
                .example("def dump = backup 'main', to: '/home/ngw/backup'\nverify backup: dump, database: 'main'")
                .form();
    }

    private static Form verifySql() {
        return Form.of("verify", Subject.none(), "sql", Type.TEXT, "a query; it cannot change anything")
                .technology(NAME)
                .option(
                        Option.required("database", ONE_DATABASE, "which is asked"),
                        Option.of("equals", Type.ANY, "what it must give; else true or a number other than 0"),
                        Options.WITHIN)
                .doc("The first column of the first row that the query gives must be as told.")
                .example("verify sql: 'select count(*) from users', database: 'main', equals: 3")
                .form();
    }
}
