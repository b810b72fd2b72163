package dev.belay.drivers.service

/** Only its status command tells whether it is active. */
class StopCommandCase extends StopProcessCase {

    @Override
    String form() {
        'stop/command'
    }

    @Override
    String before() {
        "service 'app', command: [${commands()}, status: 'kill -0 \$(cat app.pid)'], dir: '$world'"
    }

    @Override
    boolean settles() {
        false
    }
}
