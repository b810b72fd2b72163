package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;

/** Whether installing also runs what belongs to the application itself. */
record OwnBuild(Project project) implements Fact<Boolean> {

    @Override
    public Boolean read(Probe world) {
        return project.installer().builds(project.texts(world.host()));
    }

    @Override
    public Target target() {
        return Target.files(project.folder());
    }

    @Override
    public String subject() {
        return project.folder() + "/" + project.installer().manifest();
    }
}
