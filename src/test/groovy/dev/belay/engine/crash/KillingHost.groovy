package dev.belay.engine.crash

import dev.belay.host.Command
import dev.belay.host.Completed
import dev.belay.host.Context
import dev.belay.host.FileWriter
import dev.belay.host.Host

import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Proxy

/**
 * The real machine, with a place in the middle of each command and after everything that changes it. What comes before a change is
 * what comes after the one before it, so it is no place of its own.
 */
class KillingHost implements Host {

    private static final Set<String> WRITES = ['write', 'create', 'copy', 'rename', 'remove', 'makeFolders', 'mode', 'owner', 'modified', 'link', 'copyTree', 'share', 'permit', 'append'] as Set

    @Delegate
    private final Host real
    private final Boundaries boundaries

    KillingHost(Host real, Boundaries boundaries) {
        this.real = real
        this.boundaries = boundaries
    }

    @Override
    FileWriter files(Context context) {
        FileWriter writer = real.files(context)
        Proxy.newProxyInstance(FileWriter.classLoader, [FileWriter] as Class[]) { proxy, method, arguments ->
            boolean writes = method.name in WRITES
            try {
                Object result = method.invoke(writer, arguments)
                if (writes) {
                    boundaries.reach("after $method.name")
                }
                return result
            } catch (InvocationTargetException thrown) {
                throw thrown.cause
            }
        } as FileWriter
    }

    @Override
    Completed run(Command command, Host.Trace trace, Host.Watcher watcher) {
        String name = command.arguments()[0]
        Completed completed = real.run(command, trace, new Host.Watcher() {
            boolean reached

            @Override
            void line(String line) {
                if (!reached) {
                    reached = true
                    boundaries.reach("in the middle of $name")
                }
                watcher.line(line)
            }

            @Override
            boolean stopping() {
                watcher.stopping()
            }
        })
        boundaries.reach("after $name")
        completed
    }

    @Override
    long launch(Command command, String log) {
        long pid = real.launch(command, log)
        boundaries.reach('after a start')
        pid
    }

    @Override
    boolean signal(long pid, String signal, Context context) {
        boolean sent = real.signal(pid, signal, context)
        boundaries.reach("after SIG$signal")
        sent
    }
}
