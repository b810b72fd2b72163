package dev.belay.script;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.codehaus.groovy.ast.ModuleNode;

/**
 * A script whose parsing began before it was asked for: Groovy's parser takes longer to get under way than all else that a command begins
 * with. What the parser learnt serves every other script, too. For one thread.
 */
public final class Ahead {

    /** What came of parsing a text without a mistake. */
    private record Parsed(String text, ModuleNode module) {}

    private final CompletableFuture<Optional<Parsed>> parsing;

    private Ahead(CompletableFuture<Optional<Parsed>> parsing) {
        this.parsing = parsing;
    }

    /** Nothing was begun. */
    public static Ahead nothing() {
        return new Ahead(CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Begins with the text that is read. */
    static Ahead of(Supplier<Source> reading) {
        CompletableFuture<Optional<Parsed>> parsing = CompletableFuture.supplyAsync(() -> parsed(reading), Ahead::begin)
                .exceptionally(any -> Optional.empty());
        Parsing.fillTables();
        return new Ahead(parsing);
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "ahead");
        thread.setDaemon(true);
        thread.start();
    }

    /** Mistakes, of whatever kind, are for the time when the script is asked for. */
    private static Optional<Parsed> parsed(Supplier<Source> reading) {
        Source source = reading.get();
        Problems problems = new Problems();
        return Parsing.of(source, problems)
                .filter(module -> problems.isEmpty())
                .map(module -> new Parsed(source.text(), module));
    }

    /** The tree of this text, where it was parsed without a mistake; waits for a parsing under way. */
    Optional<ModuleNode> module(Source source) {
        return parsing.join()
                .filter(parsed -> parsed.text().equals(source.text()))
                .map(Parsed::module);
    }
}
