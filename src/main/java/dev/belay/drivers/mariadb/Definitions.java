package dev.belay.drivers.mariadb;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Views, routines, triggers and events of a database: all that RENAME TABLE cannot move to another one. They are read as the server
 * would make them again, dropped, and made again.
 */
final class Definitions {

    /**
     * One of them.
     *
     * @param kind {@code VIEW}, {@code PROCEDURE}, {@code FUNCTION}, {@code TRIGGER}, {@code EVENT}, ...
     * @param mode the sql_mode that it was made with
     * @param collation of literals in it
     * @param zone the time zone of an event
     * @param sql that makes it
     */
    record Definition(String kind, String name, String mode, String collation, String zone, String sql) {}

    private Definitions() {}

    /** Reads them all, in an order in which they can be made; the session is in their database. */
    static List<Definition> read(Session session) {
        List<Definition> all = new ArrayList<>();
        for (List<String> routine : session.rows(
                "select routine_type, routine_name from information_schema.routines where routine_schema = database()"
                        + " order by routine_type, routine_name")) {
            all.add(read(session, routine.get(0), routine.get(1), 2, 4, -1));
        }
        for (String view : session.column(
                "select table_name from information_schema.views where table_schema = database() order by table_name")) {
            all.add(read(session, "VIEW", view, 1, 3, -1));
        }
        for (String trigger :
                session.column("select trigger_name from information_schema.triggers where trigger_schema ="
                        + " database() order by event_object_table, action_timing, event_manipulation, action_order")) {
            all.add(read(session, "TRIGGER", trigger, 2, 4, -1));
        }
        for (String event : session.column(
                "select event_name from information_schema.events where event_schema = database() order by event_name")) {
            all.add(read(session, "EVENT", event, 3, 5, 2));
        }
        return all;
    }

    /** By the columns of SHOW CREATE, counted from 0. */
    private static Definition read(Session session, String kind, String name, int sql, int collation, int zone) {
        List<String> row =
                session.rows("show create " + kind + " " + Session.name(name)).get(0);
        if (row.get(sql).equals("null")) {
            throw Failure.failed(
                    "the account may not read the definition of the " + kind.toLowerCase(Locale.ROOT) + " " + name,
                    "grant it SHOW CREATE ROUTINE, or connect as its definer");
        }
        return new Definition(
                kind,
                name,
                kind.equals("VIEW") ? "" : row.get(1),
                row.get(collation),
                zone < 0 ? "" : row.get(zone),
                row.get(sql));
    }

    /** Drops them from the session's database, as far as they are there. */
    static void drop(Session session, List<Definition> all) {
        for (Definition one : all) {
            session.run("drop " + one.kind() + " if exists " + Session.name(one.name()));
        }
    }

    /**
     * Makes them in the session's database; what is there by the same name is replaced.
     *
     * @throws Failure where one cannot be made
     */
    static void make(Session session, List<Definition> all) {
        List<Definition> left = new ArrayList<>(all);
        int before = left.size() + 1;
        while (!left.isEmpty() && left.size() < before) {
            before = left.size();
            left.removeIf(one -> made(session, one, false)); // a view may rest on one that comes later
        }
        left.forEach(one -> made(session, one, true));
    }

    private static boolean made(Session session, Definition one, boolean must) {
        try {
            session.run("set session sql_mode = " + Session.literal(one.mode()) + ", session collation_connection = "
                    + Session.literal(one.collation()) + ", session time_zone = "
                    + Session.literal(one.zone().isEmpty() ? "+00:00" : one.zone()));
            drop(session, List.of(one));
            session.run(one.sql());
            return true;
        } catch (Failure failure) {
            if (must) {
                throw failure;
            }
            return false;
        } finally {
            session.run("set session sql_mode = default, session collation_connection = utf8mb4_general_ci");
        }
    }
}
