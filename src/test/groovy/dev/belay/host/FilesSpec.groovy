package dev.belay.host

import dev.belay.testing.Folders
import dev.belay.testing.OtherAccount
import dev.belay.value.Digest
import dev.belay.value.Failure
import dev.belay.value.SecretText
import dev.belay.value.Size
import dev.belay.value.Unseen
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import spock.lang.IgnoreIf
import spock.lang.Specification

/** What holds of files, whoever reaches them. */
abstract class FilesSpec extends Specification {

    def secrets = new Secrets([:], [PASSWORD: 'opensesame'], { it })
    def host = new LocalHost(secrets)
    Path folder
    FileWriter files

    abstract Path makeFolder()

    abstract Context context()

    def setup() {
        folder = makeFolder()
        files = host.files(context().in(folder.toString()))
    }

    def cleanup() {
        Folders.delete(folder)
    }

    static String mode(Path path) {
        PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
    }

    def "relative paths are taken against the context's folder"() {
        expect:
        files.absolute('a/../b') == "$folder/b"
        files.absolute('/etc/./x') == '/etc/x'
    }

    def "info tells what stands at a path, links not followed"() {
        given:
        Files.writeString(folder.resolve('a file'), 'abc')
        Files.setPosixFilePermissions(folder.resolve('a file'), PosixFilePermissions.fromString('rw-r-----'))
        Files.createDirectory(folder.resolve('folder'))
        Files.createSymbolicLink(folder.resolve('link'), Path.of('no where'))

        expect:
        with(files.info('a file').get()) {
            kind() == FileInfo.Kind.FILE
            size() == Size.of(3)
            mode() == 0640
            owner() == host.user()
            Duration.between(modified(), Instant.now()).abs() < Duration.ofMinutes(1)
            target().empty
        }
        files.info('folder').get().kind() == FileInfo.Kind.FOLDER
        files.info('link').get().kind() == FileInfo.Kind.LINK
        files.info('link').get().target() == Optional.of('no where')
        files.info('/dev/null').get().kind() == FileInfo.Kind.OTHER
        files.info('missing').empty
        files.info('a file/below').empty
        files.exists('link')
        !files.exists('missing')
    }

    def "a tree is copied whole, with modes, times and links; what is there is not overwritten"() {
        given:
        files.makeFolders('tree/in')
        files.write('tree/in/one', SecretText.plain('one'), Optional.of(0640))
        files.write('two', SecretText.plain('two'), Optional.empty())
        files.link('tree/way', 'in/one')
        files.modified('tree/in/one', Instant.ofEpochSecond(1_600_000_000))
        files.mode('tree/in', 0750)
        files.modified('tree/in', Instant.ofEpochSecond(1_600_000_001))
        def told = 0L

        when:
        files.copyTree('tree', 'copy', { told = it })
        files.copyTree('two', 'three', {})
        files.copyTree('tree/way', 'way', {})

        then:
        files.text('copy/in/one').get() == 'one'
        ['', '/in', '/in/one', '/way'].every { files.info("tree$it").get().with { [kind(), mode(), owner(), target()] } == files.info("copy$it").get().with { [kind(), mode(), owner(), target()] } }
        ['/in', '/in/one'].every { files.info("tree$it").get().modified() == files.info("copy$it").get().modified() }
        files.text('three').get() == 'two'
        files.info('way').get().target().get() == 'in/one'
        told == 3

        when:
        files.copyTree('tree', 'copy', {})

        then:
        thrown(Failure)
    }

