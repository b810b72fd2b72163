package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The topmost entries of an archive, which is read whole for it. */
record ArchiveRoots(Place archive) implements Fact<List<String>> {

    @Override
    public List<String> read(Probe world) {
        List<String> roots = new ArrayList<>();
        try (InputStream stream = world.host().read(archive.context()).open(archive.path())) {
            ArchiveReader.read(archive.path(), stream, (entry, content) -> {
                if (roots.stream().noneMatch(root -> isIn(root, entry.name()))) {
                    roots.add(entry.name());
                }
            });
        } catch (IOException | Failure unreadable) {
            throw new Unseen(String.valueOf(unreadable.getMessage()), unreadable);
        }
        return List.copyOf(roots);
    }

    /** True where a name is that of the root, or of something in it. */
    static boolean isIn(String root, String name) {
        return root.isEmpty() || name.equals(root) || name.startsWith(root + "/");
    }

    @Override
    public Target target() {
        return archive.target();
    }

    @Override
    public String subject() {
        return archive.name();
    }

    @Override
    public String show(List<String> roots) {
        return String.join(" ", roots);
    }
}
