package dev.belay.cli;

import dev.belay.engine.Stop;
import dev.belay.value.Exit;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What signals mean while a run goes on: interrupt and terminate ask the engine to stop, cleanly the first time and at once the
 * second; a hang-up means nothing, for a run outlives its terminal. Reached by reflection, since no Java API has signals and the
 * compiler warns of the class that does.
 */
final class Signals implements AutoCloseable {

    private final Runnable first;
    private final Runnable again;
    private final List<Runnable> restore = new ArrayList<>();
    private volatile Optional<Exit> received = Optional.empty();

    /**
     * From now on until closed.
     *
     * @param first what the first interrupt or terminate does
     * @param again what every later one does
     */
    private Signals(Runnable first, Runnable again) {
        this.first = first;
        this.again = again;
        handle("INT", () -> receive(Exit.INTERRUPTED));
        handle("TERM", () -> receive(Exit.TERMINATED));
    }

    /** While a person is asked before anything is begun: whoever interrupts does not agree. A hang-up ends the process. */
    static Signals whileAsking(Terminal terminal) {
        return new Signals(terminal::giveUp, terminal::giveUp);
    }

    /**
     * While a run goes on.
     *
     * @param stop whom to ask
     * @param terminal whose open question nobody answers any more
     * @param tell shows a line to the person
     */
    static Signals whileRunning(Stop stop, Terminal terminal, Consumer<String> tell) {
        return whileRunning(stop, terminal, tell, () -> {});
    }

    /**
     * The same.
     *
     * @param gone called where the terminal goes away
     */
    static Signals whileRunning(Stop stop, Terminal terminal, Consumer<String> tell, Runnable gone) {
        Consumer<String> ask = line -> {
            stop.ask();
            terminal.giveUp();
            tell.accept(line);
        };
        Signals signals = new Signals(
                () -> ask.accept(
                        "stops after bringing the step at hand to a clean end; once more ends its commands at once"),
                () -> ask.accept("ends the commands of the step at hand"));
        signals.handle("HUP", gone);
        return signals;
    }

    /** What the latest signal that asked to stop means; empty where none did. */
    Optional<Exit> exit() {
        return received;
    }

    private void receive(Exit exit) {
        boolean before = received.isPresent();
        received = Optional.of(exit);
        (before ? again : first).run();
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
