package dev.belay.testing

import java.nio.file.Files
import java.nio.file.Path

/**
 * Programs that behave as docker and docker compose document it, in a folder to be put before the PATH: containers are lines of a file
 * {@code service state health exit}, and what was told is a line each of the file {@code told}. A file {@code fails} names a service that
 * exits when it is started; one {@code slow} one that stays in the state {@code starting}; one {@code refuses} a service whose
 * start is an error. The container of a service is called {@code shop-SERVICE-1}. What runs in one finds the programs of {@link #image}
 * alone; a file {@code engine} says why the engine answers nobody.
 */
class StandInDocker {

    final Path folder

    StandInDocker(Path folder) {
        this.folder = Files.createDirectories(folder)
        Files.writeString(folder.resolve('services'), 'db\napp\n')
        ['containers', 'fails', 'slow', 'refuses', 'told', 'engine'].each {
            if (!Files.exists(folder.resolve(it))) {
                Files.writeString(folder.resolve(it), '')
            }
        }
    }

    /** {@code docker compose} of a version: {@code 2.20} prints arrays, {@code 2.21} lines. */
    void docker(String version = '2.21') {
        engine('docker', """\
            compose)
                shift
                FORMAT=$version exec bash "\$here/compose" "\$@" ;;
            """)
    }

    /** {@code podman} and {@code podman-compose}, and a docker without compose in the place of the one that the machine may have. */
    void podmanAlone() {
        engine('podman', '')
        program('docker', 'exit 1')
        program('podman-compose', "FORMAT=podman exec bash '$folder/compose' \"\$@\"")
    }

    /** What {@code docker} and {@code podman} do with containers; the words of refusals are those of docker 28.2.2. */
    private void engine(String name, String more) {
        program(name, """\
            here='$folder'
            if [ -s "\$here/engine" ] && [ "\$*" != 'compose version' ]; then cat "\$here/engine" >&2; exit 1; fi
            case "\$1" in
            inspect)
                shift 3
                if [ "\$1" = --format ]; then
                    format=\$2
                    shift 2
                    for container in "\$@"; do bash "\$here/look.sh" "\$here" "\$container" "\$format" || exit 1; done
                else
                    exec bash "\$here/inspect" "\$@"
                fi ;;
            exec)
                shift
                exec bash "\$here/exec.sh" "\$here" "\$@" ;;
            ps) sed 's/\\([^ ]*\\).*/shop-\\1-1/' "\$here/containers" ;;
            ${more}
            *) echo "docker: unknown command: docker \$1" >&2; exit 1 ;;
            esac
            """)
    }

    /** Puts programs into the image of the containers, in the place of those that were in it. */
    void image(List<Path> programs, List<String> common = ['sh', 'bash', 'cat', 'tr', 'grep', 'sleep']) {
        def image = folder.resolve('image')
        image.toFile().deleteDir()
        Files.createDirectories(image)
        def paths = common.collect { name -> ['/bin', '/usr/bin'].collect { Path.of(it, name) }.find { Files.exists(it) } } + programs
        paths.each { Files.createSymbolicLink(image.resolve(it.fileName), it) }
    }

    /** Lets another account use it, too. */
    void open() {
        new ProcessBuilder('chmod', '-R', 'a+rwX', folder as String).start().waitFor()
    }

    /** Why the engine answers nobody. */
    void answersNobody(String words) {
        Files.writeString(folder.resolve('engine'), words + '\n')
    }

    /** What goes on in containers: the command lines of those who see to it. */
    List<String> goingOn() {
        processes('engine.sh').collect { it.info().arguments().get().drop(2).join(' ') }
    }

    /** Kills every docker exec, and nothing that it began. */
    void killClients() {
        processes('exec.sh').each { it.destroyForcibly() }
    }

    /** Ends what goes on in containers. */
    void stop() {
        processes('engine.sh').each { engine ->
            engine.descendants().forEach { it.destroyForcibly() }
            engine.destroyForcibly()
        }
    }

    private List<ProcessHandle> processes(String script) {
        ProcessHandle.allProcesses().filter { "$folder/$script".toString() in (it.info().arguments().orElse([] as String[]) as List) }.toList()
    }

    /** {@code docker-compose} 1.29, which prints no JSON, and the docker that it comes with. */
    void dockerCompose() {
        engine('docker', """\
            compose) echo "docker: 'compose' is not a docker command." >&2; exit 1 ;;
            """)
        program('docker-compose', "FORMAT=1.29 exec bash '$folder/compose' \"\$@\"")
    }

