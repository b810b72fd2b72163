package dev.belay.drivers.files

import com.github.luben.zstd.ZstdOutputStream
import com.sun.net.httpserver.HttpServer
import dev.belay.drivers.conformance.ConformanceCase
import dev.belay.value.Digest
import java.nio.file.Files
import org.apache.commons.compress.archivers.tar.TarArchiveEntry
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream
import java.nio.file.LinkOption
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.temporal.ChronoUnit

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

class VerifyFilesBackupCase extends ConformanceCase {

    @Override
    String form() {
        'verify backup'
    }

    @Override
    void prepare() {
        def content = 'a'.bytes
        new TarArchiveOutputStream(new ZstdOutputStream(Files.newOutputStream(world.resolve('data.tar.zst')))).withCloseable {
            it.putArchiveEntry(new TarArchiveEntry('data/a').tap { size = content.length })
            it.write(content)
            it.closeArchiveEntry()
        }
    }

    @Override
    Object look() {
        world.toFile().list().sort()
    }

    @Override
    String line() {
        "verify backup: '$world/data.tar.zst'"
    }

    @Override
    List<String> badLines() {
        ["verify backup: '$world/none.tar.zst'", "verify backup: 'data.tar.zst'", "verify backup: 12"]
    }
}

class RestoreFilesCase extends ConformanceCase {

    @Override
    String form() {
        'restore files'
    }

    @Override
    void prepare() {
        put('data/a', 'new')
        put('data/later', 'new')
        archive('data/': '', 'data/a': 'old', 'data/b/': '', 'data/b/c': 'old')
    }

    /** As a backup writes it: paths without their first slash, with owner and group. */
    private void archive(Map<String, String> entries) {
        def owner = Files.getOwner(world).name
        def group = Files.getAttribute(world, 'unix:group').name
        new TarArchiveOutputStream(new ZstdOutputStream(Files.newOutputStream(world.resolve('data.tar.zst')))).withCloseable { tar ->
            tar.longFileMode = TarArchiveOutputStream.LONGFILE_POSIX
            entries.each { name, content ->
                def entry = new TarArchiveEntry("${world.toString().substring(1)}/$name")
                entry.size = content.length()
                entry.setNames(owner, group)
                tar.putArchiveEntry(entry)
                tar.write(content.bytes)
                tar.closeArchiveEntry()
            }
        }
    }

    @Override
    String line() {
        "restore files: '$world/data.tar.zst', paths: ['$world/data']"
    }

    @Override
    Object look() {
        ['data/a', 'data/b/c', 'data/later'].collect { text(it) }
    }

    @Override
    List<String> badLines() {
        ["restore files: '$world/none.tar.zst'", "restore files: '$world/data.tar.zst', from: '/'", 'restore files: 12']
    }

    @Override
    boolean settles() {
        false
    }
}

class RestoreFileCase extends ConformanceCase {

    @Override
    String form() {
        'restore file'
    }

    @Override
    void prepare() {
        put('file', 'new')
        put('kept/file', 'old')
        put('kept/mode', '600')
    }

    @Override
    String line() {
        "restore file: '$world/file', from: '$world/kept'"
    }

    @Override
    Object look() {
        text('file')
    }

