package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Command;
import dev.belay.host.Output;
import dev.belay.value.Unseen;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which versions of packages the archives offer, each as {@code name=version}. */
record AptOffer(Debian debian, List<String> names) implements Fact<Set<String>> {

    AptOffer {
        names = List.copyOf(names);
    }

    @Override
    public Set<String> read(Probe world) {
        Output told = world.host().ask(Command.of(AptCommand.offered(names)).in(debian.looking()));
        if (!told.ok()) {
            throw new Unseen("apt-cache: " + told.err().strip());
        }
        Set<String> offered = new TreeSet<>();
        for (String line : told.out().lines().toList()) {
            String[] columns = line.split("\\|");
            if (columns.length > 1) {
                offered.add(columns[0].strip() + "=" + columns[1].strip());
            }
        }
        return offered;
    }

    @Override
    public Target target() {
        return debian.lists();
    }

    @Override
    public String subject() {
        return "apt";
    }
}
