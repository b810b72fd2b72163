package dev.belay.host

import java.time.Duration

/** Runs one script of the shell under a trace and prints its lines: what a Belay does that is about to be killed. */
class RunningMain {
    static void main(String[] arguments) {
        def (folder, token, millis, script) = arguments.toList()
        def watcher = [line: { println "line: $it" }, stopping: { false }] as Host.Watcher
        def command = Command.of('sh', '-c', script)
        def limited = millis == '-' ? command : command.timeout(Duration.ofMillis(millis as long))
        println new LocalHost(Secrets.undeclared()).run(limited, new Host.Trace(folder, token), watcher)
    }
}
