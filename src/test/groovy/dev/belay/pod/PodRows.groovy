package dev.belay.pod

import dev.belay.database.Database.Product
import dev.belay.pod.PodSchema.Column
import java.sql.Connection
import java.sql.PreparedStatement
import java.sql.Statement
import java.sql.Types

/** Rows for the tables of Pod: a few in each, with values that others have stumbled over, and what facts and people tell of real ones. */
class PodRows {

    private static final String AWKWARD = '😀 "q" \'a\' back\\slash 100% \\N\r\n\ttab'

    final PodSchema schema
    private final Map<String, List<Map<String, Object>>> rows = [:]
    private int doublings

    private PodRows(PodSchema schema) {
        this.schema = schema
    }

    /** A Pod 3.8 with all that is awkward and can be brought to 4.0. */
    static PodRows v3() {
        def made = new PodRows(PodSchema.v3())
        made.schema.tables.keySet().each { table -> (1..3).each { made.put(table, it) } }
        made.tags()
        made.put('video_encode_transcript_encodingvideo', 2, source_file: "videos/${'0' * 64}/2/360p.mp4") // its owner changed
        made.put('meeting', 3, start_at: '2024-05-02 23:30:00.500000', recurring_until: '2024-05-01') // ends before it begins
        made.put('video_videotodelete', 3, date_deletion: made.value('video_videotodelete', 'date_deletion', 1)) // twice the same date
        made.put('video_videotodelete_video', 4, videotodelete_id: 3, video_id: 1)
        made.doublings = 12
        made
    }

    /** What lies in a Pod 4.0 before: rows that go. */
    static PodRows v4() {
        def made = new PodRows(PodSchema.v4())
        (made.schema.tables.keySet() - ['hyperlinks_hyperlink', 'hyperlinks_videohyperlink']).each { made.put(it, 7) }
        made
    }

    /** Adds a row, or takes the place of the one with this number; columns of which nothing is said get values by their types. */
    void put(Map<String, Object> values = [:], String table, int number) {
        def row = schema.tables[table].columns.collectEntries { [it.name, values.containsKey(it.name) ? values[it.name] : standard(table, it, number)] }
        def all = rows.computeIfAbsent(table) { [] }
        number <= all.size() ? all.set(number - 1, row) : all.add(row)
    }

    /** The value of a row that was put. */
    Object value(String table, String column, int number) {
        rows[table][number - 1][column]
    }

    private void tags() {
        ['video', 'recorder', 'channel'].eachWithIndex { model, i -> put('django_content_type', i + 1, app_label: model, model: model) }
        ['machine learning', 'c, c++', 'python', 'c', 'c++', '日本語', 'été 😀', 'of a missing video', 'x' * 50]
                .eachWithIndex { name, i -> put('tagging_tag', i + 1, name: name) }
        ['"machine learning"', '"c, c++" python', "python, ${'x' * 50}, été 😀"].eachWithIndex { text, i -> rows.video_video[i].tags = text }
        ['"machine learning"', 'c c++ 日本語', ''].eachWithIndex { text, i -> rows.recorder_recorder[i].tags = text }
        rows.tagging_taggeditem.clear()
        [[1, 1, 1], [2, 1, 2], [3, 1, 2], [3, 1, 3], [7, 1, 3], [8, 1, 999], [9, 1, 3], [1, 2, 1], [4, 2, 2], [5, 2, 2], [6, 2, 2], [3, 3, 1]]
                .eachWithIndex { use, i -> put('tagging_taggeditem', i + 1, tag_id: use[0], content_type_id: use[1], object_id: use[2]) }
    }

    private static Object standard(String table, Column column, int n) {
        if (column.name == 'id' && column.type != 'uuid') {
            return n
        }
        if (column.other) {
            return column.name == 'parentId_id' ? [1: 3, 2: null, 3: 1][n] : column.nullable && n == 2 ? null : n
        }
        if (column.nullable && n == 2) {
            return null
        }
        switch (column.type) {
            case 'bool': return n == 1
            case 'moment': return ['2024-03-31 02:30:00.000001', '2024-10-27 02:30:00.999999', '1999-12-31 23:59:59.000000'][n % 3]
            case 'date': return column.name == 'recurring_until' ? '2030-01-01' : "202$n-02-0$n".toString()
            case 'time': return ['00:00:00.000001', '23:59:59.999999', '12:00:00.000000'][n % 3]
            case 'span': return [3_600_000_000L, 1L, 90_061_000_001L][n % 3]
            case 'uuid': return 'fedcba9876543210fedcba987654321' + n
            case 'json': return '[{"choice": "a \\"q\\" 😀", "right": true}, null]'
            case 'address': return n == 3 ? 'fe80::3' : "192.168.0.$n".toString()
            case 'text': return n == 1 ? AWKWARD : n == 3 ? '' : "text $n".toString()
            case ~/char.*/: return letters(table, column, n)
            default: return n
        }
    }

    private static String letters(String table, Column column, int n) {
        int longest = column.type.find(/\d+/) as int
        def text = column.name == 'hashkey' ? "$n" * 64
                : column.name == 'source_file' ? "videos/${"$n" * 64}/$n/360p.mp4"
                : column.unique || n == 2 ? "$n$column.name" : n == 1 ? AWKWARD : "$n%"
        text.codePointCount(0, text.length()) <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest))
    }

    /** Puts them into a database, whose tables are there. Nothing is checked: not every row has a parent. */
    void load(Connection connection, Product product) {
        connection.autoCommit = false
        connection.createStatement().withCloseable {
            it.execute(product == Product.POSTGRESQL ? 'set session_replication_role = replica' : 'set foreign_key_checks = 0')
        }
        rows.each { table, all -> insert(connection, product, table, all) }
        connection.createStatement().withCloseable { views(it, product) }
        connection.commit()
    }

    /** Each view count again on a later day, some times over. */
    private void views(Statement statement, Product product) {
        doublings.times {
            def later = product == Product.POSTGRESQL ? "date + ${1 << it}" : "date_add(date, interval ${1 << it} day)"
            statement.execute("insert into video_viewcount (id, video_id, date, count) select id + ${3 << it}, video_id, $later, id from video_viewcount")
        }
    }

    private void insert(Connection connection, Product product, String table, List<Map<String, Object>> all) {
        def columns = schema.tables[table].columns
        def names = columns.collect { PodSchema.quoted(product, it.name) }
        connection.prepareStatement("insert into ${PodSchema.quoted(product, table)} (${names.join(', ')}) values (${(['?'] * columns.size()).join(', ')})").withCloseable { insert ->
            all.each { row ->
                columns.eachWithIndex { column, i -> set(insert, product, i + 1, column, row[column.name]) }
                insert.addBatch()
            }
            insert.executeBatch()
        }
    }

    private static void set(PreparedStatement insert, Product product, int place, Column column, Object value) {
        if (value == null) {
            insert.setNull(place, Types.NULL)
        } else if (product == Product.POSTGRESQL && !(value instanceof Boolean)) {
            insert.setObject(place, column.type == 'moment' ? "$value+00".toString() : column.type == 'span' ? "$value microseconds".toString() : value.toString(), Types.OTHER)
        } else {
            insert.setObject(place, value instanceof CharSequence ? value.toString() : value)
        }
    }
}
