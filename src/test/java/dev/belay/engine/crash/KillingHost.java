package dev.belay.engine.crash;

import dev.belay.host.Command;
import dev.belay.host.FileWriter;
import dev.belay.host.Host;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * The real machine, with a place in the middle of each command and after everything that changes it. What comes before a change is
 * what comes after the one before it, so it is no place of its own.
 */
public final class KillingHost implements InvocationHandler {

    private static final Set<String> WRITES = Set.of(
            "write",
            "create",
            "copy",
            "rename",
            "remove",
            "makeFolders",
            "mode",
            "owner",
            "modified",
            "link",
            "copyTree",
            "share",
            "permit",
            "append");

    private final Host real;
    private final Boundaries boundaries;

    private KillingHost(Host real, Boundaries boundaries) {
        this.real = real;
        this.boundaries = boundaries;
    }

    /** The machine with its places. */
    public static Host of(Host real, Boundaries boundaries) {
        return watched(Host.class, new KillingHost(real, boundaries));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "files" -> watched(FileWriter.class, writing((FileWriter) call(real, method, arguments)));
            case "run" -> run(method, arguments);
            case "launch" -> then("after a start", call(real, method, arguments));
            case "signal" -> then("after SIG" + arguments[1], call(real, method, arguments));
            default -> call(real, method, arguments);
        };
    }

    private InvocationHandler writing(FileWriter writer) {
        return (proxy, method, arguments) -> {
            Object result = call(writer, method, arguments);
            return WRITES.contains(method.getName()) ? then("after " + method.getName(), result) : result;
        };
    }

    private Object run(Method method, Object[] arguments) throws Throwable {
        String name = ((Command) arguments[0]).arguments().get(0);
        Object completed = call(
                real, method, arguments[0], arguments[1], new Middle((Host.Watcher) arguments[2], name, boundaries));
        return then("after " + name, completed);
    }

    private Object then(String place, Object result) {
        boundaries.reach(place);
        return result;
    }

    private static Object call(Object real, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static <T> T watched(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The middle of a command is where it says its first line. */
    private static final class Middle implements Host.Watcher {
        private final Host.Watcher watcher;
        private final String name;
        private final Boundaries boundaries;
        private boolean reached;

        Middle(Host.Watcher watcher, String name, Boundaries boundaries) {
            this.watcher = watcher;
            this.name = name;
            this.boundaries = boundaries;
        }

        @Override
        public void line(String line) {
            if (!reached) {
                reached = true;
                boundaries.reach("in the middle of " + name);
            }
            watcher.line(line);
        }

        @Override
        public boolean stopping() {
            return watcher.stopping();
        }
    }
}
