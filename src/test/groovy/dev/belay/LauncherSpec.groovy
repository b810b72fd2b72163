package dev.belay

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** {@code bin/belay} finds Java and itself, wherever they are. The Javas here are shell scripts that tell how they were called. */
class LauncherSpec extends Specification {

    /** A preview, and a prompt. */
    static final int REHEARSAL = 2

    @TempDir
    Path folder

    Path home
    Path jdk

    def setup() {
        home = folder.resolve('My Belay')
        ['bin', 'lib', 'demo', 'cache'].each { Files.createDirectories(home.resolve(it)) }
        Files.copy(Path.of('src/main/launcher/belay'), home.resolve('bin/belay'))
        home.resolve('bin/belay').toFile().executable = true
        ['lib/belay-1.0.jar', 'lib/other.jar', 'lib/notes.txt', 'demo/server.jar'].each { Files.createFile(home.resolve(it)) }
        jdk = java('jdk 17', '17.0.1')
    }

    def "the class path is the jars of lib, and the rest of the line is handed on as it is"() {
        when:
        def said = belay(['preview', 'a b', '*'])

        then:
        said.exit == 0
        said.arguments.takeRight(3) == ['preview', 'a b', '*']
        option(said, '-cp') == "$home/lib/belay-1.0.jar:$home/lib/other.jar"
        said.arguments.contains("-Dbelay.home=$home".toString())
    }

    def "the servers of the demo are there for the demo alone"() {
        expect:
        option(belay(['demo', '--break']), '-cp').endsWith(":$home/demo/server.jar")
        !option(belay(['run', 'demo']), '-cp').contains('server.jar')
    }

    def "links to it are followed"() {
        given:
        def link = Files.createSymbolicLink(folder.resolve('link'), Path.of('My Belay/bin/belay'))
        def second = Files.createSymbolicLink(folder.resolve('second link'), link)

        expect:
        option(belay([], [:], second), '-cp').startsWith("$home/lib/belay-1.0.jar")
    }

    def "the first start rehearses, and later ones use the archive that this made"() {
        when:
        def first = belay(['verbs'])
        def later = belay(['verbs'])

        then:
        first.rehearsals == REHEARSAL
        later.rehearsals == REHEARSAL
        later.arguments.contains("-XX:SharedArchiveFile=$home/cache/17.0.1".toString())
    }

    def "a newer Belay in the same place rehearses again"() {
        given:
        belay(['verbs'])
        def archive = home.resolve('cache/17.0.1').toFile()
        archive.lastModified = archive.lastModified() - 60_000

        expect:
        belay(['verbs']).rehearsals == 2 * REHEARSAL
    }

    def "from Java 25 on the archive is an AOT cache"() {
        given:
        jdk = java('jdk 25', '25.0.3')

        expect:
        belay(['verbs']).arguments.contains("-XX:AOTCache=$home/cache/25.0.3".toString())
    }

    def "where no archive can be kept it starts without one"() {
        when:
        def said = belay(['verbs'], [BELAY_CACHE: '/dev/null/cache'])

        then:
        said.exit == 0
        said.rehearsals == 0
        !said.arguments.any { it.startsWith('-XX:SharedArchiveFile') }
        said.err == ''
    }

    def "an archive that a Java cannot make is tried once"() {
        given:
        jdk = java('jdk 17 without archives', '17.0.2', false)

        when:
        belay(['verbs'])
        def later = belay(['verbs'])

        then:
        later.rehearsals == REHEARSAL
        !later.arguments.any { it.startsWith('-XX:SharedArchiveFile') }
    }

    def "Java is that of JAVA_HOME, else that of the PATH"() {
        given:
        def other = java('jdk 21', '21.0.1')

        expect:
        belay(['verbs'], [JAVA_HOME: '', PATH: "$other/bin:${System.getenv('PATH')}".toString()]).java == 'jdk 21'
        belay(['verbs'], [PATH: "$other/bin:${System.getenv('PATH')}".toString()]).java == 'jdk 17'
    }

    def "#problem is said in a line, with what to do"() {
        when:
        def said = belay(['verbs'], environment(folder))

        then:
        said.exit == 2
        said.err.contains(message)
        said.err.contains('17 or newer')

        where:
        problem               | message                   | environment
        'no Java in the PATH' | 'no Java found'           | { [JAVA_HOME: '', PATH: '/nonexistent'] }
        'a wrong JAVA_HOME'   | 'no Java is there'        | { [JAVA_HOME: '/nonexistent'] }
        'a Java too old'      | 'is Java 11.0.2'          | { Path at -> [JAVA_HOME: java(at, 'jdk 11', '11.0.2').toString()] }
        'a very old Java'     | 'is Java 1.8.0_292'       | { Path at -> [JAVA_HOME: java(at, 'jdk 8', '1.8.0_292').toString()] }
    }

    private Path java(String name, String version, boolean archives = true) {
        java(folder, name, version, archives)
    }

    /** Tells its name and its arguments, and makes the archive where it is asked to. */
    private static Path java(Path folder, String name, String version, boolean archives = true) {
        def jdk = folder.resolve(name)
        Files.createDirectories(jdk.resolve('bin'))
        Files.writeString(jdk.resolve('release'), "JAVA_VERSION=\"$version\"\n")
        Files.writeString(jdk.resolve('bin/java'), """\
            #!/bin/sh
            dumps=''
            for word in "\$@"; do
                case \$word in
                    -XX:DumpLoadedClassList=*)
                        echo once >> '$folder/rehearsals'
                        echo classes > "\${word#*=}"
                        exit 0
                        ;;
                    -XX:AOTCacheOutput=*)
                        echo once >> '$folder/rehearsals'
                        ${archives ? 'echo classes > "${word#*=}"' : ':'}
                        exit 0
                        ;;
                    -Xshare:dump)
                        dumps=yes
                        ;;
                    -XX:SharedArchiveFile=*)
                        if [ -n "\$dumps" ]; then
                            ${archives ? 'echo classes > "${word#*=}"' : ':'}
                            exit 0
                        fi
                        ;;
                esac
            done
            printf '%s\\n' '$name' "\$@"
            """.stripIndent())
        jdk.resolve('bin/java').toFile().executable = true
        jdk
    }

    private Map belay(List<String> words, Map<String, String> more = [:], Path launcher = home.resolve('bin/belay')) {
        def builder = new ProcessBuilder([launcher.toString()] + words)
        builder.environment().putAll([JAVA_HOME: jdk.toString()] + more)
        def process = builder.start()
        def err = process.errorStream.text
        def lines = process.inputStream.readLines()
        def rehearsals = folder.resolve('rehearsals')
        [
            exit      : process.waitFor(),
            err       : err,
            java      : lines ? lines[0] : '',
            arguments : lines.drop(1),
            rehearsals: Files.exists(rehearsals) ? Files.readAllLines(rehearsals).size() : 0,
        ]
    }

    private static String option(Map said, String name) {
        said.arguments[said.arguments.indexOf(name) + 1]
    }
}
