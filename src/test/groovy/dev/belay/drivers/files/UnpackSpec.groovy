package dev.belay.drivers.files

import static dev.belay.engine.Bench.step

import dev.belay.engine.Bench
import dev.belay.plan.Prediction.Fidelity
import dev.belay.testing.Folders
import dev.belay.testing.OtherAccount
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import org.apache.commons.compress.archivers.tar.TarArchiveEntry
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream
import org.apache.commons.compress.archivers.tar.TarConstants
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream
import spock.lang.IgnoreIf
import spock.lang.Specification
import spock.lang.TempDir

/** Unpacking what others packed. */
class UnpackSpec extends Specification {

    @TempDir
    Path folder

    def bench

    def setup() {
        bench = new Bench(folder.resolve('state'), [new FilesDriver()])
        write('src/app-4/bin/run', '#!/bin/sh')
        write('src/app-4/lib/a name', 'library')
        Files.createDirectories(folder.resolve('src/app-4/empty'))
        Files.createSymbolicLink(folder.resolve('src/app-4/lib/latest'), Path.of('../bin/run'))
        Files.createLink(folder.resolve('src/app-4/lib/same'), folder.resolve('src/app-4/bin/run'))
        Files.setPosixFilePermissions(folder.resolve('src/app-4/bin/run'), PosixFilePermissions.fromString('rwxrwxrwx'))
    }

