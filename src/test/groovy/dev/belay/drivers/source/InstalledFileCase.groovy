package dev.belay.drivers.source

import dev.belay.drivers.conformance.ConformanceCase

class InstalledFileCase extends ConformanceCase {

    @Override
    String form() {
        'installed file'
    }

    @Override
    void prepare() {
        put('package.json', '{"version": "4.0.0", "name": "app"}')
    }

    @Override
    String line() {
        "installed file: '$world/package.json', key: 'version'"
    }

    @Override
    List<String> badLines() {
        [
            "installed file: '$world/package.json'",
            "installed file: '$world/package.json', key: 'version', pattern: 'x'",
            "installed file: '$world/package.json', key: 'name'",
            "installed file: '$world/package.json', key: 'none'",
            "installed file: '$world/package.json', pattern: '('",
            "installed file: '$world/none.json', key: 'version'",
        ]
    }
}
