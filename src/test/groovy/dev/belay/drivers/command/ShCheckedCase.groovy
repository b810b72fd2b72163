package dev.belay.drivers.command

/** A command whose check tells whether it is done already. */
class ShCheckedCase extends ShCase {

    @Override
    String line() {
        "sh 'echo begun; echo once >> log', dir: '$world', check: 'test -e log', undo: 'rm -f log'"
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
