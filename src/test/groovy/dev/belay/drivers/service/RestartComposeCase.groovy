package dev.belay.drivers.service

class RestartComposeCase extends StopComposeCase {

    @Override
    String form() {
        'restart/compose'
    }

    @Override
    Object look() {
        [super.look(), project().told().findAll { it.contains('--force-recreate') }.unique()]
    }

    @Override
    boolean settles() {
        false
    }

    /** An undo restarts it again: it runs, and that is all there is to see. */
    @Override
    boolean undoes() {
        false
    }
}
