package dev.belay.drivers.data;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import dev.belay.host.FileReader;

/**
 * What stands where an import writes the rows that it sets aside.
 *
 * @param context who looks
 * @param path absolute
 * @param mark of the import
 */
record RejectsFile(Context context, String path, String mark) implements Fact<RejectsFile.State> {

    /** What is there. */
    enum State {
        NOTHING(""),
        /** Something that no import of Belay wrote. */
        FOREIGN("no rows of an import"),
        /** Rows of another import. */
        OLDER("rows of an earlier import"),
        WRITTEN("rows set aside");

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
        return Rejects.mark(files, path)
                .map(other -> other.equals(mark) ? State.WRITTEN : State.OLDER)
                .orElse(State.FOREIGN);
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

    /** How many rows there will be is known only once they came by. */
    @Override
    public boolean estimate() {
        return true;
    }
}
