package dev.belay.drivers.command;

import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import java.util.stream.Stream;

/**
 * A folder with a program of the application, as it is now. It is never read: it serves to ask whether earlier steps change it.
 *
 * @param path absolute
 */
record ProgramFolder(String path) implements Fact<String> {

    /** True where no earlier step changes what the commands of these circumstances would run. */
    static boolean allForeseen(Context context, Forecast forecast) {
        return Stream.concat(context.dir().stream(), context.path().stream())
                .map(context::absolute)
                .map(ProgramFolder::new)
                .allMatch(forecast::foreseen);
    }

    @Override
    public String read(Probe world) {
        return path;
    }

    @Override
    public Target target() {
        return Target.files(path);
    }

    @Override
    public String subject() {
        return path;
    }

    @Override
    public boolean whole() {
        return true;
    }
}
