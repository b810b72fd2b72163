package dev.belay.drivers.postgresql;

import dev.belay.catalog.Options;
import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Exclusions;
import dev.belay.driver.Forecast;
import dev.belay.driver.FreeSpace;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Retention;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.driver.database.BackupFacts;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.driver.database.Inside;
import dev.belay.driver.database.Naming;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.plan.WayBack;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a database to a file with the pg_dump that fits its server, and reads it back. Where none fits, the server makes a copy
 * of the database instead, which is kept until the run is accepted.
 *
 * @param database what is saved
 * @param context of the step
 * @param folder where the file goes
 * @param restoring the arguments of a restore from it, all but the source
 * @param keep how many backups of the database stay in the folder; empty for all
 * @param timeout of each program; empty for none
 */
record Backup(
        Database database,
        Context context,
        String folder,
        Map<String, Value> restoring,
        Optional<Integer> keep,
        Optional<Duration> timeout)
        implements Action {

    private static final String ENDING = ".dump";
    private static final String UNFINISHED = ".unfinished";
    private static final long BYTES_A_SECOND = 25_000_000;

    static Action of(Arguments arguments) {
        Map<String, Value> restoring = new LinkedHashMap<>();
        restoring.put("subject", arguments.value("subject"));
        List.of("as", "dir", "path", "env")
                .forEach(name -> arguments.find(name).ifPresent(value -> restoring.put(name, value)));
        restoring.put("clean", Value.of(true));
        return new Backup(
                DeclaredDatabase.of(arguments, "subject"),
                arguments.context(),
                arguments.context().absolute(arguments.text("to")),
                restoring,
                Retention.keep(arguments),
                arguments.optionalDuration(Options.TIMEOUT.name()));
    }

    @Override
    public void predict(Forecast f) {
        f.again(Again.CLEAN_FIRST);
        f.back(new Back.Nothing());
        if (!f.now(new DatabaseFacts.Exists(database))) {
            throw Failure.unmet("there is no database " + database);
        }
        Size size = f.now(new DatabaseFacts.DatabaseSize(database));
        f.costs(size, Duration.ofSeconds(1 + size.bytes() / BYTES_A_SECOND));
        if (tools(f.now(new FileFacts.InstalledTools(database, account())), f.now(version()))
                .isPresent()) {
            predictFile(f, size);
        } else {
            predictCopy(f);
        }
    }

    private void predictFile(Forecast f, Size size) {
        String path = path(f.run());
        BackupFacts.BackupFile file = new BackupFacts.BackupFile(account(), path);
        if (f.now(file) && !f.host().read(account()).exists(path)) {
            throw Failure.wrong(
                    "an earlier step of this run writes " + path + " already; give one of them another folder");
        }
        Size free = f.now(new FreeSpace(account(), folder));
        if (!f.now(file) && free.bytes() < size.bytes() / 2) {
            f.unmet(folder + " has " + free + " free, the backup of " + database.name() + " may take " + size
                    + "; make room or write it elsewhere");
        }
        Optional<FileInfo> there = f.host().read(account()).info(folder);
        if (there.filter(info -> info.kind() == FileInfo.Kind.FILE).isPresent()) {
            f.unmet(folder + " is a file, and is to be a folder; move it away or write elsewhere");
        } else if (there.isPresent()
                && !f.host().ask(Command.of("test", "-w", folder).in(account())).ok()) {
            f.unmet(account().user().orElseGet(f.host()::user) + ", who runs pg_dump, cannot write to " + folder
                    + "; look at its owner, and whether its disk is read-only, or write elsewhere");
        }
        f.becomes(file, true);
        promise(f, path);
        retention().ifPresent(retention -> retention.foresee(f));
    }

    private void predictCopy(Forecast f) {
        Naming naming = Naming.of(f.run(), f.keep());
        Database copy = naming.copy(database);
        f.remark("no pg_dump for PostgreSQL " + f.now(version())
                + database.container().map(container -> " is in " + container).orElse(" is installed")
                + ": the server copies the database instead, while"
                + " nobody is connected to it, and the copy is no protection against the loss of the server");
        RestoreSource.mustMakeDatabases(f, database);
        f.becomes(new DatabaseFacts.Kept(copy, naming.comment()), true);
        promise(f, RestoreSource.COPY + copy.name());
    }

    private void promise(Forecast f, String from) {
        f.result(Value.of(from));
        Map<String, Value> arguments = new LinkedHashMap<>(restoring);
        arguments.put("from", Value.of(from));
        f.backsUp(
                Target.database(database),
                Exclusions.none(),
                new WayBack.Deed("restore/postgresql", arguments, "restore " + database.resource()));
    }

    @Override
    public Result apply(Work w) {
        Session.endLeftOvers(w, database);
        Optional<PgTools> tools = tools(w.read(new FileFacts.InstalledTools(database, account())), w.read(version()));
        return tools.isPresent() ? dump(w, tools.get()) : copy(w);
    }

    private Result dump(Work w, PgTools tools) {
        String path = path(w.run());
        FileWriter files = w.files(account());
        if (w.read(new BackupFacts.BackupFile(account(), path))) {
            retention().ifPresent(retention -> retention.note(w, path));
            return Result.of(Value.of(path));
        }
        remove(files, path);
        files.makeFolders(folder);
        close(files, path + UNFINISHED);
        Inside.must(
                w,
                database,
                tools.dump(database, account(), w.run(), path + UNFINISHED)
                        .timeout(timeout)
                        .leavingNothing());
        String held = readBack(w, tools, path + UNFINISHED);
        Digest digest = files.digest(path + UNFINISHED)
                .orElseThrow(() -> Failure.failed("pg_dump wrote no " + path + UNFINISHED));
        files.rename(path + UNFINISHED, path);
        String name = path.substring(path.lastIndexOf('/') + 1);
        files.write(path + BackupFacts.CHECKSUM, SecretText.plain(digest + "  " + name + "\n"), Optional.of(0600));
        retention().ifPresent(retention -> retention.note(w, path));
        return Result.of(Value.of(path)).remark(path + ", " + files.total(path) + ", " + held + ", read back");
    }

    /** Makes the file before pg_dump does, so that from its first byte only its owner reads it. */
    private static void close(FileWriter files, String path) {
        try {
            files.create(path).close();
        } catch (java.io.IOException e) {
            throw Failure.failed(path + " cannot be written: " + Reason.of(e));
        }
    }

    private String readBack(Work w, PgTools tools, String file) {
        Completed listed = w.run(tools.list(file, account()));
        Archive archive = Archive.of(listed.out());
        w.must(tools.readBack(file, account()).timeout(timeout).leavingNothing());
        if (!listed.ok()) {
            throw Failure.failed("the backup " + file + " cannot be read back: "
                    + listed.output().strip());
        }
        return archive.tables() + (archive.tables() == 1 ? " table" : " tables");
    }

    private Result copy(Work w) {
        Naming naming = Naming.of(w.run(), w.keep());
        Database copy = naming.copy(database);
        Value from = Value.of(RestoreSource.COPY + copy.name());
        if (w.read(new DatabaseFacts.Kept(copy, naming.comment()))) {
            return Result.of(from);
        }
        try (Session server = Session.ofServer(w, database)) {
            server.drop(copy.name());
            server.copy(database.name(), copy.name());
            server.comment(copy.name(), naming.comment());
        }
        return Result.of(from).remark("no pg_dump fits: the copy " + copy + " is kept until accept");
    }

    @Override
    public void discard(Work w) {
        Session.endLeftOvers(w, database);
        String path = path(w.run());
        if (!w.read(new BackupFacts.BackupFile(account(), path))) {
            remove(w.files(account()), path);
        }
    }

    @Override
    public void accept(Work w) {
        retention().ifPresent(retention -> retention.accept(w));
        Naming naming = Naming.of(w.run(), w.keep());
        Database copy = naming.copy(database);
        if (w.read(new DatabaseFacts.Kept(copy, naming.comment()))) {
            try (Session server = Session.ofServer(w, database)) {
                server.drop(copy.name());
            }
        }
    }

    @Override
    public Standing resolve(Resolving world) {
        Standing standing = world.compare();
        return standing == Standing.UNKNOWN ? Standing.PARTIAL : standing;
    }

    @Override
    public List<Target> saves() {
        return List.of(Target.database(database));
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.files(folder));
    }

    private static void remove(FileWriter files, String path) {
        files.remove(path + UNFINISHED);
        files.remove(path);
        files.remove(path + BackupFacts.CHECKSUM);
        files.remove(path + Retention.MARK);
    }

    private Optional<PgTools> tools(List<PgTools> installed, dev.belay.value.Version server) {
        return PgTools.fitting(installed, server);
    }

    private DatabaseFacts.ServerVersion version() {
        return new DatabaseFacts.ServerVersion(database);
    }

    private Context account() {
        return PgTools.account(database, context);
    }

    private String path(String run) {
        return folder + "/" + beginning() + run + ENDING;
    }

    private String beginning() {
        return database.resource().replaceAll("[^\\w.-]", "_") + "-";
    }

    private Optional<Retention> retention() {
        return keep.map(count -> new Retention(account(), folder, new Retention.Named(beginning(), ENDING), count));
    }
}
