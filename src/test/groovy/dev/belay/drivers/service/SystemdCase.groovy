package dev.belay.drivers.service

import dev.belay.drivers.conformance.ConformanceCase

/** Two units of a systemctl that works, one of which is active or not. */
abstract class SystemdCase extends ConformanceCase {

    @Override
    String lacking() {
        UnitFiles.lacking()
    }

    protected UnitFiles units() {
        new UnitFiles(world)
    }

    @Override
    void prepare() {
        put('server.sh', "echo \$\$ >> '$world/starts'\nexec sleep 1000\n")
        units().service('web.service', "/bin/bash \"$world/server.sh\"")
        units().service('worker.service', '/bin/sleep 1000')
    }

    @Override
    String before() {
        "service 'web', systemd: ['${units().name('worker.service')}', '${units().name('web.service')}']"
    }

    @Override
    Object look() {
        units().active(['web.service', 'worker.service'])
    }

    @Override
    void tearDown() {
        units().remove()
    }

    @Override
    List<String> badLines() {
        ["${verb()} 'none'", "${verb()} 'web', timeout: 2", "${verb()} 'web', timout: 2.minutes", "${verb()} 'web', units: ['none.service']"]
    }

    protected String verb() {
        form().split('/')[0]
    }

    @Override
    String line() {
        "${verb()} 'web'"
    }
}
