package dev.belay.drivers.command

import dev.belay.drivers.conformance.ConformanceCase

class ConfirmCase extends ConformanceCase {

    @Override
    String form() {
        'confirm'
    }

    @Override
    String line() {
        "confirm 'Take a snapshot', evidence: 'snapshot id'"
    }

    @Override
    List<String> answers() {
        ['yes', 'snap-1']
    }

    @Override
    List<String> badLines() {
        ["confirm ''", "confirm 'a', evidence: [1]"]
    }
}
