package dev.belay.drivers.packages;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tool that installs what a file in an application's folder asks for, in the versions that its lock file names. Pure: it sees
 * texts of files, and tells what to run.
 */
interface Installer {

    /** Its name, which is the variant of the form and the program. */
    String name();

    /** The file that asks for packages; a folder that has none is not one of this tool. */
    String manifest();

    /** The lock files that it knows; the first that is there counts. */
    List<String> locks();

    /** The folder that packages are put into, as far as it is told; empty where they may lie elsewhere. */
    Optional<String> packages();

    /** The options that it takes besides the common ones, by name. */
    List<String> options();

    /** What to run. */
    List<String> command(Wish wish, Optional<String> lock);

    /** Variables that keep it from asking. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /**
     * In what the installed packages differ from what the lock file names, a phrase each; empty where the tool leaves no list by which
     * that could be told.
     */
    Optional<List<String>> differences(Texts folder, Wish wish);

    /** True where such differences are always gone once it has run. */
    boolean exact();

    /** True where installing also runs what belongs to the application itself, so that it is done although no package differs. */
    boolean builds(Texts folder);

    /**
     * What is asked of it.
     *
     * @param frozen whether the lock file is followed to the letter and never rewritten
     * @param dev whether packages for development come too; empty for what the tool does by itself
     */
    record Wish(boolean frozen, Optional<Boolean> dev) {}

    /** The texts of files in the application's folder. */
    interface Texts {
        /** The text of a file; empty where there is none. */
        Optional<String> text(String name);
    }

    /** The lock file's text; empty where there is none. */
    default Optional<String> lock(Texts folder) {
        return locks().stream().flatMap(name -> folder.text(name).stream()).findFirst();
    }
}
