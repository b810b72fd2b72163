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
}
