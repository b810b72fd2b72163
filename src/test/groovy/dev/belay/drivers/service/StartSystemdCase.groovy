package dev.belay.drivers.service

class StartSystemdCase extends SystemdCase {

    @Override
    String form() {
        'start/systemd'
    }
}
