package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.database.Database.Socket;
import dev.belay.database.Database.Tcp;
import dev.belay.driver.database.Inside;
import dev.belay.driver.database.Naming;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.value.SecretText;
import dev.belay.value.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One installation of PostgreSQL's client programs, and the commands that it is given.
 *
 * @param inside the container that they are in; empty for those of this machine
 * @param folder where pg_dump and pg_restore are; of no meaning in a container
 * @param version of them
 */
record PgTools(Optional<Inside> inside, String folder, Version version) {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+(?:\\.\\d+)*)");
    private static final String SECONDS_TO_CONNECT = "15";

    /** Reads what {@code pg_dump --version} prints; empty where it is something else. */
    static Optional<PgTools> of(String folder, String printed) {
        return told(printed).map(version -> new PgTools(Optional.empty(), folder, version));
    }

    /** The programs in a container; empty where there are none. */
    static Optional<PgTools> in(Inside inside, String printed) {
        return told(printed).map(version -> new PgTools(Optional.of(inside), "", version));
    }

    private static Optional<Version> told(String printed) {
        Matcher matcher = VERSION.matcher(printed);
        return matcher.find() ? Optional.of(new Version(matcher.group(1))) : Optional.empty();
    }

    /**
     * The tools that fit a server: its own major version, else the next newer one. pg_dump refuses servers that are newer than
     * itself, and a dump of a much newer one holds settings that the server does not know.
     */
    static Optional<PgTools> fitting(List<PgTools> installed, Version server) {
        return installed.stream()
                .filter(tools -> tools.major() >= majorOf(server))
                .min(Comparator.comparingLong(PgTools::major)
                        .thenComparing(Comparator.comparing(PgTools::version).reversed()));
    }

    /**
     * The tools that load a backup into a server: those that fit it, else the newest there are. A server takes what an older
     * pg_restore says; it only does not dump to one.
     */
    static Optional<PgTools> loading(List<PgTools> installed, Version server) {
        return fitting(installed, server).or(() -> installed.stream().max(Comparator.comparing(PgTools::version)));
    }

    /** The number before the first dot. */
    static long majorOf(Version version) {
        return Long.parseLong(version.text().split("\\.")[0]);
    }

    private long major() {
        return majorOf(version);
    }

    /** Writes a backup of the database to a file. */
    Command dump(Database database, Context context, String run, String file) {
        List<String> arguments = new ArrayList<>(List.of("pg_dump", "--format=custom"));
        arguments.addAll(connection(database));
        Map<String, SecretText> env = environment(database, run);
        if (inside.isPresent()) {
            return inside.get().writing(file, arguments, env);
        }
        arguments.add("--file=" + file);
        return here(arguments, account(database, context), env);
    }

    /** Reads a backup whole and throws it away. */
    Command readBack(String file, Context context) {
        return reading(List.of("pg_restore", "--file=/dev/null"), file, context, Map.of());
    }

    /** Prints what is in a backup. */
    Command list(String file, Context context) {
        return reading(List.of("pg_restore", "--list"), file, context, Map.of());
    }

    /** Prints the rows in a backup as SQL. */
    Command rows(String file, Context context) {
        return reading(List.of("pg_restore", "--data-only", "--file=-"), file, context, Map.of());
    }

    /**
     * Loads a backup into an empty database.
     *
     * @param tolerant true to go on after errors, which the caller judges
     */
    Command load(Database database, Context context, String run, String file, boolean tolerant) {
        List<String> arguments = new ArrayList<>(List.of("pg_restore"));
        arguments.addAll(connection(database));
        if (!tolerant) {
            arguments.add("--exit-on-error");
        }
        return reading(arguments, file, account(database, context), environment(database, run));
    }

    private Command reading(List<String> program, String file, Context context, Map<String, SecretText> env) {
        if (inside.isPresent()) {
            return inside.get().reading(file, program, env);
        }
        List<String> arguments = new ArrayList<>(program);
        arguments.add(file);
        return here(arguments, context, env);
    }

    private Command here(List<String> program, Context context, Map<String, SecretText> env) {
        List<String> arguments = new ArrayList<>(program);
        arguments.set(0, folder + "/" + program.get(0));
        return Command.of(arguments).in(context.with(env));
    }

    /**
     * How the tools run: as the account whom the server knows as its peer, or that runs docker, else the step's; in a folder that all
     * can enter.
     */
    static Context account(Database database, Context context) {
        Context anywhere = Inside.account(database, context.in("/"));
        return database.endpoint() instanceof Socket socket && socket.as().isPresent()
                ? anywhere.as(socket.as())
                : anywhere;
    }

    private static List<String> connection(Database database) {
        List<String> arguments = new ArrayList<>();
        if (database.endpoint() instanceof Socket socket) {
            arguments.addAll(List.of("--host=" + socket.path(), "--port=" + socket.port()));
        } else {
            Tcp tcp = database.server().orElseThrow();
            arguments.addAll(List.of("--host=" + tcp.host(), "--port=" + tcp.port()));
        }
        if (!database.user().isEmpty()) {
            arguments.add("--username=" + database.user());
        }
        arguments.addAll(List.of("--no-password", "--dbname=" + connectionName(database.name())));
        return arguments;
    }

    /** A name that holds = or begins like an address would be read as a connection string, so it is written as one. */
    private static String connectionName(String name) {
        return name.matches("[\\w-]+")
                ? name
                : "dbname='" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static Map<String, SecretText> environment(Database database, String run) {
        Map<String, SecretText> env = new LinkedHashMap<>(Inside.mark(run));
        env.put("PGAPPNAME", SecretText.plain(Naming.application(run)));
        env.put("PGCONNECT_TIMEOUT", SecretText.plain(SECONDS_TO_CONNECT));
        database.password().ifPresent(password -> env.put("PGPASSWORD", password));
        return env;
    }

    /** What reads backups, for messages. */
    String restore() {
        return inside.map(tools -> "pg_restore in " + tools.container()).orElse(folder + "/pg_restore");
    }

    @Override
    public String toString() {
        return "pg_dump " + version
                + inside.map(tools -> " in " + tools.container()).orElse("");
    }
}