    def "a walk shows all, a folder before what is in it, and passes over what is left out"() {
        given:
        ['a/b/c', 'a/x/y', 'a/d'].each {
            files.makeFolders(it - ~'/[^/]*$')
            files.write(it, SecretText.plain(it), Optional.empty())
        }
        def seen = []

        when:
        files.walk("$folder/a", { it.endsWith('/x') }, { path, info, content ->
            seen << [path - "$folder/", info.kind() == FileInfo.Kind.FILE ? content.open().withCloseable { it.text } : '']
        })

        then:
        seen as Set == [['a', ''], ['a/b', ''], ['a/b/c', 'a/b/c'], ['a/d', 'a/d']] as Set
        seen.size() == 4
        seen*.first().indexOf('a') == 0
        seen*.first().indexOf('a/b') < seen*.first().indexOf('a/b/c')
    }

    def "a second name stays when the first is replaced"() {
        given:
        files.write('a', SecretText.plain('old'), Optional.empty())
        files.link('way', 'a')

        expect:
        files.share('a', 'b')
        files.share('way', 'other way')
        files.info('other way').get().target().get() == 'a'

        when:
        files.write('new', SecretText.plain('new'), Optional.empty())
        files.rename('new', 'a')

        then:
        files.text('b').get() == 'old'

        when:
        files.share('none', 'c')

        then:
        thrown(Failure)
    }

    def "permissions are set below a folder, and never through a link"() {
        given:
        files.makeFolders('tree/in')
        files.write('tree/in/a name', SecretText.plain('x'), Optional.of(0640))
        files.write('out', SecretText.plain('x'), Optional.of(0640))
        files.link('tree/way', '../out')
        def permit = { below, mode -> new FileWriter.Permit(below, Optional.of(mode), Optional.empty(), Optional.empty()) }

        when:
        files.permit('tree', [permit('', 0700), permit('in/a name', 0600)].stream())

        then:
        files.info('tree').get().mode() == 0700
        files.info('tree/in/a name').get().mode() == 0600
        files.info('tree/in').get().mode() != 0700

        when:
        files.permit('tree', [permit('none', 0600)].stream())

        then:
        thrown(Failure)
    }

    def "what is missing is a state: no text, no digest, no names, no bytes"() {
        expect:
        files.text('missing').empty
        files.digest('missing').empty
        files.list('missing') == []
        files.total('missing') == Size.ZERO
        files.free('missing/below').bytes() > 0
    }

    def "text, digest, stream, names and sums are read"() {
        given:
        Files.writeString(folder.resolve('b'), 'größe\n')
        Files.writeString(folder.resolve('.hidden'), '12')
        Files.createDirectories(folder.resolve('a folder/c'))
        Files.writeString(folder.resolve('a folder/c/d'), '345')
        Files.createSymbolicLink(folder.resolve('a folder/away'), Path.of('/proc/self'))

        expect:
        files.text('b').get() == 'größe\n'
        files.digest('b').get() == Digest.of('größe\n')
        files.open('b').withCloseable { new String(it.readAllBytes(), 'UTF-8') } == 'größe\n'
        files.list('.') == ['.hidden', 'a folder', 'b']
        files.list('b') == []
        files.total('.') == Size.of(8 + 2 + 3)
        files.total('b') == Size.of(8)
        files.free('.') .bytes() > 0
    }

    def "a stream may be closed before its end"() {
        given:
        Files.write(folder.resolve('large'), new byte[3_000_000])

        when:
        def stream = files.open('large')
        def first = stream.readNBytes(10)
        stream.close()

        then:
        first.length == 10
    }

    def "what is not a file is not read as one: #path"() {
        when:
        files.text(path)

        then:
        def unseen = thrown(Unseen)
        unseen.message().contains("cannot read $path")

        where:
        path << ['/dev/zero', '/etc']
    }

    def "a text that is not UTF-8 is refused instead of garbled"() {
        given:
        Files.write(folder.resolve('latin1'), 'größe'.getBytes('ISO-8859-1'))

        when:
        files.text('latin1')

        then:
        def failure = thrown(Failure)
        failure.message().contains('not a text in UTF-8')
    }

