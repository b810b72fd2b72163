package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;

/** Whether a package is installed in place, where its sources are. */
record InstalledFrom(Python python, String folder) implements Fact<Boolean> {

    @Override
    public Boolean read(Probe world) {
        return world.read(new Distributions(python)).values().stream()
                .anyMatch(each ->
                        each.editable() && each.origin().filter(folder::equals).isPresent());
    }

    @Override
    public Target target() {
        return python.target();
    }

    @Override
    public String subject() {
        return folder;
    }

    @Override
    public String show(Boolean there) {
        return there ? "installed in place" : "";
    }
}
