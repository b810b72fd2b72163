package dev.belay.drivers.service

class StartProcessCase extends ProcessCase {

    @Override
    String form() {
        'start/process'
    }
}
