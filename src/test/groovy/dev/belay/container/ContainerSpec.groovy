package dev.belay.container

import dev.belay.host.Context
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.testing.StandInDocker
import dev.belay.value.SecretText
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

/** What docker and podman tell of containers. The words of refusals were recorded of docker 28.2.2, see {@code docker/recorded.txt}. */
class ContainerSpec extends Specification {

    @TempDir
    Path folder

    @AutoCleanup('stop')
    StandInDocker docker

    LocalHost host = new LocalHost(Secrets.undeclared())

    def setup() {
        docker = new StandInDocker(folder.resolve('docker'))
        docker.docker()
        docker.containers(db: 'running', app: 'exited', cache: 'paused', mail: 'restarting')
        docker.image([])
        Files.writeString(folder.resolve('compose.yml'), 'services: {}\n')
    }

    private Context getContext() {
        Context.own().withPath(docker.folder.resolve('bin') as String)
    }

    private Container container(String name) {
        new Container(name, Optional.empty(), context)
    }

    private Container service(String name) {
        new Container(name, Optional.of(Compose.of('it', folder.resolve('compose.yml') as String, context)), context)
    }

    private Optional<String> trouble(Container container) {
        container.trouble(host).map { it.message() }
    }

    def "a container that #says cannot be used, and what to do is said"() {
        expect:
        trouble(container(name)) == Optional.ofNullable(message)

        where:
        says          | name           || message
        'runs'        | 'shop-db-1'    || null
        'was stopped' | 'shop-app-1'   || 'container shop-app-1 does not run (exited); start it: docker start shop-app-1'
        'is paused'   | 'shop-cache-1' || 'container shop-cache-1 does not run (paused); start it: docker unpause shop-cache-1'
        'never lasts' | 'shop-mail-1'  || 'container shop-mail-1 restarts again and again; look why: docker logs shop-mail-1'
        'nobody has'  | 'shop-bd-1'    || "there is no container 'shop-bd-1'; did you mean 'shop-db-1'?"
    }

    def "a service of a project is found by #program, and where it does not run the project's own command is named"() {
        given:
        program == 'docker-compose' ? docker.dockerCompose() : program == 'podman-compose' ? docker.podmanAlone() : docker.docker(program - 'docker compose ')

        expect:
        service('db').place(host) == new Container.Place(engine, 'shop-db-1')
        trouble(service('app')).get() == "service app of $folder/compose.yml does not run (exited); start it: ${program.replaceFirst(/ [0-9.]+/, '')} -f $folder/compose.yml up -d app"
        trouble(service('bd')).get() == "the compose project $folder/compose.yml has no service 'bd'; did you mean 'db'?"

        where:
        program               | engine
        'docker compose 2.20' | 'docker'
        'docker compose 2.21' | 'docker'
        'docker-compose'      | 'docker'
        'podman-compose'      | 'podman'
    }

    def "without docker, podman is taken; without both it is said"() {
        given:
        def poor = new LocalHost(Secrets.undeclared(), [PATH: docker.folder.resolve('bin') as String], Duration.ofSeconds(1))
        def container = new Container('db', Optional.empty(), Context.own())
        docker.podmanAlone()
        Files.delete(docker.folder.resolve('bin/docker'))

        expect:
        container.place(poor) == new Container.Place('podman', 'db')

        when:
        Files.delete(docker.folder.resolve('bin/podman'))

        then:
        container.trouble(poor).get().message() == 'there is neither docker nor podman on this machine, so container db cannot be reached'
    }

    def "an engine that says '#words' is explained"() {
        given:
        docker.answersNobody(words)
        def trouble = container('shop-db-1').trouble(host).get()

        expect:
        trouble.message().endsWith(remedy)
        trouble.refused() == refused

        where:
        words || refused | remedy
        'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' ||
                false | 'Is the docker daemon running?; start it: systemctl start docker'
        'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.50/containers/x/json": dial unix /var/run/docker.sock: connect: permission denied' ||
                true  | 'run Belay as root, or name with as: an account of the group docker'
    }

    def "a command in it has the image's programs and the variables that it is given, by name alone"() {
        given:
        def command = container('shop-db-1').exec(container('shop-db-1').place(host), [GIVEN: SecretText.plain('se cret')],
                ['sh', '-c', 'echo "$GIVEN-$TERM-$HOME-$(command -v ls)"; exit 7'])

        when:
        def output = host.ask(command)

        then:
        command.arguments() == ['docker', 'exec', '-i', '-e', 'GIVEN', 'shop-db-1', 'sh', '-c', 'echo "$GIVEN-$TERM-$HOME-$(command -v ls)"; exit 7']
        output.out() == 'se cret--/root-\n'
        output.exit() == 7
    }

    def "a connection ends on one side when it ends on the other; in the image is #only"() {
        given:
        docker.image([], ['sh', 'cat'] + only)
        def server = new ServerSocket(0, 1, InetAddress.getByName('127.0.0.1'))
        def passage = new Passage(container('shop-db-1'), '127.0.0.1', server.localPort)
        def pipe = passage.open(host, container('shop-db-1').place(host))
        def socket = server.accept()

        when:
        pipe.write('ping\n'.bytes, 0, 5)
        def heard = socket.inputStream.readNBytes(5)
        socket.outputStream.write('pong'.bytes)
        byte[] answer = new byte[4]
        int read = pipe.read(answer, 0, 4, 10_000)

        then:
        heard == 'ping\n'.bytes
        answer[0..<read] == 'pong'.bytes[0..<read]

        when:
        ours ? pipe.close() : socket.close()

        then:
        ours ? socket.inputStream.read() == -1 : pipe.read(answer, 0, 4, 10_000) == -1

        cleanup:
        pipe?.close()
        socket?.close()
        server?.close()

        where:
        only     | ours
        ['bash'] | true
        ['bash'] | false
    }

    def "an image in which nothing can connect is told apart from a server that does not listen"() {
        given:
        docker.image([], ['sh', 'cat'] + only)
        def free = new ServerSocket(0).withCloseable { it.localPort }

        when:
        new Passage(container('shop-db-1'), '127.0.0.1', free).open(host, container('shop-db-1').place(host)).withCloseable {
            it.read(new byte[1], 0, 1, 10_000)
        }

        then:
        def broken = thrown(IOException)
        broken.message == message

        where:
        only     || message
        []       || 'in it is neither bash nor nc, through which it could be reached'
        ['bash'] || 'relay: connect: Connection refused'
    }
}
