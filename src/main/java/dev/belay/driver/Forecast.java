package dev.belay.driver;

import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.plan.Again;
import dev.belay.plan.WayBack;
import dev.belay.value.Size;
import java.time.Duration;
import java.util.Optional;

/** The world under the changes of the earlier steps, to which an action adds its own. */
public interface Forecast {

    /**
     * The fact as it will be when this step begins. Where an earlier step decides it in a way that cannot be told, this ends the
     * prediction (it throws {@link dev.belay.expr.Pending}, which an action lets pass).
     *
     * @throws dev.belay.value.Unseen where it cannot be looked at
     */
    <T> T now(Fact<T> fact);

    /** False where {@link #now} would end the prediction. */
    boolean foreseen(Fact<?> fact);

    /** What was read told this fact of the world as it is, too, so that it need not be read by itself. */
    <T> void told(Fact<T> fact, T value);

    /** The fact will have this value after the step; a change where it has another now. Later steps see it. */
    <T> void becomes(Fact<T> fact, T after);

    /** The fact will have this value too, by a change that was told already and is not told twice. Later steps see it. */
    <T> void follows(Fact<T> fact, T after);

    /** The step changes this fact, and it cannot be said to what. */
    void disturbs(Fact<?> fact);

    /** The step may change anything about the target. */
    void disturbs(Target target);

    /** The step destroys something; a phrase for people: {@code "all tables of 'new' (34 rows about)"}. */
    void destroys(String what);

    /** The way back. {@link Back.None} where an action never says. */
    void back(Back way);

    /**
     * From this step on the target can be restored by this step. An action that may come to tell this says so too by {@link
     * Action#saves}.
     *
     * @param without what below the target does not come back: what is left out of a folder
     */
    void backsUp(Target target, Exclusions without, WayBack.Deed restore);

    /** The step cannot be done while this does not run. Said already where it reads a fact that {@linkplain Fact#needs needs} it. */
    void needs(Target what);

    /**
     * What runs in this cannot be reached after the step, until something starts it again.
     *
     * @param start the step that starts it alone
     * @param stop the step that stops it alone
     * @param advice what to write where a later step needs it, a phrase
     */
    void stops(Target what, WayBack.Deed start, WayBack.Deed stop, String advice);

    /** What runs in this can be reached after the step; see {@link #stops}. */
    void starts(Target what, WayBack.Deed start, WayBack.Deed stop);

    /** The resume class. {@link Again#ONCE} where an action never says. */
    void again(Again way);

    /** About how much is written and how long it takes. */
    void costs(Size bytes, Duration time);

    /** A requirement that does not hold: what, and what to do, in a sentence. The preview exits with 5, a run does not begin. */
    void unmet(String what);

    /** What the step's result will be. */
    void result(Value value);

    /** It looks at the world and changes nothing. */
    void checks();

    /** Belay cannot know what it does: its text for the preview. */
    void opaque(String text);

    /**
     * Asks a program of the application: its own dry run, or its version. It is run only where the site allows it or the operator
     * asks for it, and what it prints is shown as the application's word; otherwise the preview says that it was not asked.
     *
     * @return what it told; empty where it was not asked
     */
    Optional<Output> application(Command command);

    /** Something the reader should know. */
    void remark(String text);

    /** The machine, for questions that are no facts, such as who runs Belay. */
    HostReader host();

    /**
     * The private folder of this step in which applying may keep captured state ({@link Work#keep()} is the same path), for ways
     * back that name a file in it; absolute, not made yet.
     */
    String keep();

    /** The id of the run that this is, or would be; part of the names that a run makes. */
    String run();
}
