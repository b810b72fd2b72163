package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.driver.database.DatabaseFact;
import dev.belay.drivers.mariadb.Definitions.Definition;
import java.util.List;

/**
 * A database in the form in which it can be put in another's place: tables alone, a table of the definitions of all else, and an
 * empty table that moves with them, so that one RENAME TABLE tells by itself whether it happened.
 */
final class Vault {

    /** The table of definitions. */
    static final String DEFINITIONS = "belay_kept";

    /** The table that moves along. */
    static final String MOVED = "belay_moved";

    private static final String SAVED = "SAVED";
    private static final String KEPT = "KEPT";

    private Vault() {}

    /** Brings the session's database into this form. */
    static void close(Session session, Database database) {
        List<Definition> all = Definitions.read(session);
        make(session, database);
        save(session, database, all);
        Definitions.drop(session, all);
        session.run("create table " + in(database, MOVED) + " (nothing int) engine = InnoDB");
    }

    /** Makes the table of definitions. */
    static void make(Session session, Database database) {
        session.run("create table if not exists " + in(database, DEFINITIONS)
                + " (place int not null auto_increment primary key, kind varchar(16) not null, name varchar(250) not null,"
                + " mode text, collation varchar(64), zone varchar(64), definition longtext)"
                + " engine = InnoDB default character set utf8mb4");
    }

    /** Writes definitions, all or none; those of an earlier attempt that broke off before are not there. */
    static void save(Session session, Database database, List<Definition> all) {
        session.together(() -> {
            all.forEach(one -> session.update(
                    "insert into " + in(database, DEFINITIONS)
                            + " (kind, name, mode, collation, zone, definition) values (?, ?, ?, ?, ?, ?)",
                    one.kind(),
                    one.name(),
                    one.mode(),
                    one.collation(),
                    one.zone(),
                    one.sql()));
            mark(session, database, SAVED, "");
        });
    }

    /** Says that the database is kept, and until when. */
    static void keep(Session session, Database database, String comment) {
        mark(session, database, KEPT, comment);
    }

    private static void mark(Session session, Database database, String kind, String text) {
        session.update("insert into " + in(database, DEFINITIONS) + " (kind, name) values (?, ?)", kind, text);
    }

    /** True where the definitions are written. */
    static boolean isSaved(Session session, Database database) {
        return !session.column("select 1 from " + in(database, DEFINITIONS) + " where kind = ?", SAVED)
                .isEmpty();
    }

    /** The definitions that are written. */
    static List<Definition> definitions(Session session, Database database) {
        return session
                .rows(
                        "select kind, name, mode, collation, zone, definition from " + in(database, DEFINITIONS)
                                + " where kind not in (?, ?) order by place",
                        SAVED,
                        KEPT)
                .stream()
                .map(row -> new Definition(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5)))
                .toList();
    }

    /** A table of a database as SQL. */
    static String in(Database database, String table) {
        return Session.name(database.name()) + "." + Session.name(table);
    }

    /** Whether the tables of a database that is kept are in it: it is whole in this form. */
    record Whole(Database database) implements DatabaseFact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            return isThere(world, database, MOVED);
        }

        @Override
        public String subject() {
            return "tables moved to " + database.name();
        }
    }

    /** Whether a database is there that Belay keeps and has finished. */
    record Kept(Database database, String comment) implements DatabaseFact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            String asked = "select 1 from " + in(database, DEFINITIONS) + " where kind = ? and name = ?";
            return isThere(world, database, DEFINITIONS)
                    && DatabaseFacts.ask(world, database, asked, KEPT, comment)
                            .single()
                            .isPresent();
        }

        @Override
        public String subject() {
            return "database " + database.name();
        }

        @Override
        public String show(Boolean value) {
            return value ? "kept until accept" : "";
        }
    }

    private static boolean isThere(Probe world, Database database, String table) {
        return DatabaseFacts.ask(
                        world,
                        database,
                        "select 1 from information_schema.tables where table_schema = ? and table_name = ?",
                        database.name(),
                        table)
                .single()
                .isPresent();
    }
}
