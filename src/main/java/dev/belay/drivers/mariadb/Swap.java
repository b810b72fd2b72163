package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.driver.Work;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts a fresh database in the place of an old one. MariaDB cannot rename a database, but all tables of both in one statement,
 * which is atomic from 10.6 on; views, routines, triggers and events are dropped before and made after it from what was written of
 * them. Every part can be done again, so that what broke off goes on.
 *
 * @param work the step's hands
 * @param old the one to be replaced
 * @param fresh what takes its place, in the form of a {@link Vault}
 * @param kept where the old one goes, into the same form
 */
record Swap(Work work, Database old, Database fresh, Database kept) {

    private static final int TRIES = 6;
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /** Does it, from wherever an earlier attempt broke off. */
    void apply() {
        try (Session server = Session.ofServer(work, old)) {
            server.run("create database if not exists " + Session.name(old.name()));
            server.run("create database if not exists " + Session.name(kept.name()) + like(server, old));
        }
        try (Session session = Session.of(work, old)) {
            Vault.make(session, kept);
            if (!Vault.isSaved(session, kept)) {
                Vault.save(session, kept, Definitions.read(session));
            }
            if (!isThere(session, kept, Vault.MOVED)) {
                move(session);
            }
            if (isThere(session, fresh, Vault.DEFINITIONS)) {
                Definitions.make(session, Vault.definitions(session, fresh));
                drop(session, fresh);
            }
        }
    }

    /** Brings back what was dropped from the old one, where its tables never moved. */
    void giveUp() {
        try (Session session = Session.of(work, old)) {
            if (isThere(session, kept, Vault.DEFINITIONS)) {
                Definitions.make(session, Vault.definitions(session, kept));
            }
            drop(session, kept);
        }
    }

    /** Drops a database that Belay made; nothing where there is none. */
    static void drop(Session session, Database database) {
        session.run("drop database if exists " + Session.name(database.name()));
    }

    /** Makes an empty database like another; what an earlier attempt left of it goes. */
    static void makeAnew(Session server, Database like, Database fresh) {
        drop(server, fresh);
        server.run("create database " + Session.name(fresh.name()) + like(server, like));
    }

    /** The character set and collation of a database, as the end of CREATE DATABASE. */
    private static String like(Session server, Database database) {
        return server
                .rows(
                        "select default_character_set_name, default_collation_name from information_schema.schemata"
                                + " where schema_name = ?",
                        database.name())
                .stream()
                .findFirst()
                .map(row -> " character set " + row.get(0) + " collate " + row.get(1))
                .orElse("");
    }

    private void move(Session session) {
        work.say("ending the sessions in " + old.name() + " and putting the new tables in their place");
        List<String> renamed = Stream.concat(
                        tables(session, old).map(name -> rename(name, old, kept)),
                        tables(session, fresh).map(name -> rename(name, fresh, old)))
                .collect(Collectors.toCollection(ArrayList::new));
        renamed.add(rename(Vault.MOVED, fresh, kept));
        try {
            Definitions.drop(session, Vault.definitions(session, kept));
            renameWhileInUse(session, "rename table " + String.join(", ", renamed));
        } catch (Failure failure) {
            Definitions.make(session, Vault.definitions(session, kept));
            drop(session, kept);
            throw failure;
        }
    }

    private void renameWhileInUse(Session session, String rename) {
        for (int left = TRIES; ; left--) {
            endOthers(session);
            try {
                session.run(rename);
                return;
            } catch (Failure failure) {
                boolean inUse =
                        failure.getCause() instanceof SQLException cause && cause.getErrorCode() == LOCK_WAIT_TIMEOUT;
                if (!inUse || left == 1) {
                    throw inUse ? inUse(session, failure) : failure;
                }
            }
        }
    }

    private static String rename(String table, Database from, Database to) {
        return Vault.in(from, table) + " to " + Vault.in(to, table);
    }

    private static Stream<String> tables(Session session, Database database) {
        return session
                .column(
                        "select table_name from information_schema.tables where table_schema = ?"
                                + " and table_type <> 'VIEW' and table_name not in (?, ?)",
                        database.name(),
                        Vault.DEFINITIONS,
                        Vault.MOVED)
                .stream();
    }

    private static boolean isThere(Session session, Database database, String table) {
        return !session.column(
                        "select 1 from information_schema.tables where table_schema = ? and table_name = ?",
                        database.name(),
                        table)
                .isEmpty();
    }

    /** Ends the sessions of others in the old one, as far as the account may, and of nobody else. */
    private void endOthers(Session session) {
        for (String id : session.column(
                "select id from information_schema.processlist where db = ? and id <> connection_id()", old.name())) {
            try {
                session.run("kill " + id);
            } catch (Failure gone) {
                work.say("session " + id + " was not ended: " + gone.message());
            }
        }
    }

    private Failure inUse(Session session, Failure failure) {
        List<String> who = session.column(
                "select concat(user, '@', host) from information_schema.processlist where db = ? and id <> connection_id()",
                old.name());
        return new Failure(
                Exit.FAILED,
                "others use the tables of " + old.name() + ": " + String.join(", ", who),
                failure,
                "stop what uses them, then go on");
    }
}
