package dev.belay.script;

import dev.belay.value.Exit;
import java.util.List;
import java.util.stream.Collectors;

/** All mistakes of a script and its site file at once, in order of their places. Meant for people, as {@code Failure} is. */
public final class Diagnostics extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 50;

    private final transient List<Diagnostic> all;

    /** These mistakes; they are sorted. */
    public Diagnostics(List<Diagnostic> all) {
        super(render(all));
        this.all = all.stream().sorted().toList();
    }

    /** The mistakes, in order of their places. */
    public List<Diagnostic> all() {
        return all;
    }

    /** The exit code that they mean. */
    public Exit exit() {
        return Exit.WRONG;
    }

    /** All of them as text, up to fifty; the same as the message. */
    public String render() {
        return String.valueOf(getMessage());
    }

    private static String render(List<Diagnostic> all) {
        String text = all.stream().sorted().limit(SHOWN).map(Diagnostic::render).collect(Collectors.joining("\n"));
        return all.size() <= SHOWN ? text : text + "\nand " + (all.size() - SHOWN) + " more";
    }
}
