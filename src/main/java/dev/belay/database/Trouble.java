package dev.belay.database;

import dev.belay.database.Database.Product;
import dev.belay.value.Unseen;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What went wrong with a server, in words for people.
 *
 * @param what one line, without a full stop and without secrets
 * @param remedies what to do
 */
record Trouble(String what, List<String> remedies) {

    Trouble {
        remedies = List.copyOf(remedies);
    }

    private static final int KILLED = 1927;

    /** MariaDB's codes where it does not let a user in, or not into a database. */
    private static final Set<Integer> REFUSED = Set.of(1044, 1045, 1130, 1698);

    /** Where a server has no free connection (PostgreSQL's and MariaDB's), or is starting. */
    private static final Set<String> BUSY = Set.of("53300", "57P03");

    private static final Set<Integer> FULL = Set.of(1040, 1203, 1226);

    /** What bash says in a container, where nothing listens there. */
    private static final Pattern RELAY = Pattern.compile("(?s).*\\brelay: (?:connect: )?([A-Z])([^\\n]*).*");

    /** What MariaDB's driver puts before the server's words. */
    private static final Pattern CONNECTION = Pattern.compile("^\\(conn=-?\\d+\\) ");

    /** What PostgreSQL's driver says where nothing listens, with advice that is given here in other words. */
    private static final Pattern REFUSES = Pattern.compile("^Connection to \\S+ refused\\..*");

    /** What an exception means. The states are those of PostgreSQL's appendix A and of SQL:2016's class 08. */
    static Trouble of(Database database, SQLException e, UnaryOperator<String> mask) {
        String message = mask.apply(words(e)).lines().findFirst().orElse("");
        if (e.getCause() instanceof Unseen unseen) {
            return new Trouble(unseen.message(), List.of());
        }
        return database.product() == Product.MARIADB
                ? ofMariadb(database, e, message)
                : ofPostgresql(database, e, message);
    }

    private static Trouble ofPostgresql(Database database, SQLException e, String message) {
        String server = database.address();
        return switch (state(e)) {
            case "3D000" ->
                new Trouble(
                        "there is no database '" + database.name() + "' on " + server,
                        List.of("make it with createdb, or correct the database '" + database.resource() + "'"));
            case "28P01" ->
                new Trouble(
                        server + " refuses the password of '" + database.user() + "'",
                        List.of(passwordRemedy(database)));
            case "28000" ->
                new Trouble(
                        server + " does not let '" + database.user() + "' in: " + message,
                        List.of(
                                "look at the server's pg_hba.conf; over a socket with peer authentication, as: names the account"));
            case "53300" ->
                new Trouble(server + " has no free connection", List.of("close clients, or raise max_connections"));
            case "57P03" -> new Trouble(server + " is starting up or shutting down", List.of("try again in a minute"));
            case "08004" ->
                new Trouble(
                        server + " wants a password of '" + database.user() + "': " + message,
                        List.of(passwordRemedy(database)));
            case "08001", "08006" ->
                new Trouble(
                        "cannot connect to PostgreSQL on " + server + ": "
                                + REFUSES.matcher(message).replaceFirst("connection refused"),
                        List.of("is the server running, and are host and port of '" + database.resource()
                                + "' right?"));
            case "42501" -> new Trouble(database + ": '" + database.user() + "' may not: " + message, List.of());
            default -> new Trouble(database + ": " + message, List.of());
        };
    }

    /** The numbers are those of MariaDB's list of error codes. */
    private static Trouble ofMariadb(Database database, SQLException e, String message) {
        String server = database.address();
        return switch (e.getErrorCode()) {
            case 1049 ->
                new Trouble(
                        "there is no database '" + database.name() + "' on " + server,
                        List.of("make it with CREATE DATABASE, or correct the database '" + database.resource() + "'"));
            case 1045, 1698 ->
                new Trouble(
                        server + " refuses the password of '" + database.user() + "': " + message,
                        List.of(passwordRemedy(database)));
            case 1044, 1130 ->
                new Trouble(
                        server + " does not let '" + database.user() + "' in: " + message,
                        List.of("look at the account's grants; they are for a user and the host it comes from"));
            case 1040, 1203, 1226 ->
                new Trouble(server + " has no free connection", List.of("close clients, or raise max_connections"));
            case 1142, 1227, 1370 ->
                new Trouble(database + ": '" + database.user() + "' may not: " + message, List.of());
            default ->
                state(e).startsWith("08")
                        ? new Trouble(
                                "cannot connect to MariaDB on " + server + ": " + message,
                                List.of("is the server running, and are host and port of '" + database.resource()
                                        + "' right?"))
                        : new Trouble(database + ": " + message, List.of());
        };
    }

    /** True where the server lets the user not in: a password is wrong, or missing. */
    static boolean refused(SQLException e) {
        String state = state(e);
        return (e.getCause() instanceof Unseen unseen && unseen.refused())
                || state.startsWith("28")
                || (state.equals("08004") && !passes(e))
                || REFUSED.contains(e.getErrorCode());
    }

    /** True where the connection itself is gone, and a new one may succeed. */
    static boolean lost(SQLException e) {
        String state = state(e);
        return state.startsWith("08") || state.equals("57P01") || state.equals("57P02") || e.getErrorCode() == KILLED;
    }

    /** True where the server takes no connection for now, and may soon: it has none that is free, it is starting, nothing listens yet. */
    static boolean passes(SQLException e) {
        return BUSY.contains(state(e)) || FULL.contains(e.getErrorCode()) || e.getCause() instanceof ConnectException;
    }

    /** What, and what to do, as one sentence. */
    String sentence() {
        return remedies.isEmpty() ? what : what + "; " + String.join(", or ", remedies);
    }

    /** The driver's words; where it only says that the connection failed, those of what made it fail. */
    private static String words(SQLException e) {
        boolean says = !String.valueOf(e.getMessage()).startsWith("The connection attempt failed");
        Throwable cause = says || e.getCause() == null ? e : e.getCause();
        return cause instanceof java.net.UnknownHostException
                ? "there is no host " + cause.getMessage()
                : relayed(serverWords(String.valueOf(cause.getMessage())));
    }

    private static String relayed(String words) {
        Matcher relay = RELAY.matcher(words);
        return relay.matches() ? relay.group(1).toLowerCase(Locale.ROOT) + relay.group(2) : words;
    }

    /** A message without what a driver puts around it. */
    static String serverWords(String message) {
        return CONNECTION.matcher(message).replaceFirst("");
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    private static String passwordRemedy(Database database) {
        return database.password()
                .map(password -> "correct the secret " + String.join(", ", password.secrets()))
                .orElse("declare a password: for the database '" + database.resource() + "'");
    }
}
