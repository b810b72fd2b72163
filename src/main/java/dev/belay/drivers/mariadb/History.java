package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.database.MariadbKind;
import dev.belay.driver.Probe;
import dev.belay.driver.database.DatabaseFact;
import dev.belay.value.Digest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The table of what Belay ran in a database, statement by statement: changes of the schema commit by themselves, so a row says
 * before each of them which one is to run, and after it that it did. What belongs to a transaction has its row written in it.
 */
final class History {

    /** The table, in the database itself. */
    static final String TABLE = "belay_history";

    /** How a row came about. */
    enum State {
        /** It ran to its end. */
        APPLIED,
        /** It counts as applied since the script's baseline says so. */
        BASELINE,
        /** What it does was done already. */
        PRESENT,
        /** It was begun; the row says how far it came. */
        BEGUN
    }

    /**
     * The statement that was about to run.
     *
     * @param number of it, from 1
     * @param kind of it
     * @param schema as it was before
     */
    record Running(int number, MariadbKind kind, String schema) {}

    /**
     * A row.
     *
     * @param sha256 of the statements that are done
     * @param done how many those are
     * @param running what was about to run and is not known to have ended
     */
    record Row(String sha256, State state, String run, int done, Optional<Running> running) {

        /**
         * How many statements are done, judged by the schema as it is now; empty where that cannot be told.
         */
        Optional<Integer> done(String schema) {
            if (running.isEmpty()) {
                return Optional.of(done);
            }
            Running last = running.get();
            if (!last.schema().isEmpty() && !last.schema().equals(schema)) {
                return Optional.of(last.number());
            }
            return last.kind() == MariadbKind.SCHEMA || last.kind() == MariadbKind.REPEATABLE
                    ? Optional.of(done)
                    : Optional.empty();
        }
    }

    private History() {}

    /** The table with its database, which holds whatever a file chooses. */
    static String table(Database database) {
        return Session.name(database.name()) + "." + TABLE;
    }

    /** Makes the table where there is none. */
    static void make(Session session, Database database) {
        session.run("create table if not exists " + table(database)
                + " (file varchar(250) not null primary key, sha256 char(64) not null, state varchar(16) not null,"
                + " run varchar(64) not null, at timestamp not null default current_timestamp on update current_timestamp,"
                + " done int not null default 0, running int, kind varchar(16), schema_before char(32), result longtext)"
                + " engine = InnoDB default character set utf8mb4 collate utf8mb4_bin");
    }

    /** Writes that a file is over, or that it need not run. */
    static void over(
            Session session, Database database, String file, State state, String sha256, int done, String run) {
        session.update(
                "insert into " + table(database) + " (file, sha256, state, run, done) values (?, ?, ?, ?, ?)"
                        + " on duplicate key update sha256 = values(sha256), state = values(state), run = values(run),"
                        + " done = values(done), running = null, kind = null, schema_before = null",
                file,
                sha256,
                state.name().toLowerCase(Locale.ROOT),
                run,
                String.valueOf(done));
    }

    /** Writes the result of a statement. */
    static void result(Session session, Database database, String file, String text) {
        session.update("update " + table(database) + " set result = ? where file = ?", text, file);
    }

    /** Writes how far a file came; whatever was about to run is over. */
    static void came(Session session, Database database, String file, String sha256, int done, String run) {
        over(session, database, file, State.BEGUN, sha256, done, run);
    }

    /** Writes which statement is about to run. */
    static void intend(Session session, Database database, String file, Running running) {
        session.update(
                "update " + table(database) + " set running = ?, kind = ?, schema_before = ? where file = ?",
                String.valueOf(running.number()),
                running.kind().name(),
                running.schema(),
                file);
    }

    /** Removes a row, and the table with the last one. */
    static void remove(Session session, Database database, String file) {
        session.update("delete from " + table(database) + " where file = ?", file);
        if (session.column("select 1 from " + table(database) + " limit 1").isEmpty()) {
            session.run("drop table " + table(database));
        }
    }

    /** All rows; none where there is no table. */
    record Rows(Database database) implements DatabaseFact<Map<String, Row>> {
        @Override
        public Map<String, Row> read(Probe world) {
            Map<String, Row> rows = new TreeMap<>();
            if (isThere(world, database)) {
                DatabaseFacts.ask(
                                world,
                                database,
                                "select file, sha256, state, run, done, running, kind, schema_before from "
                                        + table(database))
                        .rows()
                        .forEach(row -> rows.put(row.get(0).orElse(""), row(row)));
            }
            return rows;
        }

        private static Row row(List<Optional<String>> row) {
            Optional<Running> running = row.get(5)
                    .map(number -> new Running(
                            Integer.parseInt(number),
                            MariadbKind.valueOf(row.get(6).orElse("UNKNOWN")),
                            row.get(7).orElse("")));
            State state = State.valueOf(row.get(2).orElse("applied").toUpperCase(Locale.ROOT));
            int done = Integer.parseInt(row.get(4).orElse("0"));
            return new Row(row.get(1).orElse(""), state, row.get(3).orElse(""), done, running);
        }

        @Override
        public String subject() {
            return TABLE + " of " + database.name();
        }

        @Override
        public String show(Map<String, Row> value) {
            return value.isEmpty()
                    ? ""
                    : value.size() + " rows (" + Digest.of(value.toString()).brief() + ")";
        }
    }

    /** Whether the table is there. */
    record Table(Database database) implements DatabaseFact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            return isThere(world, database);
        }

        @Override
        public String subject() {
            return "table " + TABLE + " in " + database.name();
        }

        @Override
        public String show(Boolean value) {
            return value ? "what Belay ran" : "";
        }
    }

    /** Whether a file, or a statement by the name of its step, is done according to the table. */
    record Applied(Database database, String file) implements DatabaseFact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            return ask(world, database, "1", file).isPresent();
        }

        @Override
        public String subject() {
            return file;
        }

        @Override
        public String show(Boolean value) {
            return value ? "applied" : "";
        }
    }

    /** The result of a statement that is done; none where its statements gave no rows. */
    record Found(Database database, String file) implements DatabaseFact<Optional<String>> {
        @Override
        public Optional<String> read(Probe world) {
            return ask(world, database, "result", file);
        }

        @Override
        public String subject() {
            return "result of " + file;
        }

        @Override
        public String show(Optional<String> value) {
            return value.orElse("");
        }
    }

    private static Optional<String> ask(Probe world, Database database, String column, String file) {
        String asked = "select " + column + " from " + table(database) + " where file = ? and state <> 'begun'";
        return isThere(world, database)
                ? DatabaseFacts.ask(world, database, asked, file).single()
                : Optional.empty();
    }

    private static boolean isThere(Probe world, Database database) {
        return DatabaseFacts.ask(
                        world,
                        database,
                        "select 1 from information_schema.tables where table_schema = ? and table_name = ?",
                        database.name(),
                        TABLE)
                .single()
                .isPresent();
    }
}
