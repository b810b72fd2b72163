package dev.belay.testing

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** A compose project in a folder of its own, whose containers a stand-in for docker runs. */
abstract class ContainerSpecification extends Specification {

    @TempDir
    Path folder

    @AutoCleanup('stop')
    StandInDocker docker

    Bench bench

    /** Begins with containers in some states, of an image that holds these programs. */
    protected void begin(Map<String, String> containers, List<Path> programs) {
        bench = new Bench(folder)
        docker = new StandInDocker(folder.resolve('docker'))
        docker.docker()
        docker.containers(containers)
        docker.image(programs)
        Files.writeString(folder.resolve('docker-compose.yml'), 'services: {}\n')
    }
}
