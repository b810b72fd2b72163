package dev.belay.catalog;

import dev.belay.expr.Type;
import java.util.List;

/** The options that mean the same wherever they stand. */
public final class Options {

    /** Who does it. */
    public static final Option AS = Option.of("as", Type.TEXT, "the account that does it");

    /** Where it is done. */
    public static final Option DIR =
            Option.of("dir", Type.PATH, "the working folder; relative paths are taken against it");

    /** What stands before the PATH. */
    public static final Option PATH = Option.of(
            "path", new Type.ListOf(Type.PATH), "folders put before the PATH, such as a virtual environment's bin");

    /** The environment. */
    public static final Option ENV =
            Option.of("env", new Type.MapOf(Type.SECRET), "variables of the environment; values may be secrets");

    /** The end of a thing. */
    public static final Option TIMEOUT = Option.of("timeout", Type.DURATION, "after which it is ended and has failed");

    /** Asking until it is true. */
    public static final Option WITHIN =
            Option.of("within", Type.DURATION, "asks again until it holds, at most so long");

    /** All circumstances of a command: {@code as}, {@code dir}, {@code path}, {@code env}. */
    public static final List<Option> CONTEXT = List.of(AS, DIR, PATH, ENV);

    /** What people and undo plans call a step. */
    public static final Option NAME = Option.of("name", Type.TEXT, "names the step; its id is made from it");

    /** How often a failed attempt is repeated by itself. */
    public static final Option RETRIES =
            Option.of("retries", Type.NUMBER, "how often a failed attempt is made again, with growing pauses");

    /** What Belay adds to the step at the end of a block that holds steps, and an undo to the way back of the one at its begin. */
    public static final Option END = Option.of("end", Type.BOOL, "the end of the block; for Belay itself and undos");

    /** The end of a block comes after a failure too. */
    public static final Option ALWAYS =
            Option.of("always", Type.BOOL, "true where the end of the block comes at once after a failure, too");

    /** What every form takes without declaring it: the engine sees to these. */
    public static final List<Option> EVERY = List.of(NAME, RETRIES);

    private Options() {}
}
