package dev.belay.host

import dev.belay.testing.Folders
import dev.belay.testing.OtherAccount
import dev.belay.value.Failure
import dev.belay.value.SecretText
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.IgnoreIf
import spock.lang.Specification

/** As root Belay never writes where another user could turn the path elsewhere. */
@IgnoreIf({ !OtherAccount.there })
class PathSafetySpec extends Specification {

    def host = new LocalHost(Secrets.undeclared())
    def files = host.files(Context.own())
    Path others = OtherAccount.folder()
    Path own = Files.createTempDirectory('belay-own')

    def cleanup() {
        Folders.delete(others)
        Folders.delete(own)
    }

    def "in a folder of another user, #what is refused and 'as:' is named"() {
        given:
        Files.writeString(others.resolve('file'), 'x')
        Files.writeString(own.resolve('source'), 'x')

        when:
        change(files, others, own)

        then:
        def failure = thrown(Failure)
        failure.message().startsWith('root does not write to ')
        failure.message().contains("${OtherAccount.NAME} can change $others")
        failure.remedies() == ["say whose file it is: as: '${OtherAccount.NAME}'".toString()]
        Files.readString(others.resolve('file')) == 'x'
        others.toFile().list() == ['file']

        where:
        what              | change
        'writing'         | { f, o, m -> f.write("$o/file", SecretText.plain('y'), Optional.empty()) }
        'writing below'   | { f, o, m -> f.write("$o/sub/file", SecretText.plain('y'), Optional.empty()) }
        'a stream'        | { f, o, m -> f.create("$o/new") }
        'copying'         | { f, o, m -> f.copy("$m/source", "$o/new") }
        'renaming into'   | { f, o, m -> f.rename("$m/source", "$o/new") }
        'renaming out of' | { f, o, m -> f.rename("$o/file", "$m/new") }
        'removing'        | { f, o, m -> f.remove("$o/file") }
        'a folder'        | { f, o, m -> f.makeFolders("$o/a/b") }
        'a mode'          | { f, o, m -> f.mode("$o/file", 0600) }
        'a link'          | { f, o, m -> f.link("$o/link", '/etc') }
    }

    def "a link of root's own into a folder of another user does not help"() {
        given:
        Files.createSymbolicLink(own.resolve('way'), others)
        Files.createSymbolicLink(own.resolve('file'), others.resolve('file'))

        when:
        files.write("$own/$path", SecretText.plain('y'), Optional.empty())

        then:
        thrown(Failure)
        others.toFile().list() == []

        where:
        path << ['way/file', 'file']
    }

    def "another user's entry in a shared folder is not followed: #what"() {
        given:
        def name = "belay-${UUID.randomUUID()}"
        def entry = Path.of('/tmp', name)
        make(entry, own)
        "chown -h ${OtherAccount.NAME} $entry".execute().waitFor()

        when:
        files.write(path.replace('NAME', name), SecretText.plain('y'), Optional.empty())

        then:
        thrown(Failure)
        Files.list(own).count() == 0

        cleanup:
        host.files(Context.own().as(Optional.of(OtherAccount.NAME))).remove(entry.toString())

        where:
        what       | path             | make
        'a link'   | '/tmp/NAME'      | { e, o -> Files.createSymbolicLink(e, o.resolve('target')) }
        'a folder' | '/tmp/NAME/file' | { e, o -> Files.createDirectory(e) }
        'way by link' | '/tmp/NAME/f' | { e, o -> Files.createSymbolicLink(e, o) }
        'a file'   | '/tmp/NAME'      | { e, o -> Files.writeString(e, 'x') }
    }

    def "a folder of root's that a group can write to is refused, with the mode as the remedy"() {
        given:
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString(permissions))
        "chgrp $group $own".execute().waitFor()

        when:
        files.write("$own/file", SecretText.plain('y'), Optional.empty())

        then:
        def failure = thrown(Failure)
        failure.message().contains("other users can change $own")
        failure.remedies()[0].contains("chmod go-w $own")

        where:
        permissions | group
        'rwxrwxr-x' | 'nogroup'
        'rwxrwxrwx' | 'root'
    }

    def "a folder that only root's group can write to is root's"() {
        given:
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString('rwxrwxr-x'))

        when:
        files.write("$own/file", SecretText.plain('y'), Optional.empty())

        then:
        files.text("$own/file").get() == 'y'
    }

    def "a log of a process that goes on is not opened there either"() {
        when:
        host.launch(Command.of('true'), "$others/log")

        then:
        thrown(Failure)
        others.toFile().list() == []
    }

    def "with 'as:' the user's own rights decide"() {
        when:
        host.files(Context.own().as(Optional.of(OtherAccount.NAME))).write("$others/file", SecretText.plain('y'), Optional.empty())

        then:
        files.info("$others/file").get().owner() == OtherAccount.NAME
    }
}
