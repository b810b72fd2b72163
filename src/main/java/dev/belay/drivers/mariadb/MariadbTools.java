package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.database.Database.Socket;
import dev.belay.database.Database.Tcp;
import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.driver.database.Inside;
import dev.belay.driver.database.Naming;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.value.SecretText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MariaDB's client programs, and the commands that they are given. No option file is read, and the password goes by the environment.
 *
 * @param inside the container that they are in; empty for those of this machine
 * @param dump the path of mariadb-dump, or of mysqldump where it is MariaDB's
 * @param client the path of mariadb, or of mysql
 * @param version of them
 */
record MariadbTools(Optional<Inside> inside, String dump, String client, String version) {

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)-MariaDB");

    /** What to do where they are missing. */
    static String missing(Database database) {
        return database.container()
                .map(container ->
                        "no mariadb-dump is in " + container + "; use an image that holds MariaDB's own programs")
                .orElse("no mariadb-dump is installed; install mariadb-client");
    }

    /**
     * The programs for a database: those in the container of its server, else those of this machine; empty where there are none of
     * MariaDB.
     */
    record Installed(Database database, Context context) implements Fact<Optional<MariadbTools>> {

        /** Prints the paths of both, and what the first says of its version. */
        private static final String LOOK = """
                dump=$(command -v mariadb-dump || command -v mysqldump) || exit 1
                command -v mariadb || command -v mysql || exit 1
                echo "$dump"
                "$dump" --version""";

        @Override
        public Optional<MariadbTools> read(Probe world) {
            Optional<Inside> inside = Inside.of(world, database, context);
            return inside.isPresent() ? in(inside.get(), world) : here(world);
        }

        private static Optional<MariadbTools> in(Inside inside, Probe world) {
            List<String> told = inside.ask(world, List.of("sh", "-c", LOOK)).stream()
                    .flatMap(String::lines)
                    .toList();
            return told.size() < 3 ? Optional.empty() : of(Optional.of(inside), told.get(1), told.get(0), told.get(2));
        }

        private Optional<MariadbTools> here(Probe world) {
            Optional<String> dump = which(world, "mariadb-dump", "mysqldump");
            Optional<String> client = which(world, "mariadb", "mysql");
            if (dump.isEmpty() || client.isEmpty()) {
                return Optional.empty();
            }
            Command version = Command.of(dump.get(), "--version").in(context.in("/"));
            return of(
                    Optional.empty(),
                    dump.get(),
                    client.get(),
                    world.host().ask(version).text());
        }

        private static Optional<MariadbTools> of(Optional<Inside> inside, String dump, String client, String printed) {
            Matcher version = VERSION.matcher(printed);
            return version.find()
                    ? Optional.of(new MariadbTools(inside, dump, client, version.group(1)))
                    : Optional.empty();
        }

        private Optional<String> which(Probe world, String name, String older) {
            return world.host().which(name, context).or(() -> world.host().which(older, context));
        }

        @Override
        public Target target() {
            return database.container()
                    .map(container -> new Target("container", container.toString()))
                    .orElseGet(Target::machine);
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
    Command dump(Database database, Context context, String run, boolean transactions, String file) {
        List<String> arguments = connection(dump, database);
        arguments.addAll(List.of(
                "--routines",
                "--events",
                "--triggers",
                "--hex-blob",
                transactions ? "--single-transaction" : "--lock-tables",
                database.name()));
        Map<String, SecretText> env = environment(database, run);
        if (inside.isPresent()) {
            return inside.get().writing(file, arguments, env);
        }
        arguments.add(1 + arguments.indexOf("--hex-blob"), "--result-file=" + file);
        return Command.of(arguments).in(context.in("/").with(env));
    }

    /**
     * Loads a file of SQL into a database. The session holds the lock by which a later attempt finds it.
     *
     * @param tolerant true to go on after errors, which the caller judges
     */
    Command load(Database database, Context context, String run, String file, boolean tolerant) {
        List<String> client = connection(this.client, database);
        client.add("--init-command=do get_lock(" + Session.literal(Naming.application(run)) + ", 10)");
        client.add("--binary-mode");
        if (tolerant) {
            client.add("--force");
        }
        client.add(database.name());
        Map<String, SecretText> env = environment(database, run);
        if (inside.isPresent()) {
            return inside.get().reading(file, client, env);
        }
        List<String> arguments = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" < \"$0\"", file));
        arguments.addAll(client);
        return Command.of(arguments).in(context.in("/").with(env));
    }

    /** With TLS where the server offers it, as the connections of Belay itself. */
    private static List<String> connection(String program, Database database) {
        List<String> arguments = new ArrayList<>(List.of(
                program,
                "--no-defaults",
                "--loose-skip-ssl-verify-server-cert",
                "--default-character-set=utf8mb4",
                "--max-allowed-packet=1G"));
        if (database.endpoint() instanceof Socket socket) {
            arguments.addAll(List.of("--protocol=socket", "--socket=" + socket.path()));
        } else {
            Tcp tcp = database.server().orElseThrow();
            arguments.addAll(List.of("--protocol=tcp", "--host=" + tcp.host(), "--port=" + tcp.port()));
        }
        if (!database.user().isEmpty()) {
            arguments.add("--user=" + database.user());
        }
        return arguments;
    }

    private static Map<String, SecretText> environment(Database database, String run) {
        Map<String, SecretText> env = new LinkedHashMap<>(Inside.mark(run));
        database.password().ifPresent(password -> env.put("MYSQL_PWD", password));
        return env;
    }

    @Override
    public String toString() {
        return "mariadb-dump " + version;
    }
}
