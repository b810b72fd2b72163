package dev.belay.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lines of progress, with one live line below them on a terminal. Several threads may write; while a person is asked, the live
 * line keeps away.
 */
final class Screen {

    private static final String CLEAR = "\r\u001B[K";
    private static final String UP = "\u001B[A\u001B[K";

    private final PrintStream out;
    private final boolean live;
    private final Runnable settle;
    private int drawn;
    private boolean asking;

    /**
     * @param out where lines go
     * @param live true where a line can be drawn over
     */
    Screen(PrintStream out, boolean live) {
        this(out, live, () -> {});
    }

    /** @param settle returns once what was printed is seen, before a person is asked */
    Screen(PrintStream out, boolean live, Runnable settle) {
        this.out = out;
        this.live = live;
        this.settle = settle;
    }

    /** True where a line can be drawn over. */
    boolean live() {
        return live;
    }

    /** Prints a line that stays. */
    synchronized void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    /** Draws the live line anew; nothing off a terminal, or while a person is asked. */
    synchronized void draw(String text) {
        draw(List.of(text));
    }

    /** Draws several live lines anew; none may be wider than the terminal. */
    synchronized void draw(List<String> lines) {
        if (live && !asking) {
            out.print(erased() + String.join("\n", lines));
            out.flush();
            drawn = lines.size();
        }
    }

    /** Takes the live lines away. */
    synchronized void clear() {
        if (drawn > 0) {
            out.print(erased());
            out.flush();
            drawn = 0;
        }
    }

    private String erased() {
        return CLEAR + UP.repeat(Math.max(0, drawn - 1));
    }

    /** Asks a person, the live line out of the way. */
    Optional<String> ask(Supplier<Optional<String>> question) {
        synchronized (this) {
            clear();
            asking = true;
        }
        settle.run();
        try {
            return question.get();
        } finally {
            synchronized (this) {
                asking = false;
            }
        }
    }
}
