package dev.belay.drivers.service

/** Its pid file tells whether it is active. */
class StartCommandCase extends StartProcessCase {

    @Override
    String form() {
        'start/command'
    }

    @Override
    String before() {
        "service 'app', command: [${commands()}], pidfile: 'app.pid', dir: '$world', ${health()}"
    }
}
