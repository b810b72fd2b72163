package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Command;
import dev.belay.host.Output;
import dev.belay.value.Unseen;
import java.util.Optional;

/** The version of a package that dpkg has installed whole; empty where it has not. */
record DebianPackage(Debian debian, String name) implements Fact<Optional<String>> {

    private static final String WHOLE = "installed ";
    private static final int UNKNOWN = 1;

    @Override
    public Optional<String> read(Probe world) {
        Output told = world.host().ask(Command.of(AptCommand.status(name)).in(debian.looking()));
        if (!told.ok() && told.exit() != UNKNOWN) {
            throw new Unseen(name + ": dpkg-query: " + told.err().strip());
        }
        return told.out()
                .lines()
                .filter(line -> line.startsWith(WHOLE))
                .map(line -> line.substring(WHOLE.length()).strip())
                .findFirst();
    }

    @Override
    public Target target() {
        return debian.status();
    }

    @Override
    public String subject() {
        return name;
    }

    @Override
    public String show(Optional<String> version) {
        return version.orElse("");
    }
}
