package dev.belay.drivers.command

/** A command that may run twice. */
class ShRepeatCase extends ShCase {

    @Override
    String line() {
        "sh 'echo begun; echo once > log', dir: '$world', repeat: true, undo: 'rm -f log'"
    }

    @Override
    boolean once() {
        false
    }

    @Override
    List<String> badLines() {
        []
    }
}
