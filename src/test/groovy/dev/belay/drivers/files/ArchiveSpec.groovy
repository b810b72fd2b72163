package dev.belay.drivers.files

import com.github.luben.zstd.ZstdOutputStream
import dev.belay.driver.Exclusions
import dev.belay.host.FileInfo
import dev.belay.value.Digest
import dev.belay.value.Failure
import dev.belay.value.Size
import org.apache.commons.compress.archivers.tar.TarArchiveEntry
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream
import org.apache.commons.compress.archivers.tar.TarConstants
import spock.lang.Specification

import java.time.Instant

class ArchiveSpec extends Specification {

    static final Instant THEN = Instant.ofEpochSecond(1_600_000_000)

    def out = new ByteArrayOutputStream()

    def "what was written is read back: names, kinds, modes, owners, times, links and contents"() {
        given:
        def long_name = 'data/' + ('ä' * 60 + '/') * 5 + 'file'
        def writer = new ArchiveWriter(out)
        writer.add('data', info(FileInfo.Kind.FOLDER, 0, 0750))
        writer.add('data/run', info(FileInfo.Kind.FILE, 5, 0640), stream('hello'), {})
        writer.add('data/link', info(FileInfo.Kind.LINK, 0, 0777, '../else/where'))
        writer.add(long_name, info(FileInfo.Kind.FILE, 0, 04755), stream(''), {})
        def written = writer.finish()
        def seen = [:]

        when:
        def contents = ArchiveReader.read('a.tar.zst', stream(out.toByteArray()), { entry, content ->
            seen[entry.name()] = [entry.info(), new String(content.readAllBytes())]
        })

        then:
        contents == new ArchiveReader.Contents(4, 5, Digest.of(out.toByteArray()))
        contents == written
        seen.keySet() as List == ['data', 'data/run', 'data/link', long_name]
        seen['data'][0] == info(FileInfo.Kind.FOLDER, 0, 0750)
        seen['data/run'] == [info(FileInfo.Kind.FILE, 5, 0640), 'hello']
        seen['data/link'][0] == info(FileInfo.Kind.LINK, 0, 0777, '../else/where')
        seen[long_name][0].mode() == 04755
    }

    def "a file that grows is taken as long as it was when it was found"() {
        given:
        def writer = new ArchiveWriter(out)

        when:
        writer.add('log', info(FileInfo.Kind.FILE, 3, 0644), stream('abcdef'), {})

        then:
        writer.finish().bytes() == 3
    }

    def "a file that shrinks is a failure"() {
        when:
        new ArchiveWriter(out).add('gone', info(FileInfo.Kind.FILE, 9, 0644), stream('abc'), {})

        then:
        def failure = thrown(Failure)
        failure.message().contains('became shorter')
    }

    def "gigabytes pass through little memory"() {
        given: 'zeros, eight times as many as this JVM has memory for at most, or 2 GB'
        def size = Math.min(8L * Runtime.runtime.maxMemory(), 2_000_000_000L)
        def writer = new ArchiveWriter(out)

        when:
        writer.add('zeros', info(FileInfo.Kind.FILE, size, 0644), new Zeros(), {})
        def written = writer.finish()
        def contents = ArchiveReader.read('z', stream(out.toByteArray()), { entry, content -> })

        then:
        contents == written
        contents.bytes() == size
        out.size() < 1_000_000
    }

    def "an archive that was cut off or changed is refused: #what"() {
        given:
        def writer = new ArchiveWriter(out)
        def noise = new byte[200_000]
        new Random(7).nextBytes(noise)
        writer.add('noise', info(FileInfo.Kind.FILE, noise.length, 0644), new ByteArrayInputStream(noise), {})
        writer.finish()

        when:
        ArchiveReader.read('a.tar.zst', stream(damage(out.toByteArray())), { entry, content -> })

        then:
        def failure = thrown(Failure)
        failure.message().startsWith('a.tar.zst cannot be read')

        where:
        what              | damage
        'the last bytes'  | { byte[] all -> Arrays.copyOf(all, all.length - 3) }
        'the second half' | { byte[] all -> Arrays.copyOf(all, all.length.intdiv(2)) }
        'one byte'        | { byte[] all -> all[100_000] = (byte) (all[100_000] ^ 1); all }
        'no archive'      | { byte[] all -> 'hello, world'.bytes }
    }

