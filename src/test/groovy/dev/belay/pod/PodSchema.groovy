package dev.belay.pod

import dev.belay.database.Database
import dev.belay.database.Database.Product
import java.nio.file.Files
import java.nio.file.Path

/**
 * The tables of Esup-Pod, version 3.8 or 4.0, as Django makes them in either system, and the SQL in which an outsider reads their
 * values alike in both.
 */
class PodSchema {

    private static final Path TABLES = Path.of('src/test/resources/esup-pod/tables.txt')
    private static final Path NAMES = Path.of('scripts/esup-pod/tables.groovy')

    /** What Django makes of a type in MariaDB and in PostgreSQL. */
    private static final Map<String, List<String>> TYPES = [
        bool: ['tinyint(1)', 'boolean'], text: ['longtext', 'text'], moment: ['datetime(6)', 'timestamptz'], time: ['time(6)', 'time'],
        smallint: ['smallint unsigned', 'smallint'], count: ['int unsigned', 'integer'], span: ['bigint', 'interval'],
        uuid: ['char(32)', 'uuid'], json: ['longtext', 'jsonb'], address: ['char(39)', 'inet'],
    ]

    /** @param other the table that it leads to; empty for none */
    static record Column(String name, String type, boolean nullable, boolean unique, boolean primary, String other) {}

    /** @param together columns that are unique together */
    static record Table(String name, List<Column> columns, List<String> together) {}

    final Map<String, Table> tables
    private final List<String> checks

    private PodSchema(List<Table> tables, List<String> checks) {
        this.tables = tables.collectEntries { [it.name, it] }
        this.checks = checks
    }

    /** The names of the tables that go from 3.8 to 4.0, as the script has them. */
    static List<String> carried() {
        Files.readString(NAMES).find(/(?s)def tables = \[(.*?)\n]/) { all, names -> names }.findAll(/'(\w+)'/) { all, name -> name }
    }

    /** Those of 3.8. */
    static PodSchema v3() {
        new PodSchema(described() + [
            table('tagging_tag: id int, name char(50) unique'),
            table('tagging_taggeditem: id int, tag_id int > tagging_tag, content_type_id int > django_content_type, object_id count [tag_id, content_type_id, object_id]'),
            table('django_session: session_key char(40) primary, session_data text, expire_date moment'),
            table('django_migrations: id bigint, app char(255), name char(255)'),
        ], [])
    }

    /** Those of 4.0: tags by tagulous, and rules that 3.8 did not have. */
    static PodSchema v4() {
        def kept = described().collect { table ->
            new Table(table.name(), table.columns().findAll { it.name() != 'tags' }.collect {
                it.name() in ['date_deletion', 'order'] ? new Column(it.name(), it.type(), false, it.name() == 'date_deletion', false, '') : it
            }, table.together())
        }
        new PodSchema(kept + ['video', 'recorder'].collectMany { kind ->
            [table("${kind}_tagulous_${kind}_tags: id int, name char(255) unique, slug char(50) unique, count int, protected bool"),
             table("${kind}_${kind}_tags: id bigint, ${kind}_id bigint > ${kind}_${kind}, tagulous_${kind}_tags_id int > ${kind}_tagulous_${kind}_tags [${kind}_id, tagulous_${kind}_tags_id]")]
        } + [
            table('hyperlinks_hyperlink: id bigint, url char(200), description char(255)'),
            table('hyperlinks_videohyperlink: id bigint, video_id bigint > video_video, hyperlink_id bigint > hyperlinks_hyperlink'),
        ], ['alter table meeting add constraint recurring_until_greater_than_start check (recurring_until >= DAY)'])
    }

    private static List<Table> described() {
        def known = Files.readAllLines(TABLES).findAll { it && !it.startsWith('#') }.collect { table(it) }
        known + (carried() - known*.name).collect { table("$it: id bigint, name char(250)") }
    }

    private static Table table(String line) {
        def (name, rest) = line.split(': ', 2)
        def together = rest.find(/\[.*]/)?.with { it[1..-2].split(', ') as List } ?: []
        new Table(name, rest.replaceFirst(/ \[.*]/, '').split(', (?=\\w+ )').collect { column(it) }, together)
    }

    private static Column column(String text) {
        def parts = text.split(' ') as List
        def type = parts[1]
        new Column(parts[0], type - '?', type.endsWith('?'), 'unique' in parts, 'primary' in parts || parts[0] == 'id', text.find(/(?<=> )\w+/) ?: '')
    }

    /** What makes the tables. */
    List<String> ddl(Product product) {
        def q = { quoted(product, it) }
        tables.values().collect { table ->
            "create table ${q(table.name)} (" + (table.columns.collect { column(it, product) } +
                    (table.together ? ["unique (${table.together.collect(q).join(', ')})"] : [])).join(', ') + ')'
        } + tables.values().collectMany { table ->
            table.columns.findAll { it.other }.collect {
                def key = tables[it.other].columns.find { it.primary }.name
                "alter table ${q(table.name)} add foreign key (${q(it.name)}) references ${q(it.other)} (${q(key)})" +
                        (product == Product.POSTGRESQL ? ' deferrable initially deferred' : '')
            }
        }*.toString() + checks*.replace('DAY', product == Product.POSTGRESQL ? "(start_at at time zone 'UTC')::date" : 'cast(start_at as date)')
    }

    private static String column(Column column, Product product) {
        boolean postgresql = product == Product.POSTGRESQL
        boolean numbered = column.primary && column.type in ['int', 'bigint']
        def type = TYPES[column.type]?.get(postgresql ? 1 : 0) ?: column.type.replaceFirst('^char', 'varchar')
        quoted(product, column.name) + " $type" + (!numbered ? '' : postgresql ? ' generated by default as identity' : ' auto_increment') +
                (column.nullable ? ' null' : ' not null') + (column.primary ? ' primary key' : column.unique ? ' unique' : '') +
                (postgresql && column.type in ['smallint', 'count'] ? " check (${quoted(product, column.name)} >= 0)" : '') +
                (!postgresql && column.type == 'json' ? " check (json_valid(`$column.name`))" : '') +
                (column.name == 'frequency' ? ' check (frequency >= 1)' : '')
    }

    static String quoted(Product product, String name) {
        product == Product.POSTGRESQL ? "\"$name\"" : "`$name`"
    }

    /** A column as a text that is the same in both systems, in SQL. */
    static String alike(Column column, Product product) {
        def name = quoted(product, column.name)
        boolean postgresql = product == Product.POSTGRESQL
        switch (column.type) {
            case 'bool': return postgresql ? "$name::int::text" : "cast($name as char)"
            case 'moment': return postgresql ? "to_char($name at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')" : "cast($name as char)"
            case 'time': return postgresql ? "to_char($name, 'HH24:MI:SS.US')" : "cast($name as char)"
            case 'span': return postgresql ? "(extract(epoch from $name) * 1000000)::bigint::text" : "cast($name as char)"
            case 'uuid': return postgresql ? "replace($name::text, '-', '')" : name
            case 'address': return postgresql ? "host($name)" : name
            case 'json': return postgresql ? "$name::text" : name
            default: return postgresql ? "$name::text" : "cast($name as char)"
        }
    }
}
