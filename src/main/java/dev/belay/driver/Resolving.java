package dev.belay.driver;

import dev.belay.host.Host;
import dev.belay.plan.Prediction;
import java.util.List;

/** What an action can ask to find out how far a lost attempt came. */
public interface Resolving extends Probe {

    /** What was foreseen when the first attempt was about to begin. */
    Prediction intended();

    /** What is foreseen now. */
    Prediction now();

    /** What became of each command that the attempt began, in order. */
    List<Host.Found> commands();

    /** The name that only this attempt has, as {@link Work#token()} gave it. */
    String token();

    /** The rule of {@link Action#resolve}. */
    Standing compare();
}
