package dev.belay.pod

import dev.belay.database.Database
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection

/**
 * Writes the file that Pod's own {@code export_data_from_v3_to_v4} writes from a MariaDB: Python's json.dump with an indent of four, of
 * the rows that its driver gives, times without parts of a second, and the tags joined by GROUP_CONCAT. A table that is not there is
 * passed over.
 */
class PodFile {

    /** What needs no escape. */
    private static final String PLAIN = '[ !#-\\[\\]-~]*'

    static Path write(Connection connection, Path file) {
        write(tables(connection), file)
    }

    /** What it holds. */
    static Map<String, List<Map<String, Object>>> tables(Connection connection) {
        Map<String, List<Map<String, Object>>> tables = PodSchema.carried().sort().collectEntries { [it, rows(connection, "select * from `$it`")] }
        ['video', 'recorder'].each { kind ->
            tables["${kind}_tagging_tag_2_tagulous".toString()] = rows(connection, "select tti.object_id as ${kind}_id, group_concat(tt.name) as tag_name" +
                    ' from tagging_taggeditem tti, tagging_tag tt, django_content_type dct where tti.tag_id = tt.id and tti.content_type_id = dct.id' +
                    " and dct.model = '$kind' group by tti.object_id order by tti.object_id asc")
        }
        tables
    }

    /** Writes tables as Python does. */
    static Path write(Map<String, List<Map<String, Object>>> tables, Path file) {
        Files.writeString(file, dump(tables, '') + '\n')
    }

    private static List<Map<String, Object>> rows(Connection connection, String query) {
        connection.createStatement().withCloseable { statement ->
            def found = statement.executeQuery(query)
            def rows = []
            while (found.next()) {
                rows << (1..found.metaData.columnCount).collectEntries {
                    def value = found.getObject(it)
                    [found.metaData.getColumnLabel(it), value instanceof Number || value == null ? value : found.getString(it).replaceFirst(/^((\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d)\.\d+$/, '$1')]
                }
            }
            rows
        }
    }

    private static String dump(Object value, String indent) {
        def inner = "$indent    ".toString()
        switch (value) {
            case null: return 'null'
            case Number: return value.toString()
            case List: return value.empty ? '[]' : "[\n${value.collect { inner + dump(it, inner) }.join(',\n')}\n$indent]"
            case Map: return "{\n${value.collect { inner + dump(it.key as String, '') + ': ' + dump(it.value, inner) }.join(',\n')}\n$indent}"
            default: return '"' + (value ==~ PLAIN ? value : value.toString().collect { escaped(it) }.join()) + '"'
        }
    }

    /** Python escapes what is not ASCII by halves of surrogates, in small letters. */
    private static String escaped(String letter) {
        def short_ = ['"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f'][letter]
        short_ ?: letter.chars.collect { it < 32 || it > 126 ? String.format('\\u%04x', it as int) : it.toString() }.join()
    }
}
