package dev.belay.driver;

import dev.belay.host.Completed;
import dev.belay.host.Host;
import dev.belay.plan.Prediction;
import java.util.List;

/** What an action can ask to find out how far a lost attempt came. */
public interface Resolving extends Probe {

    /** What was foreseen when the first attempt was about to begin. */
    Prediction intended();

    /** What is foreseen now. */
    Prediction now();

    /**
     * What became of each command, in order, of each attempt since the first that may have changed the world. The last is the lost
     * attempt; an attempt that began no command has none.
     */
    List<List<Host.Found>> attempts();

    /**
     * How a command of the lost attempt ended, with what it printed.
     *
     * @param command counted from 1
     */
    Completed completed(int command);

    /** The name that only this attempt has, as {@link Work#token()} gave it. */
    String token();

    /** The rule of {@link Action#resolve}. */
    Standing compare();
}
