package dev.belay.drivers.service

class RestartCommandCase extends RestartProcessCase {

    @Override
    String form() {
        'restart/command'
    }

    @Override
    String before() {
        "service 'app', command: [start: 'setsid bash -c \"echo \\\\\$\\\\\$ > app.pid; exec bash server.sh\" >log 2>&1 &', " +
                "stop: 'kill \$(cat app.pid)'], pidfile: 'app.pid', dir: '$world'"
    }
}
