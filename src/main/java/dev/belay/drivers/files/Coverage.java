package dev.belay.drivers.files;

import dev.belay.driver.Exclusions;
import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.value.Reason;
import dev.belay.value.Size;
import dev.belay.value.Unseen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What of a path a backup holds. Its size moves all the time, so it is an estimate. */
record Coverage(Place path, Exclusions exclude) implements Fact<Coverage.Look> {

    /**
     * What was seen.
     *
     * @param size of the files that are backed up
     * @param leftOut the paths that are left out, without what is in them; only the first few
     * @param more how many more there are
     * @param effective the patterns that left something out
     */
    record Look(Size size, List<String> leftOut, int more, Set<String> effective) {}

    private static final int NAMED = 3;

    @Override
    public Look read(Probe world) {
        FileReader files = world.host().read(path.context());
        List<String> leftOut = new ArrayList<>();
        Set<String> effective = new LinkedHashSet<>();
        int[] more = {0};
        long[] bytes = {0};
        try {
            files.walk(
                    path.path(),
                    found -> {
                        List<String> fitting = exclude.fitting(path.path(), found);
                        if (!fitting.isEmpty() && leftOut.size() < NAMED) {
                            leftOut.add(found);
                        } else if (!fitting.isEmpty()) {
                            more[0]++;
                        }
                        effective.addAll(fitting);
                        return !fitting.isEmpty();
                    },
                    (found, info, content) -> bytes[0] +=
                            info.kind() == FileInfo.Kind.FILE ? info.size().bytes() : 0);
        } catch (IOException unreadable) {
            throw new Unseen(path.path() + " cannot be read: " + Reason.of(unreadable), unreadable);
        }
        return new Look(Size.of(bytes[0]), List.copyOf(leftOut), more[0], Set.copyOf(effective));
    }

    @Override
    public Target target() {
        return path.target();
    }

    @Override
    public String subject() {
        return path.path();
    }

    @Override
    public String show(Look look) {
        return look.size().toString();
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
