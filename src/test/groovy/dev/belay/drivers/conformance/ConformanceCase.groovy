package dev.belay.drivers.conformance

import dev.belay.journal.Entry
import java.nio.file.Files
import java.nio.file.Path

/**
 * One form of a verb as the conformance specification tries it. A case is a class whose name ends in {@code Case}, anywhere below
 * {@code dev.belay.drivers}, with a constructor without parameters; it is found by itself. It holds no state but {@link #world},
 * since another JVM goes on with it.
 */
abstract class ConformanceCase {

    /** A folder of its own; empty before {@link #prepare}. Anything else that the case needs is found by what lies in it. */
    Path world

    /** False where this machine lacks what the case is made with; then it is skipped, by name. */
    boolean here() {
        true
    }

    /** The key of the form: {@code checkout tag}, {@code stop/process}. */
    abstract String form()

    /** What the machine lacks for it; empty where it can be tried. */
    String lacking() {
        ''
    }

    /** Makes the world in which the step has something to do. */
    void prepare() {}

    /** What the script declares and does before the step. */
    String before() {
        ''
    }

    /** The step, as a script writes it. */
    abstract String line()

    /** All that the step may change, as an outsider sees it; comparable by equals. Empty for steps that change nothing. */
    Object look() {
        ''
    }

    /** Lines of this form that must be refused with a failure, whenever that can be told first. */
    abstract List<String> badLines()

    /** The answers of the person. */
    List<String> answers() {
        []
    }

    /** True where a second preview must find nothing left to do; false for steps that are always done anew. */
    boolean settles() {
        true
    }

    /** True where an undo brings the world back. */
    boolean undoes() {
        true
    }

    /** True where only a person may know what became of a killed attempt. */
    boolean once() {
        false
    }

    /** False where it changes a database alone: there is no place in it at which this specification could kill. */
    boolean byCommands() {
        true
    }

    /** True where another case holds its form to everything; this one is to come true and to be undone. */
    boolean brief() {
        false
    }

    /** What that person says, looking at the world. */
    Entry.Settled settled() {
        Entry.Settled.REDO
    }

    /** Stops what was started. */
    void tearDown() {}

    protected Path put(String name, String text) {
        Path file = world.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }

    protected String text(String name) {
        Path file = world.resolve(name)
        Files.exists(file) ? Files.readString(file) : null
    }

    @Override
    String toString() {
        getClass().simpleName - 'Case'
    }
}
