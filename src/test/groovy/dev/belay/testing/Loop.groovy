package dev.belay.testing

/**
 * What a server of a specification does, in a shell: it goes on until it is stopped, or the process of the specification is gone. So
 * a test that is cut leaves nothing running behind it.
 */
class Loop {

    static String every(BigDecimal seconds) {
        "while [ -e /proc/${ProcessHandle.current().pid()} ]; do sleep $seconds; done"
    }
}
