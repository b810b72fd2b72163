package dev.belay.drivers.conformance

import dev.belay.testing.StandInDocker

import java.nio.file.Path

/** A case whose database's server runs in a container: docker stands in, the server is the one of all cases. */
trait InContainer {

    abstract Path getWorld()

    /** The programs that its image holds beside what all hold. */
    abstract List<Path> programs()

    /** What a declaration says more. */
    String contained() {
        "container: 'shop-db-1', path: ['$world/docker/bin']"
    }

    void begin() {
        def docker = docker()
        docker.docker()
        docker.image(programs())
        docker.containers(db: 'running')
    }

    void end() {
        docker().stop()
    }

    StandInDocker docker() {
        new StandInDocker(world.resolve('docker'))
    }
}