    def "a text that is too large is refused"() {
        given:
        new RandomAccessFile(folder.resolve('large').toFile(), 'rw').withCloseable { it.setLength(16_000_001) }

        when:
        files.text('large')

        then:
        def failure = thrown(Failure)
        failure.message().contains('larger than 16 MB')
    }

    def "opening a missing file says so"() {
        when:
        files.open('missing')

        then:
        thrown(Unseen)
    }

    def "a file is written whole, with the values of its secrets, and nothing stays beside it"() {
        when:
        files.write('new', SecretText.plain('p=').plus(SecretText.secret('PASSWORD')), Optional.empty())
        files.write('private', SecretText.plain(''), Optional.of(0600))

        then:
        Files.readString(folder.resolve('new')) == 'p=opensesame'
        mode(folder.resolve('new')) == 'rw-r--r--'
        mode(folder.resolve('private')) == 'rw-------'
        files.info('new').get().owner() == context().user().orElse(host.user())
        folder.toFile().list().sort() == ['new', 'private']
    }

    def "a file that is replaced keeps its mode unless another is given, and a link to it stays a link"() {
        given:
        files.write('old', SecretText.plain('1'), Optional.of(0640))
        files.link('current', 'old')

        when:
        files.write('current', SecretText.plain('2'), Optional.empty())

        then:
        Files.readString(folder.resolve('old')) == '2'
        mode(folder.resolve('old')) == 'rw-r-----'
        Files.isSymbolicLink(folder.resolve('current'))

        when:
        files.write('old', SecretText.plain('3'), Optional.of(0600))

        then:
        mode(folder.resolve('old')) == 'rw-------'
    }

    def "a folder is not replaced by a file, and the failure names it"() {
        given:
        files.makeFolders('folder')

        when:
        files.write('folder', SecretText.plain('x'), Optional.empty())

        then:
        def failure = thrown(Failure)
        failure.message().contains("$folder/folder")
        failure.message().contains('not a regular file')
        folder.toFile().list() == ['folder']
    }

    def "a stream makes a new file for its owner alone, and refuses an existing one"() {
        when:
        files.create('stream').withCloseable { it.write(new byte[2_000_000]) }

        then:
        files.info('stream').get().size() == Size.of(2_000_000)
        files.info('stream').get().mode() == 0600

        when:
        files.create('stream')

        then:
        def failure = thrown(Failure)
        failure.message().contains('exists')
    }

    def "a copy keeps the mode and refuses an existing target"() {
        given:
        files.write('from', SecretText.plain('abc'), Optional.of(0750))

        when:
        files.copy('from', 'to')

        then:
        Files.readString(folder.resolve('to')) == 'abc'
        mode(folder.resolve('to')) == 'rwxr-x---'

        when:
        files.copy('from', 'to')

        then:
        def failure = thrown(Failure)
        failure.message().contains('exists')
        folder.toFile().list().sort() == ['from', 'to']
    }

    def "a rename replaces a file"() {
        given:
        files.write('from', SecretText.plain('new'), Optional.empty())
        files.write('to', SecretText.plain('old'), Optional.empty())

        when:
        files.rename('from', 'to')

        then:
        Files.readString(folder.resolve('to')) == 'new'
        folder.toFile().list() == ['to']
    }

    def "a removal takes all that is in a folder, and never what links lead to"() {
        given:
        files.write('keep', SecretText.plain('x'), Optional.empty())
        files.makeFolders('gone/deep/deeper')
        files.write('gone/deep/file', SecretText.plain('x'), Optional.empty())
        files.link('gone/deep/link', folder.toString())
        files.link('alone', 'keep')

        when:
        files.remove('gone')
        files.remove('alone')
        files.remove('missing')
        files.remove('missing/below')

        then:
        folder.toFile().list() == ['keep']
    }

    def "the root of all files is not removed"() {
        when:
        files.remove('/')

        then:
        thrown(Failure)
    }

