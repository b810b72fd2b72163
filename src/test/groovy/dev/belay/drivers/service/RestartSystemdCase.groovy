package dev.belay.drivers.service

class RestartSystemdCase extends StopSystemdCase {

    @Override
    String form() {
        'restart/systemd'
    }

    @Override
    void prepare() {
        super.prepare()
        while (!starts()) {
            Thread.onSpinWait()
        }
    }

    @Override
    Object look() {
        [super.look(), starts().unique().size() > 1]
    }

    private List<String> starts() {
        text('starts')?.readLines() ?: []
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
