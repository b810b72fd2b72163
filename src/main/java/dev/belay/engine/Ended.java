package dev.belay.engine;

import dev.belay.journal.RunState;
import dev.belay.value.Exit;

/** How a command on a run ended: the exit code, and where the run is now. */
public record Ended(Exit exit, RunState state) {}
