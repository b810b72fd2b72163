package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import java.util.List;
import java.util.Optional;

/** Whether a folder holds one of these files, by which a tool knows it as its own. */
record ProjectThere(String folder, List<String> names, Optional<String> user) implements Fact<Boolean> {

    ProjectThere {
        names = List.copyOf(names);
    }

    @Override
    public Boolean read(Probe world) {
        FileReader files = world.host().read(Context.own().as(user));
        return names.stream().anyMatch(name -> files.exists(folder + "/" + name));
    }

    /** What is wrong where it holds none. */
    String absent() {
        return folder + " has no " + String.join(", ", names);
    }

    @Override
    public Target target() {
        return Target.files(folder);
    }

    @Override
    public String subject() {
        return folder;
    }
}
