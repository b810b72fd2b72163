package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.database.Database.Socket;
import dev.belay.database.Database.Tcp;
import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Command;
import dev.belay.host.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MariaDB's client programs, and the commands that they are given. No option file is read, and the password goes by the environment.
 *
 * @param dump the path of mariadb-dump, or of mysqldump where it is MariaDB's
 * @param client the path of mariadb, or of mysql
 * @param version of them
 */
record MariadbTools(String dump, String client, String version) {

    /** What to do where they are missing. */
    static final String MISSING = "no mariadb-dump is installed; install mariadb-client";

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)-MariaDB");

    /** The installed programs; empty where there are none of MariaDB. */
    record Installed(Context context) implements Fact<Optional<MariadbTools>> {
        @Override
        public Optional<MariadbTools> read(Probe world) {
            Optional<String> dump = which(world, "mariadb-dump", "mysqldump");
            Optional<String> client = which(world, "mariadb", "mysql");
            if (dump.isEmpty() || client.isEmpty()) {
                return Optional.empty();
            }
            Command version = Command.of(dump.get(), "--version").in(context.in("/"));
            Matcher printed = VERSION.matcher(world.host().ask(version).text());
            return printed.find()
                    ? Optional.of(new MariadbTools(dump.get(), client.get(), printed.group(1)))
                    : Optional.empty();
        }

        private Optional<String> which(Probe world, String name, String older) {
            return world.host().which(name, context).or(() -> world.host().which(older, context));
        }

        @Override
        public Target target() {
            return Target.machine();
        }

        @Override
        public String subject() {
            return "mariadb-dump";
        }

        @Override
        public String show(Optional<MariadbTools> value) {
            return value.map(MariadbTools::version).orElse("");
        }
    }

    /**
     * Writes a backup of the database to a file.
     *
     * @param transactions true where all tables know them, so that nobody has to wait; else they are locked meanwhile
     */
    Command dump(Database database, Context context, boolean transactions, String file) {
        List<String> arguments = connection(dump, database);
        arguments.addAll(List.of(
                "--routines",
                "--events",
                "--triggers",
                "--hex-blob",
                transactions ? "--single-transaction" : "--lock-tables",
                "--result-file=" + file,
                database.name()));
        return Command.of(arguments).in(with(database, context));
    }

    /**
     * Loads a file of SQL into a database. The session holds the lock by which a later attempt finds it.
     *
     * @param tolerant true to go on after errors, which the caller judges
     */
    Command load(Database database, Context context, String application, String file, boolean tolerant) {
        List<String> arguments = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" < \"$0\"", file));
        arguments.addAll(connection(client, database));
        arguments.add("--init-command=do get_lock(" + Session.literal(application) + ", 10)");
        arguments.add("--binary-mode");
        if (tolerant) {
            arguments.add("--force");
        }
        arguments.add(database.name());
        return Command.of(arguments).in(with(database, context));
    }

    /** With TLS where the server offers it, as the connections of Belay itself. */
    private static List<String> connection(String program, Database database) {
        List<String> arguments = new ArrayList<>(List.of(
                program,
                "--no-defaults",
                "--loose-skip-ssl-verify-server-cert",
                "--default-character-set=utf8mb4",
                "--max-allowed-packet=1G"));
        if (database.endpoint() instanceof Tcp tcp) {
            arguments.addAll(List.of("--protocol=tcp", "--host=" + tcp.host(), "--port=" + tcp.port()));
        } else {
            arguments.addAll(List.of("--protocol=socket", "--socket=" + ((Socket) database.endpoint()).path()));
        }
        if (!database.user().isEmpty()) {
            arguments.add("--user=" + database.user());
        }
        return arguments;
    }

    private static Context with(Database database, Context context) {
        Context anywhere = context.in("/");
        return database.password()
                .map(password -> anywhere.with("MYSQL_PWD", password))
                .orElse(anywhere);
    }

    @Override
    public String toString() {
        return "mariadb-dump " + version;
    }
}
