package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.database.Rows;
import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.driver.database.DatabaseFact;
import dev.belay.value.Size;
import dev.belay.value.Unseen;
import dev.belay.value.Version;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What can be told of a database and its server. A database that does not exist is a state and no error. */
final class DatabaseFacts {

    private static final String MISSING = "3D000";

    /** Relations that belong to the application: not the system's, not an extension's. */
    private static final String OWN_RELATIONS = """
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relname <> 'belay_history'
            and not exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass
                and d.objid = c.oid and d.deptype = 'e')
            """;

    /** The application's tables that hold rows themselves, as SQL writes their names. */
    static final String OWN_TABLES =
            "select pg_catalog.format('%I.%I', n.nspname, c.relname) " + OWN_RELATIONS + " and c.relkind = 'r'";

    /** The tables that hold rows and are not the application's: an extension's, and Belay's own. */
    static final String OTHER_TABLES =
            "select pg_catalog.format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_class c"
                    + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r'"
                    + " and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' except " + OWN_TABLES;

    private DatabaseFacts() {}

    /** The rows of a query; empty where the database does not exist. */
    static Optional<Rows> ask(Probe world, Database database, String sql, String... parameters) {
        try {
            return Optional.of(world.query(database, sql, parameters));
        } catch (Unseen unseen) {
            if (unseen.getCause() instanceof SQLException cause && MISSING.equals(cause.getSQLState())) {
                return Optional.empty();
            }
            throw unseen;
        }
    }

    /** The rows of a query about the server, asked in this database or, where it does not exist, in the standard one. */
    static Rows askServer(Probe world, Database database, String sql, String... parameters) {
        return ask(world, database, sql, parameters)
                .orElseGet(() -> world.query(database.named("postgres"), sql, parameters));
    }

