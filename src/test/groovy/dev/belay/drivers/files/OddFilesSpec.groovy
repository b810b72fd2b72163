package dev.belay.drivers.files

import dev.belay.testing.Bench
import dev.belay.testing.OtherAccount
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What is neither a file nor a folder: a preview says so at once, and nothing waits for a pipe that nobody writes to. */
@Timeout(60)
class OddFilesSpec extends Specification {

    @TempDir
    Path folder

    Path other

    def setup() {
        run('mkfifo', '-m', '666', "$folder/pipe")
        Files.createDirectories(folder.resolve('app/inner'))
        run('mkfifo', "$folder/app/inner/socket")
        Files.writeString(folder.resolve('plain'), 'A=1\n')
    }

    def cleanup() {
        other && run('rm', '-r', "$other")
    }

    def "a pipe as #what is refused before anything is done"() {
        when:
        def refused = refusals(line)

        then:
        refused.size() == 1
        refused[0].endsWith("$folder/$said")

        where:
        what                         | line                                        || said
        'a settings file'            | "configure 'pipe', set: [A: 2], format: 'env'"              || 'pipe is not a plain file but a pipe, socket or device; correct the path'
        'an example'                 | "configure 'new', from: 'pipe', set: [A: 2], format: 'env'" || 'pipe is a pipe, socket or device, and no example to copy; correct from:'
        'what is copied'             | "copy 'pipe', to: 'copy'"                                   || "pipe is a pipe, socket or device, and 'copy' copies none; stop what made it, or remove it first"
        'a part of what is copied'   | "copy 'app', to: 'copy'"                                    || "app/inner/socket is a pipe, socket or device, and 'copy' copies none; stop what made it, or remove it first"
        'what is backed up'          | "backup files: ['pipe'], to: 'backup'"                      || 'pipe is a pipe, socket or device, which no backup holds; take it out of files:'
        'what gets permissions'      | "permissions 'pipe', mode: '0600'"                          || 'pipe is a pipe, socket or device, and neither a file nor a folder; correct the path'
        'a folder to be made'        | "mkdir 'pipe'"                                              || 'pipe is a pipe, socket or device, and no folder'
        'what must be there'         | "require file: 'pipe'"                                      || 'pipe: it is not a regular file: put it there, or correct the path'
    }

    def "a pipe that a step would read is a failure of that step: #line"() {
        given:
        def bench = new Bench(folder)

        when:
        def ended = bench.run(bench.preview("$line, dir: '$folder'"))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).contains('pipe: it is not a regular file')

        where:
        line << ["verify file: 'pipe', contains: 'x'", "restore files: 'pipe'", "installed file: 'pipe', pattern: '(.*)'"]
    }

    def "a backup of a folder leaves a pipe in it out, and says so"() {
        given:
        def bench = new Bench(folder)

        when:
        def ended = bench.run(bench.preview("backup files: ['app'], to: 'backup', dir: '$folder'"))

        then:
        ended.exit() == Exit.DONE
        output().contains("left out, for it is neither a file nor a folder nor a link: $folder/app/inner/socket")
    }

    @Requires({ OtherAccount.isThere() })
    def "a pipe of another account is not copied either"() {
        given:
        other = OtherAccount.folder()
        run('mkfifo', '-m', '666', "$other/pipe")

        expect:
        refusals("copy '$other/pipe', to: '$other/copy', as: 'nobody'")[0].contains("'copy' copies none")
    }

    @Requires({ OtherAccount.isThere() })
    def "a path that another account can turn elsewhere is refused in the preview: #line"() {
        given: 'a folder of another account, in which a link leads to one of root'
        other = OtherAccount.folder()
        Files.createSymbolicLink(other.resolve('link'), folder)
        run('chown', '-h', OtherAccount.NAME, "$other/link")

        expect:
        refusals(line.replace('LINK', "$other/link")).every { it.startsWith("root does not write to $other/link/") && it.contains("can change") }

        where:
        line << [
            "configure 'LINK/plain', set: [A: 2], format: 'env'",
            "copy 'plain', to: 'LINK/copy'",
            "move 'plain', to: 'LINK/copy'",
            "remove 'LINK/plain'",
            "link 'LINK/current', to: 'plain'",
            "mkdir 'LINK/new'",
            "permissions 'LINK/plain', mode: '0600'",
            "backup files: ['plain'], to: 'LINK/backup'",
            "download 'http://127.0.0.1:1/a.zip', to: 'LINK/a.zip', sha256: '${'0' * 64}'",
        ]
    }

    /** What is in the way of a step in this folder. */
    private List<String> refusals(String line) {
        def prediction = new Bench(folder).preview("$line${line.contains(' as:') ? '' : ", dir: '$folder'"}").predictions()[0]
        assert prediction.unmet()
        prediction.unmet()*.toString()
    }

    private String output() {
        folder.resolve('state/runs').toFile().listFiles().collectMany { run -> new File(run, 'steps').listFiles() as List }
                .collectMany { it.listFiles() as List }*.text.join('\n')
    }

    private static void run(String... command) {
        assert new ProcessBuilder(command).start().waitFor() == 0
    }
}