    @Override
    List<String> badLines() {
        ["restore file: '$world/file'", "restore file: '$world/file', from: 12"]
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

/** A world of a file, a folder and a link; all of it is looked at, but for what is kept until accept. */
abstract class TreeCase extends ConformanceCase {

    @Override
    void prepare() {
        put('a/one', 'one')
        put('a/in/two', 'two')
        put('b/old', 'old')
        put('file', 'new')
        put('other', 'old')
        Files.createSymbolicLink(world.resolve('current'), Path.of('a'))
        Files.setPosixFilePermissions(world.resolve('a/one'), PosixFilePermissions.fromString('rwxr-----'))
        ['a/one', 'a/in/two', 'b/old', 'file', 'other'].eachWithIndex { name, i ->
            Files.setLastModifiedTime(world.resolve(name), FileTime.fromMillis(1_600_000_000_000 + i))
        }
    }

    @Override
    Object look() {
        def paths = Files.walk(world).withCloseable { it.toList() }.findAll { !(it.toString() =~ /\.(old|new)-app-/) && it != world }
        paths.collect { path ->
            def attributes = Files.readAttributes(path, 'unix:mode,uid,gid,lastModifiedTime', LinkOption.NOFOLLOW_LINKS)
            def what = Files.isSymbolicLink(path) ? Files.readSymbolicLink(path)
                    : Files.isRegularFile(path) ? path.toFile().text + attributes.lastModifiedTime.toInstant().truncatedTo(ChronoUnit.MICROS) : ''
            "${world.relativize(path)} ${Integer.toOctalString(attributes.mode as int)} $attributes.uid $attributes.gid $what".toString()
        }.sort()
    }
}

class CopyFileCase extends TreeCase {

    @Override
    String form() {
        'copy'
    }

    @Override
    String line() {
        "copy '$world/file', to: '$world/other'"
    }

    @Override
    List<String> badLines() {
        ["copy '$world/none', to: '$world/x'", "copy '$world/file', to: '$world/b'", "copy '$world/a', to: '$world/a/in/a'",
         "copy '$world/file', to: '$world/no/file'", "copy '$world/current', to: '$world/x'", "copy '$world/file'"]
    }
}

class CopyFolderCase extends CopyFileCase {

    @Override
    String line() {
        "copy '$world/a', to: '$world/b'"
    }
}

class MoveFileCase extends TreeCase {

    @Override
    String form() {
        'move'
    }

    @Override
    String line() {
        "move '$world/file', to: '$world/other'"
    }

    @Override
    List<String> badLines() {
        ["move '$world/none', to: '$world/x'", "move '$world/file', to: '$world/b'", "move '$world/a/in', to: '$world/a'"]
    }
}

class MoveFolderCase extends MoveFileCase {

    @Override
    String line() {
        "move '$world/a', to: '$world/b'"
    }
}

class LinkCase extends TreeCase {

    @Override
    String form() {
        'link'
    }

    @Override
    String line() {
        "link '$world/current', to: 'b'"
    }

    @Override
    List<String> badLines() {
        ["link '$world/file', to: 'b'", "link '$world/a', to: 'b'", "link '$world/current', to: 'none'"]
    }
}

class MkdirCase extends TreeCase {

    @Override
    String form() {
        'mkdir'
    }

    @Override
    String line() {
        "mkdir '$world/x/y/z', mode: '0700'"
    }

    @Override
    List<String> badLines() {
        ["mkdir '$world/file'", "mkdir '$world/file/x'", "mkdir '$world/x', mode: 'rwx'"]
    }
}

class RemoveCase extends TreeCase {

    @Override
    String form() {
        'remove'
    }

    @Override
    String line() {
        "remove '$world/a'"
    }

    @Override
    List<String> badLines() {
        ["remove '/'", "remove 'a'", "remove '$world/a', to: 'x'"]
    }
}

class PermissionsCase extends TreeCase {

    @Override
    String form() {
        'permissions'
    }

    @Override
    String line() {
        "permissions '$world/a', mode: '0700', recursive: true"
    }

    @Override
    List<String> badLines() {
        ["permissions '$world/a'", "permissions '$world/none', mode: '0700'", "permissions '$world/current', mode: '0700'",
         "permissions '$world/a', owner: 'nobody-of-this-name'", "permissions '$world/a', mode: '2700', recursive: true"]
    }
}

class RestorePermissionsCase extends TreeCase {

    @Override
    String form() {
        'restore permissions'
    }

    @Override
    void prepare() {
        super.prepare()
        def owner = Files.getOwner(world).name
        def group = Files.getAttribute(world, 'unix:group').name
        put('kept/permissions', "0700 $owner $group \n0600 $owner $group one\n")
        Files.setLastModifiedTime(world.resolve('kept/permissions'), FileTime.fromMillis(1_600_000_000_000))
    }

    @Override
    String line() {
        "restore permissions: '$world/a', from: '$world/kept'"
    }

    @Override
    List<String> badLines() {
        ["restore permissions: '$world/a'"]
    }
}

class DownloadCase extends TreeCase {

    private static final String SUM = Digest.of('from afar').hex()

    private HttpServer server

    @Override
    String form() {
        'download'
    }

    @Override
    void prepare() {
        super.prepare()
        server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        server.createContext('/') { exchange ->
            exchange.sendResponseHeaders(200, 9)
            exchange.responseBody.withCloseable { it << 'from afar' }
        }
        server.start()
        world.resolveSibling('port').toFile().text = server.address.port
    }

    @Override
    String line() {
        "download 'http://127.0.0.1:${world.resolveSibling('port').toFile().text}/x', to: '$world/other', sha256: '$SUM'"
    }

    @Override
    Object look() {
        text('other')
    }

    @Override
    List<String> badLines() {
        ["download 'http://127.0.0.1/x', to: '$world/other'", "download 'x', to: '$world/other', sha256: '$SUM'",
         "download 'http://127.0.0.1/x', to: '$world/a', sha256: '$SUM'"]
    }

    @Override
    void tearDown() {
        server?.stop(0)
    }
}

class UnpackCase extends TreeCase {

    @Override
    String form() {
        'unpack'
    }

    @Override
    void prepare() {
        super.prepare()
        assert ['tar', 'czf', "$world/x.tar.gz", '-C', "$world", 'a'].execute().waitFor() == 0
    }

    @Override
    String line() {
        "unpack '$world/x.tar.gz', to: '$world/b', strip: 1"
    }

    @Override
    Object look() {
        super.look().findAll { it.startsWith('b') }
    }

    @Override
    List<String> badLines() {
        ["unpack '$world/none.zip', to: '$world/b'", "unpack '$world/file', to: '$world/b'", "unpack '$world/x.tar.gz', to: '$world/file'",
         "unpack '$world/x.tar.gz', to: '$world'"]
    }
}