    /** Whether the database exists. */
    record Exists(Database database) implements DatabaseFact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            return ask(world, database, "select 1").isPresent();
        }

        @Override
        public String subject() {
            return "database " + database.name();
        }

        @Override
        public String show(Boolean value) {
            return value ? "exists" : "";
        }
    }

    /** The bytes that a database takes on its server. */
    record DatabaseSize(Database database) implements DatabaseFact<Size> {
        @Override
        public Size read(Probe world) {
            return ask(world, database, "select pg_catalog.pg_database_size(pg_catalog.current_database())")
                    .flatMap(Rows::single)
                    .map(bytes -> Size.of(Long.parseLong(bytes)))
                    .orElse(Size.ZERO);
        }

        @Override
        public String subject() {
            return "size of " + database.name();
        }

        @Override
        public boolean estimate() {
            return true;
        }
    }

    /** The version of the server. */
    record ServerVersion(Database database) implements Fact<Version> {
        @Override
        public Version read(Probe world) {
            String number = askServer(world, database, "select pg_catalog.current_setting('server_version_num')")
                    .single()
                    .orElse("0");
            int version = Integer.parseInt(number);
            return new Version(version / 10000 + "." + version % 10000);
        }

        @Override
        public Target target() {
            return new Target("postgresql", database.address());
        }

        @Override
        public String subject() {
            return "PostgreSQL on " + database.address();
        }
    }

    /** The names of the extensions in a database, sorted. */
    record Extensions(Database database) implements DatabaseFact<List<String>> {
        @Override
        public List<String> read(Probe world) {
            return ask(world, database, "select extname from pg_catalog.pg_extension order by extname")
                    .map(Rows::column)
                    .orElse(List.of());
        }

        @Override
        public String subject() {
            return "extensions of " + database.name();
        }
    }

    /** The extensions in a database that this role may not make in another. */
    record ForbiddenExtensions(Database database) implements DatabaseFact<List<String>> {
        @Override
        public List<String> read(Probe world) {
            String asked = "select e.extname from pg_catalog.pg_extension e where e.extname <> 'plpgsql'"
                    + " and not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)"
                    + " and not exists (select 1 from pg_catalog.pg_available_extension_versions v"
                    + " where v.name = e.extname and pg_catalog.to_jsonb(v)->>'trusted' = 'true') order by 1";
            return ask(world, database, asked).map(Rows::column).orElse(List.of());
        }

        @Override
        public String subject() {
            return "extensions of " + database.name() + " that need a superuser";
        }
    }

    /** How many tables of the application a database has; those of extensions do not count. */
    record Tables(Database database) implements DatabaseFact<Long> {
        @Override
        public Long read(Probe world) {
            return ask(world, database, "select count(*) " + OWN_RELATIONS + " and c.relkind in ('r', 'p', 'm', 'v')")
                    .flatMap(Rows::single)
                    .map(Long::valueOf)
                    .orElse(0L);
        }

        @Override
        public String subject() {
            return "tables of " + database.name();
        }
    }

    /** A digest of all columns, constraints, indexes and routines of the application; empty where there is no database. */
    record Schema(Database database) implements DatabaseFact<String> {
        @Override
        public String read(Probe world) {
            return ask(
                            world,
                            database,
                            "select pg_catalog.md5(coalesce(pg_catalog.string_agg(line, chr(10) order by line), '')) from ("
                                    + "select concat_ws('|', n.nspname, c.relname, c.relkind, a.attname,"
                                    + " pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,"
                                    + " pg_catalog.pg_get_expr(e.adbin, e.adrelid)) as line"
                                    + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                                    + " left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
                                    + " left join pg_catalog.pg_attrdef e on e.adrelid = c.oid and e.adnum = a.attnum"
                                    + " where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
                                    + " and c.relname !~ '^belay_' union all"
                                    + " select concat_ws('|', k.conrelid::regclass, k.conname, pg_catalog.pg_get_constraintdef(k.oid))"
                                    + " from pg_catalog.pg_constraint k join pg_catalog.pg_namespace n on n.oid = k.connamespace"
                                    + " where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
                                    + " and k.conrelid::regclass::text !~ 'belay_' union all"
                                    + " select concat_ws('|', n.nspname, p.proname, pg_catalog.md5(p.prosrc))"
                                    + " from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace"
                                    + " where n.nspname !~ '^pg_' and n.nspname <> 'information_schema') lines")
                    .flatMap(Rows::single)
                    .map(digest -> digest.substring(0, 7))
                    .orElse("");
        }

        @Override
        public String subject() {
            return "schema of " + database.name();
        }
    }

    /**
     * What the connecting role may do.
     *
     * @param makesDatabases true where it has CREATEDB or is a superuser
     * @param owns true where it may rename the database; true also where there is none
     * @param role its name
     */
    record Rights(boolean makesDatabases, boolean owns, String role) {
        @Override
        public String toString() {
            return role + (makesDatabases ? ", may make databases" : "") + (owns ? ", owner" : "");
        }
    }

    /** What the role that the script connects as may do with the database. */
    record RoleRights(Database database) implements Fact<Rights> {
        @Override
        public Rights read(Probe world) {
            List<Optional<String>> row = askServer(
                            world,
                            database,
                            "select r.rolcreatedb or r.rolsuper, r.rolsuper or coalesce((select"
                                    + " pg_catalog.pg_has_role(d.datdba, 'USAGE') from pg_catalog.pg_database d"
                                    + " where d.datname = ?), true), current_user"
                                    + " from pg_catalog.pg_roles r where r.rolname = current_user",
                            database.name())
                    .rows()
                    .get(0);
            return new Rights(isTrue(row.get(0)), isTrue(row.get(1)), row.get(2).orElse(""));
        }

        private static boolean isTrue(Optional<String> value) {
            return value.equals(Optional.of("t"));
        }

        @Override
        public Target target() {
            return new Target("postgresql", database.address());
        }

        @Override
        public String subject() {
            return "rights on " + database.name();
        }
    }

    /** Whether a database is there that Belay keeps and has finished: its comment says so. */
    record Kept(Database database, String comment) implements DatabaseFact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            return askServer(
                            world,
                            database,
                            "select 1 from pg_catalog.pg_database where datname = ?"
                                    + " and pg_catalog.shobj_description(oid, 'pg_database') = ?",
                            database.name(),
                            comment)
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
}
