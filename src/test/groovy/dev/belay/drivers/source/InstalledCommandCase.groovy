package dev.belay.drivers.source

import dev.belay.drivers.conformance.ConformanceCase

class InstalledCommandCase extends ConformanceCase {

    @Override
    String form() {
        'installed command'
    }

    @Override
    String line() {
        "installed command: 'echo app 4.0.0'"
    }

    @Override
    List<String> badLines() {
        ["installed command: ' '", "installed command: 'true', pattern: '['"]
    }
}
