package dev.belay.repl.terminal;

import java.util.Optional;

/** Where lines are typed and texts are shown. For one thread. */
public interface Console extends AutoCloseable {

    /**
     * The next command or statement, however many lines it takes.
     *
     * @param prompt stands before it
     * @return empty at the end of the input; a blank one where the person gave a line up
     */
    Optional<String> read(Prompt prompt);

    /** Asks for a line; empty where nobody is there, or nobody answers. */
    Optional<String> ask(String question);

    /** Asks for a line that is not shown while it is typed; empty as for {@link #ask}. */
    Optional<String> askSecret(String question);

    /** Asks for a line that is there already, to be changed; empty as for {@link #ask}. */
    Optional<String> edit(String question, String text);

    /** True where a person types, who can look at a mistake and type again. */
    boolean interactive();

    /** True where a line can be drawn over. */
    boolean draws();

    @Override
    void close();
}
