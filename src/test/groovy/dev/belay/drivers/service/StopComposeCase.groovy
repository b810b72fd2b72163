package dev.belay.drivers.service

class StopComposeCase extends ComposeCase {

    @Override
    String form() {
        'stop/compose'
    }

    @Override
    void prepare() {
        super.prepare()
        project().containers(db: 'running', app: 'exited')
    }
}
