package dev.belay.drivers.data.postgresql;

import dev.belay.database.Database;
import dev.belay.drivers.data.Amount;
import dev.belay.drivers.data.KeyRanges;
import dev.belay.drivers.data.Selection;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.Source;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Manifest;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** A PostgreSQL database in one snapshot, read by COPY. */
public final class PostgresqlSource implements Source {

    private static final String BEGUN = "set transaction isolation level repeatable read, read only";

    private static final List<String> SETTINGS = List.of(
            "set local statement_timeout = 0",
            "set local datestyle = 'ISO'",
            "set local intervalstyle = 'iso_8601'",
            "set local bytea_output = 'hex'",
            "set local extra_float_digits = 3",
            "set local synchronize_seqscans = off",
            "set local max_parallel_workers_per_gather = 0",
            "select pg_catalog.txid_current_snapshot()"); // takes it

    /** Pages and bytes of a table whose pages can be read from one to another without reading all before: of PostgreSQL 14 and later. */
    private static final String PAGES = """
            select pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::bigint, pg_catalog.pg_table_size(c.oid)
            from pg_catalog.pg_class c join pg_catalog.pg_am a on a.oid = c.relam
            where c.oid = ?::text::regclass and c.relkind = 'r' and a.amname = 'heap'
            and pg_catalog.current_setting('server_version_num')::int >= 140000""";

    /** Rows and bytes of a table whose rows lie in the order of a column: another order would have each page read for each part. */
    private static final String ORDERED = """
            select c.reltuples::bigint, pg_catalog.pg_table_size(c.oid)
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname and not s.inherited
            where c.oid = ?::text::regclass and c.relkind = 'r' and s.attname = ? and s.correlation > 0.95""";

    private static final Pattern PLANNED = Pattern.compile("rows=(\\d+)");

    private final Database database;
    private final Session session;

    private PostgresqlSource(Database database, Session session) {
        this.database = database;
        this.session = session;
    }

    /**
     * Begins the snapshot.
     *
     * @param session closed with this
     */
    public static Source of(Database database, Session session) throws SQLException {
        return of(database, session, List.of(BEGUN));
    }

    /**
     * Begins one snapshot for several connections.
     *
     * @param sessions closed with what is given
     */
    public static List<Source> of(Database database, List<Session> sessions) throws SQLException {
        List<Source> sources = new ArrayList<>(List.of(of(database, sessions.get(0))));
        if (sessions.size() > 1) {
            String snapshot = sessions.get(0)
                    .ask("select pg_catalog.pg_export_snapshot()")
                    .single()
                    .orElseThrow();
            List<String> begin = List.of(BEGUN, "set transaction snapshot '" + snapshot + "'");
            for (Session session : sessions.subList(1, sessions.size())) {
                sources.add(of(database, session, begin));
            }
        }
        return sources;
    }

    private static Source of(Database database, Session session, List<String> begin) throws SQLException {
        session.connection().setAutoCommit(false);
        session.run(begin);
        session.run(SETTINGS);
        return new PostgresqlSource(database, session);
    }

    @Override
    public Manifest.Origin origin(String run) throws SQLException {
        List<Optional<String>> row = session.ask("select pg_catalog.current_setting('server_version'),"
                        + " pg_catalog.txid_current_snapshot(), pg_catalog.to_char(pg_catalog.now(),"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .rows()
                .get(0);
        return new Manifest.Origin(
                "PostgreSQL " + row.get(0).orElse(""),
                database.toString(),
                "one snapshot, repeatable read: " + row.get(1).orElse(""),
                Instant.parse(row.get(2).orElseThrow()),
                run);
    }

    @Override
    public List<Table> tables() throws SQLException {
        return PostgresqlCatalogue.tables(session);
    }

    /** The server plans the query and runs nothing of it: what comes is one row of NULLs. */
    @Override
    public List<Column> columns(String query) throws SQLException {
        List<String> names = names(query);
        String types = names.stream()
                .map(name -> "pg_catalog.pg_typeof(q." + name(name) + ")::oid::text")
                .collect(Collectors.joining(", "));
        List<Optional<String>> oids = session.ask(
                        "select " + types + " from (select 1) one left join " + Selection.asTable(query) + " on false")
                .rows()
                .get(0);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<Optional<String>> type = session.ask(
                            PostgresqlCatalogue.TYPE_OF, oids.get(i).orElse(""))
                    .rows()
                    .get(0);
            columns.add(Column.of(names.get(i), type.get(0).orElse(""), TypeText.kind(type.subList(1, type.size()))));
        }
        return columns;
    }

