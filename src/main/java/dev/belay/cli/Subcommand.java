package dev.belay.cli;

import dev.belay.value.Exit;

/** A command of the command line, once its options are set. */
interface Subcommand {

    /**
     * Does it.
     *
     * @throws dev.belay.value.Failure for what a person should read
     */
    Exit run();

    /** True where what it prints is all that it is for: then it has failed where that could not be written. */
    default boolean onlyPrints() {
        return true;
    }
}
