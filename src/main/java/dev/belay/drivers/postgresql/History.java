package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.driver.database.DatabaseFact;
import dev.belay.value.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The table of what Belay ran in a database. It lives there, so that its rows are written in the transaction that they tell of and
 * a restore brings back the rows that belong to the restored state.
 */
final class History {

    /** The table, in the first schema that the role writes to. */
    static final String TABLE = "belay_history";

    /** How a row came about. */
    enum State {
        /** It ran to its end. */
        APPLIED,
        /** It counts as applied since the script's baseline says so. */
        BASELINE,
        /** What it makes was there already. */
        PRESENT,
        /** It was begun outside of a transaction, and its end is not known. */
        BEGUN
    }

    /**
     * A row.
     *
     * @param result of the statements; written in their transaction, so that it is lost only with what they did
     */
    record Row(String sha256, State state, String run, Optional<String> result) {

        Row(String sha256, State state, String run) {
            this(sha256, state, run, Optional.empty());
        }
    }

    private static final String MAKE = "create table if not exists " + TABLE + " (file text primary key,"
            + " sha256 text not null, state text not null, run text not null, at timestamptz not null default now(),"
            + " result text)";

    /** A table that an earlier Belay made lacks the column. */
    private static final String COMPLETE = "select 1 from pg_catalog.pg_attribute where attname = 'result'"
            + " and not attisdropped and attrelid = pg_catalog.to_regclass('" + TABLE + "')";

    private static final String THERE = "select 1 where pg_catalog.to_regclass('" + TABLE + "') is not null";

    private History() {}

    /** Makes the table where there is none; its name with its schema, which holds whatever a file does to the search path. */
    static String made(Session session) {
        if (session.column(THERE).isEmpty()) {
            session.run(MAKE);
        } else if (session.column(COMPLETE).isEmpty()) {
            session.run("alter table " + TABLE + " add column result text");
        }
        return session.column("select pg_catalog.format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_class c"
                        + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        + " where c.oid = pg_catalog.to_regclass('" + TABLE + "')")
                .get(0);
    }

    /** Writes a row, or what became of one. */
    static void write(Session session, String table, String file, Row row) {
        session.update(
                "insert into " + table + " (file, sha256, state, run) values (?, ?, ?, ?) on conflict (file)"
                        + " do update set sha256 = excluded.sha256, state = excluded.state, run = excluded.run, at = now()",
                file,
                row.sha256(),
                row.state().name().toLowerCase(java.util.Locale.ROOT),
                row.run());
        row.result()
                .ifPresent(text -> session.update("update " + table + " set result = ? where file = ?", text, file));
    }

    /** Removes a row, and the table with the last one. */
    static void remove(Session session, String file) {
        if (session.column(THERE).isEmpty()) {
            return;
        }
        session.update("delete from " + TABLE + " where file = ?", file);
        if (session.column("select 1 from " + TABLE + " limit 1").isEmpty()) {
            session.run("drop table " + TABLE);
        }
    }

    /** All rows; none where there is no table. */
    record Rows(Database database) implements DatabaseFact<Map<String, Row>> {
        @Override
        public Map<String, Row> read(Probe world) {
            Map<String, Row> rows = new TreeMap<>();
            if (!isThere(world, database)) {
                return rows;
            }
            for (List<Optional<String>> row : world.query(database, "select file, sha256, state, run from " + TABLE)
                    .rows()) {
                State state = State.valueOf(row.get(2).orElse("APPLIED").toUpperCase(java.util.Locale.ROOT));
                rows.put(
                        row.get(0).orElse(""),
                        new Row(row.get(1).orElse(""), state, row.get(3).orElse("")));
            }
            return rows;
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
            return isThere(world, database)
                    && world.query(database, "select 1 from " + TABLE + " where file = ? and state <> 'begun'", file)
                            .single()
                            .isPresent();
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
            String asked = "select pg_catalog.to_jsonb(h)->>'result' from " + TABLE
                    + " h where file = ? and state <> 'begun'"; // an earlier Belay's table lacks the column
            return isThere(world, database) ? world.query(database, asked, file).single() : Optional.empty();
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

    private static boolean isThere(Probe world, Database database) {
        return DatabaseFacts.ask(world, database, "select pg_catalog.to_regclass('" + TABLE + "')")
                .flatMap(dev.belay.database.Rows::single)
                .isPresent();
    }
}