    def "folders are made with those above them, once"() {
        when:
        files.makeFolders('a/b/c')
        files.makeFolders('a/b/c')

        then:
        Files.isDirectory(folder.resolve('a/b/c'))

        when:
        files.write('a/file', SecretText.plain(''), Optional.empty())
        files.makeFolders('a/file/b')

        then:
        thrown(Failure)
    }

    def "permission bits are set"() {
        given:
        files.write('script', SecretText.plain(''), Optional.empty())

        when:
        files.mode('script', 0750)

        then:
        mode(folder.resolve('script')) == 'rwxr-x---'
    }

    def "a link is made or turned in one move, but takes no file's place"() {
        when:
        files.link('current', 'one')
        files.link('current', 'two')

        then:
        files.info('current').get().target() == Optional.of('two')
        folder.toFile().list() == ['current']

        when:
        files.write('file', SecretText.plain(''), Optional.empty())
        files.link('file', 'two')

        then:
        def failure = thrown(Failure)
        failure.message().contains('exists')
    }

    def "names with blanks, quotes, dashes and dollars are names"() {
        given:
        def name = "-n \$(touch x) 'quote\" * "

        when:
        files.makeFolders(name)
        files.write("$name/a", SecretText.plain('1'), Optional.empty())
        files.copy("$name/a", "$name/$name")
        files.rename("$name/$name", "$name/b")

        then:
        files.list(name) == ['a', 'b']
        files.text("$name/b").get() == '1'
        folder.toFile().list() == [name]
    }
}

/** Files as Belay's own user. */
class OwnFilesSpec extends FilesSpec {

    @Override
    Path makeFolder() {
        Files.createTempDirectory('belay-own')
    }

    @Override
    Context context() {
        Context.own()
    }

    @IgnoreIf({ !OtherAccount.there })
    def "a file that is replaced keeps its owner"() {
        given:
        files.write('file', SecretText.plain('1'), Optional.empty())
        OtherAccount.give(folder.resolve('file'))

        when:
        files.write('file', SecretText.plain('2'), Optional.empty())

        then:
        files.info('file').get().owner() == OtherAccount.NAME
        files.text('file').get() == '2'
    }
}

/** Files as another user, whom only root can be. */
@IgnoreIf({ !OtherAccount.there })
class OthersFilesSpec extends FilesSpec {

    @Override
    Path makeFolder() {
        OtherAccount.folder()
    }

    @Override
    Context context() {
        Context.own().as(Optional.of(OtherAccount.NAME))
    }

    def "what the user may not see is unseen, and says why"() {
        given:
        def own = Files.createTempDirectory('belay-own')

        when:
        look(files, own.resolve('file').toString())

        then:
        def unseen = thrown(Unseen)
        unseen.message().contains('permission denied')
        unseen.message().contains(OtherAccount.NAME)

        cleanup:
        Folders.delete(own)

        where:
        look << [{ f, p -> f.info(p) }, { f, p -> f.text(p) }, { f, p -> f.list(p) }, { f, p -> f.total(p) }, { f, p -> f.digest(p) }]
    }

    def "what the user may not write is a failure, and root's rights do not help"() {
        when:
        files.write('/etc/belay-test', SecretText.plain('x'), Optional.empty())

        then:
        def failure = thrown(Failure)
        failure.message() ==~ /cannot write \/etc\/belay-test as nobody: .*permission denied/
        !Files.exists(Path.of('/etc/belay-test'))
    }

    def "a file of somebody else is not replaced, since it would change its owner"() {
        given:
        Files.writeString(folder.resolve('roots'), 'x')

        when:
        files.write('roots', SecretText.plain('y'), Optional.empty())

        then:
        def failure = thrown(Failure)
        failure.message().contains('belongs to root')
        Files.readString(folder.resolve('roots')) == 'x'
    }

    def "a stream that cannot be written says why when it is closed"() {
        when:
        files.create('missing/file').withCloseable { it.write(1) }

        then:
        def e = thrown(IOException)
        e.message.contains("missing/file")
    }
}
