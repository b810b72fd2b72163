package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.database.Database.Socket;
import dev.belay.database.Database.Tcp;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.value.SecretText;
import dev.belay.value.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One installation of PostgreSQL's client programs, and the commands that it is given.
 *
 * @param folder where pg_dump and pg_restore are
 * @param version of them
 */
record PgTools(String folder, Version version) {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+(?:\\.\\d+)*)");
    private static final String SECONDS_TO_CONNECT = "15";

    /** Reads what {@code pg_dump --version} prints; empty where it is something else. */
    static Optional<PgTools> of(String folder, String printed) {
        Matcher matcher = VERSION.matcher(printed);
        return matcher.find() ? Optional.of(new PgTools(folder, new Version(matcher.group(1)))) : Optional.empty();
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

    /** The number before the first dot. */
    static long majorOf(Version version) {
        return Long.parseLong(version.text().split("\\.")[0]);
    }

    private long major() {
        return majorOf(version);
    }

    /** Writes a backup of the database to a file. */
    Command dump(Database database, Context context, String application, String file) {
        List<String> arguments = new ArrayList<>(List.of(folder + "/pg_dump", "--format=custom", "--file=" + file));
        arguments.addAll(connection(database));
        arguments.add("--dbname=" + connectionName(database.name()));
        return Command.of(arguments).in(with(database, context, application));
    }

    /** Reads a backup whole and throws it away. */
    Command readBack(String file, Context context) {
        return Command.of(folder + "/pg_restore", "--file=/dev/null", file).in(context);
    }

    /** Prints what is in a backup. */
    Command list(String file, Context context) {
        return Command.of(folder + "/pg_restore", "--list", file).in(context);
    }

    /**
     * Loads a backup into an empty database.
     *
     * @param tolerant true to go on after errors, which the caller judges
     */
    Command load(Database database, Context context, String application, String file, boolean tolerant) {
        List<String> arguments = new ArrayList<>(List.of(folder + "/pg_restore"));
        arguments.addAll(connection(database));
        arguments.add("--dbname=" + connectionName(database.name()));
        if (!tolerant) {
            arguments.add("--exit-on-error");
        }
        arguments.add(file);
        return Command.of(arguments).in(with(database, context, application));
    }

    /** How the tools run: as the account whom the server knows as its peer, else the step's; in a folder that all can enter. */
    static Context account(Database database, Context context) {
        Context anywhere = context.in("/");
        return database.endpoint() instanceof Socket socket && socket.as().isPresent()
                ? anywhere.as(socket.as())
                : anywhere;
    }

    private static List<String> connection(Database database) {
        List<String> arguments = new ArrayList<>();
        if (database.endpoint() instanceof Tcp tcp) {
            arguments.addAll(List.of("--host=" + tcp.host(), "--port=" + tcp.port()));
        } else {
            Socket socket = (Socket) database.endpoint();
            arguments.addAll(List.of("--host=" + socket.path(), "--port=" + socket.port()));
        }
        if (!database.user().isEmpty()) {
            arguments.add("--username=" + database.user());
        }
        arguments.add("--no-password");
        return arguments;
    }

    /** A name that holds = or begins like an address would be read as a connection string, so it is written as one. */
    private static String connectionName(String name) {
        return name.matches("[\\w-]+")
                ? name
                : "dbname='" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static Context with(Database database, Context context, String application) {
        Context known = account(database, context)
                .with("PGAPPNAME", SecretText.plain(application))
                .with("PGCONNECT_TIMEOUT", SecretText.plain(SECONDS_TO_CONNECT));
        return database.password()
                .map(password -> known.with("PGPASSWORD", password))
                .orElse(known);
    }

    @Override
    public String toString() {
        return "pg_dump " + version;
    }
}
