package dev.belay.drivers.mariadb;

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
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.plan.WayBack;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Writes a database to a file with mariadb-dump, and reads it back.
 *
 * @param database what is saved
 * @param context of the step
 * @param folder where the file goes
 * @param restoring the arguments of a restore from it, all but the source
 * @param keep how many backups of the database stay in the folder; empty for all
 * @param timeout of mariadb-dump; empty for none
 */
record Backup(
        Database database,
        Context context,
        String folder,
        Map<String, Value> restoring,
        Optional<Integer> keep,
        Optional<Duration> timeout)
        implements Action {

    private static final String ENDING = ".sql";
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
        if (f.now(new MariadbTools.Installed(database, account())).isEmpty()) {
            f.unmet(MariadbTools.missing(database));
        }
        List<String> locked = f.now(new DatabaseFacts.Untransacted(database));
        if (!locked.isEmpty()) {
            f.remark("locks all tables meanwhile, since " + locked.get(0)
                    + (locked.size() == 1 ? " knows" : " and " + (locked.size() - 1) + " more know")
                    + " no transactions");
        }
        Size size = f.now(new DatabaseFacts.DatabaseSize(database));
        f.costs(size, Duration.ofSeconds(1 + size.bytes() / BYTES_A_SECOND));
        predictFile(f, size);
    }

    private void predictFile(Forecast f, Size size) {
        String path = path(f.run());
        BackupFacts.BackupFile file = new BackupFacts.BackupFile(account(), path);
        if (f.now(file) && !f.host().read(account()).exists(path)) {
            throw Failure.wrong(
                    "an earlier step of this run writes " + path + " already; give one of them another folder");
        }
        Size free = f.now(new FreeSpace(account(), folder));
        if (!f.now(file) && free.bytes() < size.bytes()) {
            f.unmet(folder + " has " + free + " free, the backup of " + database.name() + " may take " + size
                    + "; make room or write it elsewhere");
        }
        if (f.host().read(account()).exists(folder)
                && !f.host()
                        .ask(Command.of("test", "-w", folder).in(account().in("/")))
                        .ok()) {
            f.unmet(account().user().orElseGet(f.host()::user) + ", who runs mariadb-dump, cannot write to " + folder
                    + "; change its owner or write elsewhere");
        }
        f.becomes(file, true);
        f.result(Value.of(path));
        Map<String, Value> arguments = new LinkedHashMap<>(restoring);
        arguments.put("from", Value.of(path));
        f.backsUp(
                Target.database(database),
                Exclusions.none(),
                new WayBack.Deed("restore/mariadb", arguments, "restore " + database.resource()));
        retention().ifPresent(retention -> retention.foresee(f));
    }

    @Override
    public Result apply(Work w) {
        Inside.endLeftOvers(w, database);
        String path = path(w.run());
        if (w.read(new BackupFacts.BackupFile(account(), path))) {
            retention().ifPresent(retention -> retention.note(w, path));
            return Result.of(Value.of(path));
        }
        MariadbTools tools = w.read(new MariadbTools.Installed(database, account()))
                .orElseThrow(() -> Failure.unmet(MariadbTools.missing(database)));
        FileWriter files = w.files(account());
        remove(files, path);
        files.makeFolders(folder);
        close(files, path + UNFINISHED);
        TreeSet<String> tables = new TreeSet<>(w.read(new DatabaseFacts.TableNames(database)));
        boolean transactions = w.read(new DatabaseFacts.Untransacted(database)).isEmpty();
        Inside.must(
                w,
                database,
                tools.dump(database, account(), w.run(), transactions, path + UNFINISHED)
                        .timeout(timeout)
                        .leavingNothing());
        String held = readBack(files, path + UNFINISHED, tables);
        Digest digest = files.digest(path + UNFINISHED)
                .orElseThrow(() -> Failure.failed("mariadb-dump wrote no " + path + UNFINISHED));
        files.rename(path + UNFINISHED, path);
        String name = path.substring(path.lastIndexOf('/') + 1);
        files.write(path + BackupFacts.CHECKSUM, SecretText.plain(digest + "  " + name + "\n"), Optional.of(0600));
        retention().ifPresent(retention -> retention.note(w, path));
        return Result.of(Value.of(path)).remark(path + ", " + files.total(path) + ", " + held + ", read back");
    }

    /** Makes the file before mariadb-dump does, so that from its first byte only its owner reads it. */
    private static void close(FileWriter files, String path) {
        try {
            files.create(path).close();
        } catch (IOException e) {
            throw Failure.failed(path + " cannot be written: " + Reason.of(e));
        }
    }

    private static String readBack(FileWriter files, String file, TreeSet<String> tables) {
        DumpFile dump = DumpFile.read(file, files.open(file));
        if (!dump.whole()) {
            throw Failure.failed("the backup " + file + " has no end; is the disk full?");
        }
        TreeSet<String> missing = new TreeSet<>(tables);
        missing.removeAll(dump.tables());
        if (!missing.isEmpty()) {
            throw Failure.failed("the backup " + file + " lacks " + String.join(", ", missing));
        }
        int count = dump.tables().size();
        return count + (count == 1 ? " table" : " tables");
    }

    @Override
    public void discard(Work w) {
        Inside.endLeftOvers(w, database);
        String path = path(w.run());
        if (!w.read(new BackupFacts.BackupFile(account(), path))) {
            remove(w.files(account()), path);
        }
    }

    @Override
    public void accept(Work w) {
        retention().ifPresent(retention -> retention.accept(w));
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

    private Context account() {
        return Inside.account(database, context);
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
