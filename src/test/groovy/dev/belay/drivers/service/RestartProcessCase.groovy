package dev.belay.drivers.service

class RestartProcessCase extends StopProcessCase {

    @Override
    String form() {
        'restart/process'
    }

    @Override
    void prepare() {
        super.prepare()
        put('before', text('app.pid').lines().findFirst().get())
    }

    @Override
    Object look() {
        [running: running().size(), fresh: running()*.pid().any { it as String != text('before') }]
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
