package dev.belay.drivers.service

class StartComposeCase extends ComposeCase {

    @Override
    String form() {
        'start/compose'
    }
}