    def "#name is unpacked: content, modes, links, empty folders"() {
        given:
        pack(name)

        when:
        def foreseen = bench.foresee(unpack(name))[0]
        def result = bench.run(unpack(name))

        then:
        foreseen.fidelity() == Fidelity.PREDICTED
        text('app/bin/run') == '#!/bin/sh'
        text('app/lib/a name') == 'library'
        text('app/lib/same') == '#!/bin/sh'
        Files.readSymbolicLink(folder.resolve('app/lib/latest')).toString() == '../bin/run'
        Files.isDirectory(folder.resolve('app/empty'))
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve('app/bin/run'))) == 'rwxr-xr-x'
        bench.foresee(unpack(name))*.fidelity() == [Fidelity.UNCHANGED]
        result.remarks() == []

        where:
        name << ['x.tar', 'x.tar.gz', 'x.tgz', 'x.tar.zst', 'x.tar.xz', 'x.tar.bz2', 'x.zip']
    }

    def "without strip, the names are whole; what has too few folders is left out"() {
        given:
        pack('x.tar.gz')

        when:
        bench.run(step('only', 'unpack', [subject: 'x.tar.gz', to: 'app', dir: folder.toString(), strip: strip]))

        then:
        folder.resolve('app').toFile().list().toList().sort() == names

        where:
        strip || names
        0     || ['app-4']
        1     || ['bin', 'empty', 'lib']
    }

    def "a link that leads out only since its folders were taken off is refused, too"() {
        given:
        pack('x.tar.gz')

        expect:
        bench.foresee(step('only', 'unpack', [subject: 'x.tar.gz', to: 'app', dir: folder.toString(), strip: 2]))[0].unmet()[0].contains('leads out of it')
    }

    def "an old folder is replaced, kept until accept, and comes back by an undo"() {
        given:
        pack('x.tar.gz')
        write('app/config', 'ours')
        def foreseen = bench.foresee(unpack('x.tar.gz'))[0]

        when:
        bench.run(unpack('x.tar.gz'))

        then:
        !Files.exists(folder.resolve('app/config'))
        beside().size() == 1

        when:
        def undo = bench.takeBack(foreseen)

        then:
        text('app/config') == 'ours'

        when:
        (undo + unpack('x.tar.gz')).each { bench.action(it).accept(bench.work(it)) }

        then:
        beside() == []
    }

    def "refused, and nothing is made: #problem"() {
        given:
        evil(name, entries)
        def step = unpack(name)

        expect:
        bench.foresee(step)[0].unmet()[0].contains(problem)

        when:
        bench.apply(step)

        then:
        def failure = thrown(Failure)
        failure.message().contains(problem)
        folder.toFile().list().toList().sort() - 'state' == ['src', name].sort()

        where:
        name    | entries                                                 || problem
        'x.tar' | [['app/../../out', 'file']]                             || 'would leave the folder'
        'x.tar' | [['/etc/out', 'file']]                                  || 'would leave the folder'
        'x.tar' | [['app/way', 'link', '/etc']]                           || 'leads out of it'
        'x.tar' | [['app/way', 'link', '../../x']]                        || 'leads out of it'
        'x.tar' | [['app/way', 'hard', '/etc/passwd']]                    || 'would leave the folder'
        'x.tar' | [['app/way', 'hard', 'app/none']]                       || 'does not hold before'
        'x.tar' | [['app/pipe', 'fifo']]                                  || 'neither a file nor'
        'x.tar' | [['app/device', 'device']]                              || 'neither a file nor'
        'x.zip' | [['app/../../out', 'file']]                             || 'would leave the folder'
        'x.zip' | [['/etc/out', 'file']]                                  || 'would leave the folder'
        'x.zip' | [['app/way', 'link', '/etc']]                           || 'leads out of it'
    }

    def "nothing is written through a link that the archive itself made"() {
        given:
        evil('x.tar', [['app/in/', 'folder'], ['app/way', 'link', 'in'], ['app/way/file', 'file']])

        when:
        bench.apply(unpack('x.tar'))

        then:
        def failure = thrown(Failure)
        failure.message().contains('which is no folder')
        !Files.exists(folder.resolve('app'))
    }

    def "what is damaged or cut off is refused before anything is done: #name"() {
        given:
        pack(name)
        def file = folder.resolve(name).toFile()
        file.bytes = Arrays.copyOf(file.bytes, (int) (file.length() / 2))

        expect:
        bench.foresee(unpack(name))[0].unmet()[0].contains('cannot be unpacked')

        where:
        name << ['x.tar.gz', 'x.tar.zst', 'x.tar.xz', 'x.zip']
    }

    def "told before anything is done: #problem"() {
        given:
        pack('x.tar.gz')
        write('file', '')

        expect:
        bench.foresee(step('only', 'unpack', [subject: subject, to: to, dir: folder.toString()]))[0].unmet()[0].contains(problem)

        where:
        subject    | to       || problem
        'y.tar.gz' | 'app'    || 'no archive'
        'x.tar.gz' | 'file'   || 'is a file'
        'x.tar.gz' | 'no/app' || 'there is no folder'
    }

    def "arguments that make no sense are refused: #arguments"() {
        when:
        bench.action(step('only', 'unpack', arguments))

        then:
        thrown(Failure)

        where:
        arguments << [[subject: '/x.rar', to: '/app'], [subject: '/app/x.zip', to: '/app'], [subject: '/x.zip', to: '/app', strip: -1]]
    }

    @IgnoreIf({ !OtherAccount.there })
    def "as another user, all is theirs: #name"() {
        given:
        def theirs = OtherAccount.folder()
        pack(name)
        Files.copy(folder.resolve(name), theirs.resolve(name))
        def step = step('only', 'unpack', [subject: name, to: 'app', strip: 1, dir: theirs.toString(), as: OtherAccount.NAME])

        when:
        bench.run(step)

        then:
        theirs.resolve('app/bin/run').toFile().text == '#!/bin/sh'
        Files.getOwner(theirs.resolve('app/bin/run')).name == OtherAccount.NAME
        bench.foresee(step)*.fidelity() == [Fidelity.UNCHANGED]

        cleanup:
        Folders.delete(theirs)

        where:
        name << ['x.tar.gz', 'x.zip']
    }

    private unpack(String name) {
        step('only', 'unpack', [subject: name, to: 'app', strip: 1, dir: folder.toString()])
    }

    private List<String> beside() {
        folder.toFile().list().findAll { it.startsWith('app.') }
    }

    private String text(String path) {
        folder.resolve(path).toFile().text
    }

    private void write(String path, String text) {
        Files.createDirectories(folder.resolve(path).parent)
        folder.resolve(path).toFile().text = text
    }

    /** Packs the sources: tar with the real tool, zip as zip(1) does. */
    private void pack(String name) {
        def source = folder.resolve('src')
        if (name.endsWith('.zip')) {
            new ZipArchiveOutputStream(folder.resolve(name).toFile()).withCloseable { zip ->
                Files.walk(source.resolve('app-4')).withCloseable { it.sorted().toList() }.each { path ->
                    def link = Files.isSymbolicLink(path)
                    def directory = Files.isDirectory(path) && !link
                    def entry = new ZipArchiveEntry(source.relativize(path).toString() + (directory ? '/' : ''))
                    entry.unixMode = (link ? 0120000 : directory ? 040000 : 0100000) | (Files.getAttribute(path, 'unix:mode') as int) & 0777
                    zip.putArchiveEntry(entry)
                    zip.write(link ? Files.readSymbolicLink(path).toString().bytes : directory ? new byte[0] : path.toFile().bytes)
                    zip.closeArchiveEntry()
                }
            }
            return
        }
        def plain = folder.resolve('plain')
        run(['tar', 'cf', plain, '-C', source, 'app-4'])
        def command = name.endsWith('gz') ? 'gzip' : name.endsWith('zst') ? null : name.endsWith('xz') ? 'xz' : name.endsWith('bz2') ? 'bzip2' : ''
        def bytes = plain.toFile().bytes
        folder.resolve(name).toFile().withOutputStream { out ->
            def packed = command == 'gzip' ? new java.util.zip.GZIPOutputStream(out)
                    : command == 'xz' ? new org.tukaani.xz.XZOutputStream(out, new org.tukaani.xz.LZMA2Options())
                    : command == 'bzip2' ? new org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream(out)
                    : command == null ? new com.github.luben.zstd.ZstdOutputStream(out) : out
            packed.write(bytes)
            packed.close()
        }
        Files.delete(plain)
    }

    private static void run(List<?> command) {
        assert new ProcessBuilder(command*.toString()).inheritIO().start().waitFor() == 0
    }

    private void evil(String name, List<List<String>> entries) {
        folder.resolve(name).toFile().withOutputStream { out ->
            name.endsWith('.zip') ? evilZip(out, entries) : evilTar(out, entries)
        }
    }

    private static void evilTar(OutputStream out, List<List<String>> entries) {
        def types = [file: TarConstants.LF_NORMAL, folder: TarConstants.LF_DIR, link: TarConstants.LF_SYMLINK, hard: TarConstants.LF_LINK,
                     fifo: TarConstants.LF_FIFO, device: TarConstants.LF_CHR]
        new TarArchiveOutputStream(out).withCloseable { tar ->
            entries.each { parts ->
                def entry = new TarArchiveEntry(parts[0], types[parts[1]], true)
                if (parts.size() > 2) {
                    entry.linkName = parts[2]
                }
                tar.putArchiveEntry(entry)
                tar.closeArchiveEntry()
            }
        }
    }

    private static void evilZip(OutputStream out, List<List<String>> entries) {
        new ZipArchiveOutputStream(out).withCloseable { zip ->
            entries.each { parts ->
                def entry = new ZipArchiveEntry(parts[0])
                entry.unixMode = parts[1] == 'link' ? 0120777 : 0100644
                zip.putArchiveEntry(entry)
                zip.write((parts.size() > 2 ? parts[2] : '').bytes)
                zip.closeArchiveEntry()
            }
        }
    }
}
