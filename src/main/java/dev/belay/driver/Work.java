package dev.belay.driver;

import dev.belay.database.Database;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.host.Context;
import dev.belay.host.FileWriter;
import dev.belay.host.Host;
import dev.belay.value.Headway;
import dev.belay.value.SecretText;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;

/** The hands of an action while it is applied. */
public interface Work extends Probe {

    /** The machine, to be changed. */
    @Override
    Host host();

    /** The id of the run. */
    String run();

    /** A name that only this attempt of this step has; letters, digits and dashes. */
    String token();

    /** Runs a command to its end, its output kept and shown. It is the caller's to look at the exit code. */
    Completed run(Command command);

    /**
     * Runs a command that must succeed.
     *
     * @throws dev.belay.value.Failure with its exit code and the end of its output
     */
    Completed must(Command command);

    /** Files as the context's user changes them. */
    FileWriter files(Context context);

    /**
     * A connection that may change data, in autocommit; the caller closes it. A server that takes none for now is waited for.
     *
     * @throws dev.belay.value.Failure where the server cannot be reached or refuses
     */
    Connection connect(Database database);

    /** The same without waiting, for a connection beside one that is there. */
    Connection connectNow(Database database);

    /** As {@link #connect}; the server may also ask for the stream that a statement brings with it: LOAD DATA LOCAL INFILE. */
    Connection connectToLoad(Database database);

    /** A private folder of this step for captured state, kept until the run is accepted; absolute, made when first asked for. */
    String keep();

    /** The value of a text with its secrets, for the last moment. */
    String reveal(SecretText text);

    /** Shows a line of progress and keeps it in the step's output. */
    void say(String line);

    /** Shows how far it is. */
    void progress(Headway headway);

    /**
     * Asks the person at the terminal; empty where there is none.
     *
     * @throws dev.belay.value.Failure with exit code 7 under --no-input
     */
    Optional<String> ask(String question);

    /**
     * Limits a part of the step in time, and ends it when the operator asks to stop.
     *
     * @param timeout empty for none
     * @param end ends what cannot look at {@link Limit#check} meanwhile; called from another thread, perhaps several times
     */
    Limit limit(Optional<Duration> timeout, Runnable end);

    /** True once the operator asked to stop; long actions look now and then, and stop cleanly with a failure. */
    boolean stopping();

    /**
     * Waits until the condition holds, asking it again with growing pauses. False where the time was over.
     *
     * @throws dev.belay.value.Failure (130) where the operator asked to stop meanwhile
     */
    boolean await(Duration within, java.util.function.BooleanSupplier condition);
}
