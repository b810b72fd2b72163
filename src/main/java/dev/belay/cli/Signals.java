package dev.belay.cli;

import dev.belay.engine.Stop;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What signals mean while a run goes on: interrupt and terminate ask the engine to stop, cleanly the first time and at once the
 * second; a hang-up means nothing, for a run outlives its terminal. Reached by reflection, since no Java API has signals and the
 * compiler warns of the class that does.
 */
final class Signals implements AutoCloseable {

    private final Stop stop;
    private final Terminal terminal;
    private final Consumer<String> tell;
    private final List<Runnable> restore = new ArrayList<>();
    private volatile int received;

    /**
     * From now on until closed.
     *
     * @param stop whom to ask
     * @param terminal whose open question nobody answers any more
     * @param tell shows a line to the person
     */
    Signals(Stop stop, Terminal terminal, Consumer<String> tell) {
        this.stop = stop;
        this.terminal = terminal;
        this.tell = tell;
        handle("HUP", () -> {});
        handle("INT", () -> ask(130));
        handle("TERM", () -> ask(143));
    }

    /** 130 or 143 where a signal asked to stop, 0 where none did. */
    int received() {
        return received;
    }

    private void ask(int code) {
        boolean again = received != 0;
        received = code;
        stop.ask();
        terminal.giveUp();
        tell.accept(
                again
                        ? "ends the commands of the step at hand"
                        : "stops after bringing the step at hand to a clean end; once more ends its commands at once");
    }

    private void handle(String name, Runnable action) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invocation = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                    return null;
                }
                return method.getName().equals("hashCode") ? (Object) System.identityHashCode(proxy) : (Object) false;
            };
            Object handler =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlers}, invocation);
            Object signal = signals.getConstructor(String.class).newInstance(name);
            Object before = signals.getMethod("handle", signals, handlers).invoke(null, signal, handler);
            restore.add(() -> restore(signals, handlers, signal, before));
        } catch (ReflectiveOperationException e) {
            // a Java without this class, or started with -Xrs: signals end the process, and resume goes on
        }
    }

    private static void restore(Class<?> signals, Class<?> handlers, Object signal, Object before) {
        try {
            signals.getMethod("handle", signals, handlers).invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
    }
}
