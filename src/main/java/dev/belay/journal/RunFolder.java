package dev.belay.journal;

import dev.belay.plan.Plan;
import dev.belay.plan.Preview;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of one run: {@code plan.json}, {@code journal.jsonl}, {@code steps/<token>/} with the output of each attempt, {@code
 * kept/} with captured state. Only its owner reads it.
 *
 * @param path absolute; its last name is the run's id
 * @param storage the file system that it is on
 */
public record RunFolder(Path path, Storage storage) {

    /** The run's id, such as {@code nextgisweb-7f3a}. */
    public String id() {
        return String.valueOf(path.getFileName());
    }

    /**
     * The plan with which the run began.
     *
     * @throws dev.belay.value.Failure (9) where the file is damaged
     */
    public Plan plan() {
        throw new UnsupportedOperationException();
    }

    /**
     * The records of the journal, in order. Only reads: a torn tail, or a record that is just being written, is passed over.
     *
     * @throws dev.belay.value.Failure (9) where anything does not fit
     */
    public List<Entry> entries() {
        throw new UnsupportedOperationException();
    }

    /** What the records add up to; only reads. */
    public RunState read() {
        throw new UnsupportedOperationException();
    }

    /** Opens the journal to go on with the run. The caller holds the site's lock. */
    public Journal open() {
        throw new UnsupportedOperationException();
    }

    /** The folder of one attempt's output; made where it is not there. */
    public Path attempt(String token) {
        throw new UnsupportedOperationException();
    }

    /** The folder of one step's captured state; made where it is not there. */
    public Path kept(String token) {
        throw new UnsupportedOperationException();
    }

    /**
     * The preview that the run began with, which lies beside the journal: resumed steps are held against it (the sixth law).
     *
     * @throws dev.belay.value.Failure (9) where the file is damaged
     */
    public Preview shown() {
        throw new UnsupportedOperationException();
    }

    /** Adds a line to what an attempt said in words of Belay's own; {@code said.log} in its folder. Need not be forced. */
    public void say(String token, String line) {
        throw new UnsupportedOperationException();
    }

    /** Removes raw output and captured state, as {@code accept} does. */
    public void clear() {
        throw new UnsupportedOperationException();
    }
}
