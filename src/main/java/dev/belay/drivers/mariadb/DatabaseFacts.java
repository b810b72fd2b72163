package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.database.Rows;
import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.driver.database.DatabaseFact;
import dev.belay.value.Size;
import dev.belay.value.Version;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be told of a database and its server, all of it read from information_schema: an account sees there what it has any right
 * on, and a database that does not exist is a state and no error.
 */
final class DatabaseFacts {

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(?:\\.\\d+)?");

    private DatabaseFacts() {}

    /** Asks the server. */
    static Rows ask(Probe world, Database database, String sql, String... parameters) {
        return world.query(database.named(Session.SERVER), sql, parameters);
    }

    /** Whether the database exists. */
    record Exists(Database database) implements DatabaseFact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            return ask(
                            world,
                            database,
                            "select 1 from information_schema.schemata where schema_name = ?",
                            database.name())
                    .single()
                    .isPresent();
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
            return ask(
                            world,
                            database,
                            "select sum(data_length + index_length) from information_schema.tables where table_schema = ?",
                            database.name())
                    .single()
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
            Matcher version = VERSION.matcher(
                    ask(world, database, "select version()").single().orElse(""));
            return new Version(version.find() ? version.group() : "0");
        }

        @Override
        public Target target() {
            return new Target("mariadb", database.address());
        }

        @Override
        public String subject() {
            return "MariaDB on " + database.address();
        }
    }

    /** How many tables and views of the application a database has. */
    record Tables(Database database) implements DatabaseFact<Long> {
        @Override
        public Long read(Probe world) {
            return ask(
                            world,
                            database,
                            "select count(*) from information_schema.tables where table_schema = ? and " + OWN,
                            database.name())
                    .single()
                    .map(Long::valueOf)
                    .orElse(0L);
        }

        @Override
        public String subject() {
            return "tables of " + database.name();
        }
    }

    /** The names of all tables, sequences and views of a database, sorted. */
    record TableNames(Database database) implements DatabaseFact<List<String>> {
        @Override
        public List<String> read(Probe world) {
            return ask(
                            world,
                            database,
                            "select table_name from information_schema.tables where table_schema = ? order by table_name",
                            database.name())
                    .column();
        }

        @Override
        public String subject() {
            return "tables of " + database.name();
        }
    }

    /**
     * What the connecting account may do.
     *
     * @param account as the server names it
     * @param lines as SHOW GRANTS tells
     */
    record Grants(String account, List<String> lines) {

        private static final Pattern GRANT = Pattern.compile("GRANT (.*) ON (?:\\*|`((?:[^`]|``)*)`)\\.\\* TO .*");

        /** Whether it may make and drop the database; true also where a role may allow what is not listed. */
        boolean mayMake(String database) {
            return lines.stream().anyMatch(line -> {
                Matcher grant = GRANT.matcher(line);
                if (!grant.matches()) {
                    return line.matches("GRANT `[^`]*` TO .*");
                }
                String rights = ", " + grant.group(1) + ",";
                boolean enough = rights.contains(", ALL PRIVILEGES,")
                        || (rights.contains(", CREATE,") && rights.contains(", DROP,"));
                return enough && (grant.group(2) == null || database.matches(pattern(grant.group(2))));
            });
        }

        /** A pattern of LIKE as one of Java. */
        private static String pattern(String like) {
            StringBuilder pattern = new StringBuilder();
            for (int i = 0; i < like.length(); i++) {
                char c = like.charAt(i);
                if (c == '\\' && i + 1 < like.length()) {
                    pattern.append(Pattern.quote(String.valueOf(like.charAt(++i))));
                } else if (c == '%' || c == '_') {
                    pattern.append(c == '%' ? ".*" : ".");
                } else {
                    pattern.append(Pattern.quote(String.valueOf(c)));
                }
            }
            return pattern.toString();
        }
    }

    /** What the account that the script connects as may do. */
    record AccountGrants(Database database) implements Fact<Grants> {
        @Override
        public Grants read(Probe world) {
            String account =
                    ask(world, database, "select current_user()").single().orElse("");
            int at = account.lastIndexOf('@');
            String quoted = "`" + account.substring(0, Math.max(0, at)) + "`@`" + account.substring(at + 1) + "`";
            return new Grants(
                    quoted,
                    ask(world, database, "show grants").column().stream()
                            .map(line -> line.replaceFirst(" IDENTIFIED BY .*", ""))
                            .toList());
        }

        @Override
        public Target target() {
            return new Target("mariadb", database.address());
        }

        @Override
        public String subject() {
            return "rights on " + database.address();
        }

        @Override
        public String show(Grants value) {
            return value.account();
        }
    }

    /** The names of tables whose engine knows no transactions (MyISAM, Aria, ...), sorted. */
    record Untransacted(Database database) implements DatabaseFact<List<String>> {
        @Override
        public List<String> read(Probe world) {
            return ask(
                            world,
                            database,
                            "select t.table_name from information_schema.tables t join information_schema.engines e"
                                    + " on e.engine = t.engine where t.table_schema = ? and t.table_type in ('BASE TABLE',"
                                    + " 'SYSTEM VERSIONED') and coalesce(e.transactions, 'NO') <> 'YES' order by t.table_name",
                            database.name())
                    .column();
        }

        @Override
        public String subject() {
            return "tables without transactions in " + database.name();
        }
    }

    /** A digest of all that CREATE, ALTER and DROP can change in a database; empty where there is no database. */
    record Schema(Database database) implements DatabaseFact<String> {
        @Override
        public String read(Probe world) {
            return ask(world, database, sql(database)).single().orElse("");
        }

        /** The query for it. */
        static String sql(Database database) {
            return SCHEMA.replace("DATABASE", Session.literal(database.name()));
        }

        @Override
        public String subject() {
            return "schema of " + database.name();
        }

        @Override
        public String show(String value) {
            return value.length() > 7 ? value.substring(0, 7) : value;
        }
    }

    /** Belay's own tables are not the application's. */
    static final String OWN = "table_name not like 'belay\\_%'";

    private static final String SCHEMA = """
            select md5(concat(count(*), ' ', coalesce(sum(cast(conv(substr(md5(line), 1, 15), 16, 10) as unsigned)), 0))) from (
            select concat_ws('|', 't', table_name, table_type, coalesce(engine, ''), coalesce(row_format, ''), table_collation,
                create_options, table_comment) as line from information_schema.tables where table_schema = DATABASE and OWN
            union all select concat_ws('|', 'c', table_name, ordinal_position, column_name, column_type, is_nullable,
                coalesce(column_default, '\\\\N'), extra, coalesce(collation_name, ''), column_comment,
                coalesce(generation_expression, ''))
                from information_schema.columns where table_schema = DATABASE and OWN
            union all select concat_ws('|', 'i', table_name, index_name, non_unique, seq_in_index, column_name,
                coalesce(sub_part, 0), index_type) from information_schema.statistics where table_schema = DATABASE and OWN
            union all select concat_ws('|', 'k', table_name, constraint_name, constraint_type)
                from information_schema.table_constraints where table_schema = DATABASE and OWN
            union all select concat_ws('|', 'f', table_name, constraint_name, unique_constraint_schema, referenced_table_name,
                update_rule, delete_rule)
                from information_schema.referential_constraints where constraint_schema = DATABASE
            union all select concat_ws('|', 'h', table_name, constraint_name, check_clause)
                from information_schema.check_constraints where constraint_schema = DATABASE
            union all select concat_ws('|', 'p', table_name, partition_name, partition_method, partition_description)
                from information_schema.partitions where table_schema = DATABASE and partition_name is not null
            union all select concat_ws('|', 'v', table_name, md5(view_definition), security_type, definer)
                from information_schema.views where table_schema = DATABASE
            union all select concat_ws('|', 'r', routine_type, routine_name, md5(routine_definition), dtd_identifier, definer)
                from information_schema.routines where routine_schema = DATABASE
            union all select concat_ws('|', 'g', trigger_name, event_manipulation, event_object_table, action_timing,
                action_order, md5(action_statement)) from information_schema.triggers where trigger_schema = DATABASE
            union all select concat_ws('|', 'e', event_name, status, md5(event_definition), interval_value, interval_field,
                execute_at) from information_schema.events where event_schema = DATABASE
            ) described
            """.replace("OWN", OWN);
}