    /**
     * By pages, so that the parts need no key, and no page is read twice; the last one is open, for pages may have been added since. Before
     * PostgreSQL 14 by ranges of a key in whose order the rows lie.
     */
    @Override
    public List<Selection> parts(Selection selection, long bytes) throws SQLException {
        if (selection.query().isPresent()) {
            return List.of(selection);
        }
        List<List<Optional<String>>> found =
                session.ask(PAGES, table(selection.table().name())).rows();
        if (found.isEmpty()) {
            return ranges(selection, bytes);
        }
        long pages = number(found.get(0).get(0));
        long parts = Math.min(number(found.get(0).get(1)) / bytes, pages);
        return selection.cut(
                "ctid",
                LongStream.range(1, parts)
                        .mapToObj(part -> "'(" + pages * part / parts + ",0)'")
                        .toList());
    }

    private List<Selection> ranges(Selection selection, long bytes) throws SQLException {
        String table = table(selection.table().name());
        Optional<String> key = KeyRanges.key(selection.table());
        List<List<Optional<String>>> found = key.isEmpty()
                ? List.of()
                : session.ask(ORDERED, table, key.get()).rows();
        if (found.isEmpty()) {
            return List.of(selection);
        }
        Amount about =
                new Amount(number(found.get(0).get(0)), number(found.get(0).get(1)));
        return KeyRanges.parts(session, selection, table, name(key.orElseThrow()), about, bytes, condition -> {
            String plan = session.ask("explain select 1 from " + table + " where " + condition)
                    .rows()
                    .get(0)
                    .get(0)
                    .orElse("");
            Matcher rows = PLANNED.matcher(plan);
            return rows.find() ? Long.parseLong(rows.group(1)) : 0;
        });
    }

    private static long number(Optional<String> text) {
        return text.map(Long::valueOf).orElse(0L);
    }

    @Override
    public List<String> outside() {
        return List.of();
    }

    @Override
    public long count(Selection selection) throws SQLException {
        return Long.parseLong(session.ask("select count(*)" + selection.rows(PostgresqlSource::table))
                .single()
                .orElse("0"));
    }

    @Override
    public void read(Selection selection, Receiver receiver) throws SQLException, IOException {
        List<Column> columns = selection.table().columns();
        boolean anyBytes = anyBytes();
        CopyDecoder decoder = new CopyDecoder(columns.stream().map(Column::kind).toList(), anyBytes);
        String options = anyBytes ? " with (encoding 'SQL_ASCII')" : "";
        Row row = new Row(columns.size());
        CopyOut copy = session.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (" + select(selection) + ") to stdout" + options);
        try {
            for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                decoder.decode(line, row);
                receiver.accept(row);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    @Override
    public void cancel() {
        session.cancel();
    }

    @Override
    public void close() {
        session.close();
    }

    private static String select(Selection selection) {
        String columns = selection.table().columnNames().stream()
                .map(PostgresqlSource::name)
                .collect(Collectors.joining(", "));
        return "select " + columns + selection.rows(PostgresqlSource::table);
    }

    private List<String> names(String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement =
                session.connection().prepareStatement("select * from " + Selection.asTable(query))) {
            ResultSetMetaData about = statement.getMetaData();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                names.add(about.getColumnLabel(i));
            }
        }
        return names;
    }

    private boolean anyBytes() throws SQLException {
        return session.ask("select pg_catalog.current_setting('server_encoding')")
                .single()
                .filter("SQL_ASCII"::equals)
                .isPresent();
    }

    /** The name of a table as SQL. */
    public static String table(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name(name) : name(name.substring(0, dot)) + "." + name(name.substring(dot + 1));
    }

    /** A name as SQL. */
    public static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
