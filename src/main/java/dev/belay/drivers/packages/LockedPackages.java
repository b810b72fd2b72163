package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.List;
import java.util.Optional;

/** In what the installed packages differ from what the lock file names; empty where no list tells. */
record LockedPackages(Project project, Installer.Wish wish) implements Fact<Optional<List<String>>> {

    /** How many are named. */
    private static final int NAMED = 4;

    @Override
    public Optional<List<String>> read(Probe world) {
        return project.installer().differences(project.texts(world.host()), wish);
    }

    @Override
    public Target target() {
        return Target.files(project.folder());
    }

    @Override
    public String subject() {
        return project.folder()
                + project.installer().packages().map(name -> "/" + name).orElse("");
    }

    @Override
    public String show(Optional<List<String>> differences) {
        return differences.map(LockedPackages::named).orElse("?");
    }

    private static String named(List<String> all) {
        if (all.isEmpty()) {
            return "as locked";
        }
        String first = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
        return "to change: " + first + (all.size() > NAMED ? " and " + (all.size() - NAMED) + " more" : "");
    }
}
