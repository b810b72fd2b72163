package dev.belay.driver;

import dev.belay.host.Command;
import dev.belay.host.Context;
import java.util.List;

/** How a command that a script gives as one text is run: by bash, which stops at the first error, also inside of a pipe. */
public final class Shell {

    private Shell() {}

    /** The command of a text. */
    public static Command command(String text, Context context) {
        return Command.of(List.of("bash", "-euo", "pipefail", "-c", text)).in(context);
    }
}
