package dev.belay.repl.session;

import dev.belay.catalog.Catalog;
import dev.belay.engine.Ended;
import dev.belay.engine.Engine;
import dev.belay.engine.Listener;
import dev.belay.journal.RunFolder;
import dev.belay.journal.StateFolder;
import dev.belay.report.Page;
import dev.belay.script.OpenScript;
import dev.belay.script.Scripts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a session works with; the command line puts it together. For one thread. */
public interface Workshop {

    /** What scripts can say. */
    Catalog catalog();

    /**
     * Reads scripts with the site file and the parameters of this session.
     *
     * @throws dev.belay.script.Diagnostics with every mistake
     */
    OpenScript read(List<Scripts.Stop> stops);

    /** The engine of the site, a new one each time: nobody asked it to stop yet. */
    Engine engine();

    /** Where the runs of the site are. */
    StateFolder state();

    /**
     * Has an engine do something under the eyes of the person: progress while it goes on, and signals that stop it.
     *
     * @param tell hears each line that stays, from whatever thread
     */
    Ended watch(Engine engine, Consumer<String> tell, Function<Listener, Ended> work);

    /** True once the terminal went away while something was done: nothing more is to be begun. */
    boolean gone();

    /** What texts are laid out for now; a terminal may change its width. */
    Page page();

    /** Prints a text whose lines have their ends. */
    void print(String text);

    /** Asks the person for a line; empty where nobody is there, or nobody answers. */
    Optional<String> ask(String question);

    /** Asks for a line that is there already, to be changed; empty where nobody is there, or it was given up. */
    Optional<String> edit(String question, String text);

    /** True where whoever began the session agreed beforehand to what is no question of the site's name. */
    boolean agreed();

    /** The site that whoever began the session named beforehand, for what wants its name; empty where none was named. */
    Optional<String> confirmed();

    /** The text without what is known of secrets. */
    String mask(String text);

    /** All that a step printed, masked; empty where there is nothing. */
    String output(RunFolder run, String step);

    /**
     * The text of a file that the person names.
     *
     * @throws dev.belay.value.Failure where it cannot be read
     */
    String file(String name);

    /**
     * Writes a file that the person names; one that is there is replaced only when it was so asked.
     *
     * @throws dev.belay.value.Failure where it cannot be written, or is there
     */
    void write(String name, String text, boolean replace);

    /** Runs a command in the person's own shell, or that until it is left; gives the exit code. */
    int shell(Optional<String> command);

    /** What commands of Belay need to find the runs of the site, with a blank before each; mostly empty. */
    String options();
}
