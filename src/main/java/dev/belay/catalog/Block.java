package dev.belay.catalog;

import java.util.List;

/**
 * What may stand in the braces behind a form: keywords of its own, such as {@code table} and {@code query} of an import. A step
 * holds them, in order, as a list of maps under the argument {@link #ARGUMENT}; in each map the key {@code keyword} holds the
 * name, {@code subject} the subject, and the options stand by their names.
 */
public record Block(List<Keyword> keywords) {

    /** The name under which {@code Step.arguments} holds the block. */
    public static final String ARGUMENT = "block";

    /**
     * A block that holds steps: one step of the form stands before them, and one with {@link Options#END} behind them.
     */
    public static final Block STEPS = new Block(List.of());

    /** A keyword that may stand in the block, with its subject and options. */
    public record Keyword(String name, Subject subject, List<Option> options, String doc) {
        public Keyword {
            options = List.copyOf(options);
        }
    }

    public Block {
        keywords = List.copyOf(keywords);
    }
}