    def "an entry that would leave its folder is refused: #name"() {
        given:
        def tar = new TarArchiveOutputStream(new ZstdOutputStream(out))
        def entry = new TarArchiveEntry(name, type, true)
        entry.linkName = link
        tar.putArchiveEntry(entry)
        tar.closeArchiveEntry()
        tar.close()

        when:
        ArchiveReader.read('a', stream(out.toByteArray()), { e, content -> })

        then:
        def failure = thrown(Failure)
        failure.message().contains(reason)

        where:
        name         | type                     | link           || reason
        '../evil'    | TarConstants.LF_NORMAL   | ''             || 'leave the folder'
        'a/../../b'  | TarConstants.LF_NORMAL   | ''             || 'leave the folder'
        '/etc/evil'  | TarConstants.LF_NORMAL   | ''             || 'leave the folder'
        'hard'       | TarConstants.LF_LINK     | '/etc/passwd'  || 'leave the folder'
        'hard'       | TarConstants.LF_LINK     | '../passwd'    || 'leave the folder'
        'pipe'       | TarConstants.LF_FIFO     | ''             || 'neither a file'
        'disk'       | TarConstants.LF_BLK      | ''             || 'neither a file'
    }

    def "names are read without the dots that tar writes"() {
        given:
        def tar = new TarArchiveOutputStream(new ZstdOutputStream(out))
        ['./', './a//b'].each {
            tar.putArchiveEntry(new TarArchiveEntry(it))
            tar.closeArchiveEntry()
        }
        tar.close()
        def names = []

        when:
        ArchiveReader.read('a', stream(out.toByteArray()), { entry, content -> names << entry.name() })

        then:
        names == ['', 'a/b']
    }

    def "'#pattern' leaves out #path: #fits"() {
        expect:
        new Exclusions([pattern]).fits('/srv/app', path) == fits

        where:
        pattern          | path                        || fits
        '*.log'          | '/srv/app/x.log'            || true
        '*.log'          | '/srv/app/deep/down/x.log'  || true
        '*.log'          | '/srv/app/x.log.txt'        || false
        'cache'          | '/srv/app/data/cache'       || true
        'cache/'         | '/srv/app/data/cache'       || true
        'cache'          | '/srv/app/data/cached'      || false
        'data/cache'     | '/srv/app/data/cache'       || true
        'data/cache'     | '/srv/app/more/data/cache'  || false
        'data/*'         | '/srv/app/data/x'           || true
        'data/*'         | '/srv/app/data/x/y'         || false
        'data/**'        | '/srv/app/data/x/y'         || true
        '**/tmp'         | '/srv/app/a/b/tmp'          || true
        '**/tmp'         | '/srv/app/tmp'              || true
        '/srv/app/data'  | '/srv/app/data'             || true
        '/data'          | '/srv/app/data'             || false
        'a?c'            | '/srv/app/abc'              || true
        'a.c'            | '/srv/app/abc'              || false
        '[x]'            | '/srv/app/[x]'              || true
        '*'              | '/srv/app'                  || false
    }

    private static FileInfo info(FileInfo.Kind kind, long size, int mode, String target = null) {
        new FileInfo(kind, Size.of(size), mode, 'ngw', 'www-data', THEN, Optional.ofNullable(target))
    }

    private static InputStream stream(Object content) {
        new ByteArrayInputStream(content instanceof String ? content.bytes : content as byte[])
    }

    private static class Zeros extends InputStream {
        @Override
        int read() {
            0
        }

        @Override
        int read(byte[] bytes, int from, int count) {
            Arrays.fill(bytes, from, from + count, (byte) 0)
            count
        }
    }
}