    private void program(String name, String text) {
        scripts()
        ['exec.sh', 'engine.sh', 'look.sh'].each {
            Files.write(folder.resolve(it), StandInDocker.getResourceAsStream("/docker/$it").bytes)
        }
        Path file = Files.createDirectories(folder.resolve('bin')).resolve(name)
        Files.writeString(file, "#!/bin/bash\n${text.stripIndent()}\n")
        file.toFile().setExecutable(true, false)
    }

    private void scripts() {
        Files.writeString(folder.resolve('inspect'), """\
            here='$folder'
            printf '['; comma=
            while read -r service state health exit; do
                for id in "\$@"; do
                    [ "\$id" = "\$(printf '%s' "\$service" | md5sum | cut -c1-12)" ] || continue
                    printf '%s{"Id":"%s","State":{"Status":"%s","ExitCode":%s,"Health":{"Status":"%s"}},"Config":{"Labels":{"com.docker.compose.service":"%s"}}}' "\$comma" "\$id" "\$state" "\$exit" "\${health#-}" "\$service"
                    comma=,
                done
            done < "\$here/containers"
            printf ']\\n'
            """.stripIndent())
        Files.writeString(folder.resolve('compose'), """\
            here='$folder'
            [ "\$1" != version ] || { echo "Docker Compose version v\$FORMAT"; exit 0; }
            [ "\$1" != -f ] || { [ -e "\$2" ] || { echo "open \$2: no such file or directory" >&2; exit 14; }; shift 2; }
            verb=\$1; shift
            set_state() { # service state health exit
                { grep -v "^\$1 " "\$here/containers"; echo "\$1 \$2 \$3 \$4"; } > "\$here/containers.new"
                mv "\$here/containers.new" "\$here/containers"
            }
            services() { if [ \$# -gt 0 ]; then printf '%s\\n' "\$@"; else cat "\$here/services"; fi; }
            case "\$verb" in
            config) cat "\$here/services" ;;
            ps)
                [ "\$1" != --all ] || shift
                if [ "\$1" = -q ]; then
                    while read -r service rest; do printf '%s' "\$service" | md5sum | cut -c1-12; done < "\$here/containers"
                elif [ "\$FORMAT" = 1.29 ]; then
                    echo 'List containers. Usage: ps [options] [SERVICE...]' >&2; exit 1
                else
                    [ "\$FORMAT" = 2.21 ] || printf '['
                    comma=
                    while read -r service state health exit; do
                        printf '%s{"Name":"shop-%s-1","Service":"%s","State":"%s","Health":"%s","ExitCode":%s}' "\$comma" "\$service" "\$service" "\$state" "\${health#-}" "\$exit"
                        if [ "\$FORMAT" = 2.21 ]; then echo; else comma=,; fi
                    done < "\$here/containers"
                    [ "\$FORMAT" = 2.21 ] || printf ']\\n'
                fi ;;
            up)
                echo "up \$*" >> "\$here/told"
                while [ "\${1#-}" != "\$1" ]; do shift; done
                for service in \$(services "\$@"); do
                    grep -qx "\$service" "\$here/services" || { echo "no such service: \$service" >&2; exit 1; }
                    if grep -qx "\$service" "\$here/refuses"; then
                        echo "Error response from daemon: pull access denied for \$service" >&2; exit 1
                    fi
                    echo " Container shop-\$service-1  Starting" >&2
                    if grep -qx "\$service" "\$here/fails"; then set_state "\$service" exited - 3
                    elif grep -qx "\$service" "\$here/slow"; then set_state "\$service" running starting 0
                    else set_state "\$service" running - 0; fi
                done ;;
            stop)
                echo "stop \$*" >> "\$here/told"
                for service in \$(services "\$@"); do
                    echo " Container shop-\$service-1  Stopping" >&2
                    set_state "\$service" exited - 143
                done ;;
            logs) echo "app-1  | cannot reach the database" ;;
            *) echo "unknown docker command: \$verb" >&2; exit 1 ;;
            esac
            """.stripIndent())
    }

    void containers(Map<String, String> states) {
        Files.writeString(folder.resolve('containers'), states.collect { "$it.key $it.value - 0\n" }.join())
    }

    void list(String file, String service) {
        Files.writeString(folder.resolve(file), service + '\n')
    }

    List<String> told() {
        Files.readAllLines(folder.resolve('told'))
    }

    /** Which services run. */
    Map<String, String> look() {
        Files.readAllLines(folder.resolve('containers')).collectEntries { it.split(' ')[0..1] }
    }
}
