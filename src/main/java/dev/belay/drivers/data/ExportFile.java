package dev.belay.drivers.data;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.drivers.data.format.Manifest;
import dev.belay.drivers.data.format.ManifestJson;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import dev.belay.value.Failure;

/**
 * What stands where an export is to be written.
 *
 * @param context who looks
 * @param shape of the export
 * @param path absolute
 * @param run that is to write it
 */
record ExportFile(Context context, Manifest.Shape shape, String path, String run) implements Fact<ExportFile.State> {

    /** What is there. */
    enum State {
        NOTHING(""),
        /** Something that no export of Belay is. */
        FOREIGN("no export of Belay"),
        /** The export of another run. */
        OLDER("an older export"),
        WRITTEN("written");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    @Override
    public State read(Probe world) {
        FileReader files = world.host().read(context);
        if (!files.exists(path)) {
            return State.NOTHING;
        }
        try {
            String manifest = Manifest.path(shape, path);
            return files.text(manifest)
                    .map(text ->
                            ManifestJson.read(text, manifest).origin().run().equals(run))
                    .map(mine -> mine ? State.WRITTEN : State.OLDER)
                    .orElse(State.FOREIGN);
        } catch (Failure broken) {
            return State.FOREIGN;
        }
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
    public String show(State state) {
        return state.word;
    }
}
