package dev.belay.drivers.service

class StopProcessCase extends ProcessCase {

    @Override
    String form() {
        'stop/process'
    }

    @Override
    void prepare() {
        super.prepare()
        launch()
    }
}
