package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.database.Database.Product;
import dev.belay.database.Rows;
import dev.belay.driver.Probe;
import dev.belay.driver.database.DatabaseFact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** About how many rows and bytes each table holds, as the server's statistics have it. */
record RowEstimates(Database database) implements DatabaseFact<Map<String, RowEstimates.About>> {

    /** About so much; rows is 0 where nobody counted yet. */
    record About(long rows, long bytes) {

        static final About NOTHING = new About(0, 0);

        About plus(About other) {
            return new About(rows + other.rows, bytes + other.bytes);
        }
    }

    private static final String POSTGRESQL = """
            select case when n.nspname = current_schema() then c.relname else n.nspname || '.' || c.relname end,
                greatest(c.reltuples, 0)::bigint, pg_catalog.pg_table_size(c.oid)
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'""";

    private static final String MARIADB =
            "select table_name, table_rows, data_length from information_schema.tables where table_schema = ?";

    @Override
    public Map<String, About> read(Probe world) {
        Rows rows = database.product() == Product.POSTGRESQL
                ? world.query(database, POSTGRESQL)
                : world.query(database.named("information_schema"), MARIADB, database.name());
        Map<String, About> about = new TreeMap<>();
        for (List<Optional<String>> row : rows.rows()) {
            about.put(row.get(0).orElse(""), new About(number(row.get(1)), number(row.get(2))));
        }
        return about;
    }

    private static long number(Optional<String> text) {
        return text.map(Long::parseLong).orElse(0L);
    }

    @Override
    public String subject() {
        return "rows of " + database.name();
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
