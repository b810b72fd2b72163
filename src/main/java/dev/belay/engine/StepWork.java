package dev.belay.engine;

import dev.belay.database.Database;
import dev.belay.database.Patience;
import dev.belay.database.Rows;
import dev.belay.driver.Limit;
import dev.belay.driver.Work;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.host.Context;
import dev.belay.host.FileWriter;
import dev.belay.host.Host;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Headway;
import dev.belay.value.SecretText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The hands of one attempt of one step. Closing it closes what it opened. */
final class StepWork implements Work, AutoCloseable {

    private static final long FIRST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 2_000;

    private final Step step;
    private final String token;
    private final OpenRun run;
    private final List<Connection> connections = new ArrayList<>();
    private final Runnable ending = this::abort;
    private final Patience patience;

    /** Whether a condition is asked again and again, which is patience enough. */
    private boolean asking;

    private int commands;

    StepWork(OpenRun run, Step step, String token) {
        this.run = run;
        this.patience = new Waiting(run.stop(), this::say);
        this.step = step;
        this.token = token;
        run.stop().whenEnding(ending);
    }

    @Override
    public Host host() {
        return run.host();
    }

    @Override
    public String run() {
        return step.run(run.id());
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public Completed run(Command command) {
        commands++;
        return run.host().run(command, run.trace(token, commands), watcher(command.stoppable()));
    }

    @Override
    public Completed must(Command command) {
        Completed completed = run(command);
        if (!completed.ok()) {
            throw failure(command, completed);
        }
        return completed;
    }

    @Override
    public FileWriter files(Context context) {
        return run.host().files(context);
    }

    @Override
    public Connection connect(Database database) {
        return kept(run.connections().open(patience, database));
    }

    @Override
    public Connection connectNow(Database database) {
        return kept(run.connections().open(Patience.none(), database));
    }

    @Override
    public Connection connectToLoad(Database database) {
        return kept(run.connections().openToLoad(patience, database));
    }

    private Connection kept(Connection connection) {
        synchronized (connections) {
            connections.add(connection);
        }
        return connection;
    }

    @Override
    public Rows query(Database database, String sql, String... parameters) {
        return run.connections().query(asking ? Patience.none() : patience, database, sql, parameters);
    }

    @Override
    public Connection reading(Database database) {
        return run.connections().reading(asking ? Patience.none() : patience, database);
    }

    @Override
    public String keep() {
        return run.keepMade(step);
    }

    @Override
    public String reveal(SecretText text) {
        return run.host().reveal(text);
    }

    @Override
    public void say(String line) {
        String masked = run.host().mask(line);
        run.said(token, masked);
        run.listener().line(step, masked);
    }

    @Override
    public void progress(Headway headway) {
        run.listener().progress(step, headway);
    }

    @Override
    public Optional<String> ask(String question) {
        return run.person().ask(question);
    }

    @Override
    public Limit limit(Optional<Duration> timeout, Runnable end) {
        return new StepLimit(run.stop(), timeout, end);
    }

    @Override
    public boolean stopping() {
        return run.stop().asked();
    }

    @Override
    public boolean await(Duration within, BooleanSupplier condition) {
        asking = true;
        try {
            return holds(within, condition);
        } finally {
            asking = false;
        }
    }

    private boolean holds(Duration within, BooleanSupplier condition) {
        long end = System.nanoTime() + within.toNanos();
        long pause = FIRST_PAUSE;
        while (!condition.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            if (stopping()) {
                throw new Failure(Exit.INTERRUPTED, "stopped by the operator while " + step.label() + " waited");
            }
            pause(Math.min(pause, left));
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
        return true;
    }

    @Override
    public void close() {
        run.stop().forget(ending);
        for (Connection connection : opened()) {
            try {
                connection.close();
            } catch (SQLException closed) {
                // it is gone either way, and the step's outcome is known already
            }
        }
    }

    private void pause(long millis) {
        try {
            run.stop().pause(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.INTERRUPTED, "interrupted while waiting", interrupted);
        }
    }

    private void abort() {
        for (Connection connection : opened()) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException gone) {
                // it is being ended: that it ends by itself is as good
            }
        }
    }

    private List<Connection> opened() {
        synchronized (connections) {
            return List.copyOf(connections);
        }
    }

    private Host.Watcher watcher(boolean stoppable) {
        return new Host.Watcher() {
            @Override
            public void line(String line) {
                run.listener().line(step, line);
            }

            @Override
            public boolean stopping() {
                return stoppable ? run.stop().asked() : run.stop().ending();
            }
        };
    }

    private static Failure failure(Command command, Completed completed) {
        if (completed.stopped()) {
            return new Failure(Exit.INTERRUPTED, "stopped by the operator: " + command);
        }
        List<String> last = completed.lastLines();
        String how = completed.timedOut() ? "ended after its time was over" : "exit " + completed.exit();
        return Failure.failed(how + ": " + command + (last.isEmpty() ? "" : "\n" + String.join("\n", last)));
    }
}
