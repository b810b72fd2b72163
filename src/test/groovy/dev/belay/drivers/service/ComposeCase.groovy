package dev.belay.drivers.service

import dev.belay.drivers.conformance.ConformanceCase
import dev.belay.testing.StandInDocker

/** A project of two services, run by a stand-in for docker compose. */
abstract class ComposeCase extends ConformanceCase {

    protected StandInDocker project() {
        new StandInDocker(world.resolve('compose'))
    }

    @Override
    void prepare() {
        put('docker-compose.yml', 'services: {}\n')
        project().docker()
    }

    @Override
    String before() {
        "service 'app', compose: '$world/docker-compose.yml', services: ['db', 'app'], path: ['$world/compose/bin']"
    }

    @Override
    Object look() {
        ['db', 'app'].collect { project().look()[it] == 'running' }
    }

    @Override
    List<String> badLines() {
        ["${verb()} 'none'", "${verb()} 'app', timeout: 2", "${verb()} 'app', timout: 2.minutes", "${verb()} 'app', units: ['none']"]
    }

    protected String verb() {
        form().split('/')[0]
    }

    @Override
    String line() {
        "${verb()} 'app'"
    }
}
