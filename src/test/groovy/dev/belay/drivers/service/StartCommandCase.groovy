package dev.belay.drivers.service

/** Its pid file tells whether it is active. */
class StartCommandCase extends StartProcessCase {

    @Override
    String form() {
        'start/command'
    }

    @Override
    String before() {
        "service 'app', command: [start: 'setsid bash -c \"echo \\\\\$\\\\\$ > app.pid; exec bash server.sh\" >log 2>&1 &', " +
                "stop: 'kill \$(cat app.pid)'], pidfile: 'app.pid', dir: '$world'"
    }
}
