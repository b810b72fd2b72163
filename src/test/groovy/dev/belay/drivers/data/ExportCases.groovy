package dev.belay.drivers.data

import dev.belay.drivers.data.format.ManifestJson
import dev.belay.drivers.postgresql.DatabaseCase
import java.nio.file.Files

/** Each run writes an export of its own, in the place of the one before. */
class ExportCase extends DatabaseCase {

    @Override
    String form() {
        'export'
    }

    @Override
    String line() {
        "export 'main', to: '$world/out'"
    }

    @Override
    boolean settles() {
        false
    }

    /** Nothing is taken back: the export harms nobody, and the next one takes its place. */
    @Override
    boolean undoes() {
        false
    }

    /** What the manifest says of each table. */
    @Override
    Object look() {
        def manifest = world.resolve('out/manifest.json')
        Files.exists(manifest)
                ? ManifestJson.read(Files.readString(manifest), '').tables().collect { [it.table().name(), it.rows(), it.chunks()*.sha256()*.hex()] }
                : []
    }

    @Override
    List<String> badLines() {
        ["export 'main', to: '$world/out', tables: ['nobody']", "export 'main', to: '$world/out', format: 'pod', compress: 'none'",
         "export 'main', to: '$world/out', format: 'pod', connections: 2", "export 'main', to: '$world/out', connections: 0",
         "export('main', to: '$world/out') { table 'people', drop: ['none'] }",
         "export('main', to: '$world/out') { query 'people', sql: 'select 1' }"]
    }
}
