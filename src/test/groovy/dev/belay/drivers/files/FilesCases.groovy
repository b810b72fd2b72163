package dev.belay.drivers.files

import dev.belay.drivers.conformance.ConformanceCase
import java.nio.file.Files

class ConfigureCase extends ConformanceCase {

    @Override
    String form() {
        'configure'
    }

    @Override
    void prepare() {
        put('.env', '# settings\nMODE=old\nKEPT=1\n')
    }

    @Override
    String line() {
        "configure '$world/.env', set: [MODE: 'new', MORE: 2]"
    }

    @Override
    Object look() {
        text('.env')
    }

    @Override
    List<String> badLines() {
        ["configure '$world/.env', set: ['A B': 1]", "configure '$world/.env', set: 'MODE'", "configure '$world/.env', form: 'x'"]
    }
}

class ConfigureYamlCase extends ConformanceCase {

    @Override
    String form() {
        'configure'
    }

    @Override
    void prepare() {
        put('config.yaml', '# settings\nweb:\n  mode: old # why\n  kept: 1\n')
    }

    @Override
    String line() {
        "configure '$world/config.yaml', set: ['web.mode': 'new', 'web.port': 8080], remove: ['web.kept']"
    }

    @Override
    Object look() {
        text('config.yaml')
    }

    @Override
    List<String> badLines() {
        ["configure '$world/config.yaml', set: [web: 1]", "configure '$world/config.yaml', format: 'xml'", "configure '$world/x.toml', set: [a: 1]"]
    }
}

/** Each run makes a backup of its own, and an undo leaves it. */
abstract class BackupCase extends ConformanceCase {

    @Override
    void prepare() {
        put('data/a', 'a')
        put('data/b/c', 'c')
        Files.createDirectories(world.resolve('backup'))
    }

    @Override
    Object look() {
        Files.list(world.resolve('backup')).withCloseable { files ->
            files.collect { it.fileName.toString().replaceAll('app-[0-9a-f]{4}(-[0-9a-f]{4})?', 'RUN') }.sort()
        }
    }

    @Override
    boolean settles() {
        false
    }

    @Override
    boolean undoes() {
        false
    }
}

class BackupFilesCase extends BackupCase {

    @Override
    String form() {
        'backup files'
    }

    @Override
    String line() {
        "backup files: ['$world/data'], to: '$world/backup'"
    }

    @Override
    List<String> badLines() {
        ["backup files: ['$world/none'], to: '$world/backup'", "backup files: ['$world/data']", "backup files: [], to: '$world/backup'"]
    }
}

class BackupCommandCase extends BackupCase {

    @Override
    String form() {
        'backup command'
    }

    @Override
    String line() {
        "backup command: 'echo whole > app.backup; echo $world/backup/app.backup', dir: '$world/backup'"
    }

    @Override
    List<String> badLines() {
        ["backup command: 'true'", "backup command: ['true'], dir: '$world/backup'"]
    }
}

class RestoreFolderCase extends ConformanceCase {

    @Override
    String form() {
        'restore folder'
    }

    @Override
    void prepare() {
        put('data/a', 'new')
        put('kept/a', 'old')
    }

    @Override
    String line() {
        "restore folder: '$world/data', from: '$world/kept'"
    }

    @Override
    Object look() {
        text('data/a')
    }

    @Override
    List<String> badLines() {
        ["restore folder: 12", "restore folder: '$world/data', from: '$world/kept', to: '/'"]
    }
}
