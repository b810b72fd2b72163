package dev.belay.drivers.service

class RestartCommandCase extends RestartProcessCase {

    @Override
    String form() {
        'restart/command'
    }

    @Override
    String before() {
        "service 'app', command: [${commands()}], pidfile: 'app.pid', dir: '$world', ${health()}"
    }
}
