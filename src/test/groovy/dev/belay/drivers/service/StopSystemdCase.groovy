package dev.belay.drivers.service

class StopSystemdCase extends SystemdCase {

    @Override
    String form() {
        'stop/systemd'
    }

    @Override
    void prepare() {
        super.prepare()
        UnitFiles.systemctl('start', units().name('web.service'))
    }
}
