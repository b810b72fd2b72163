package dev.belay.repl.terminal;

import dev.belay.script.Typing;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lines as they come, without editing: out of a pipe or a file, shown behind their prompts as if they were typed; or from a person at a
 * terminal that can do no more.
 */
public final class LineConsole implements Console {

    private static final String MORE = "... ";

    private final Supplier<Optional<String>> lines;
    private final PrintStream out;
    private final boolean interactive;

    /**
     * @param lines the next line each time; empty at the end
     * @param out where they are shown
     * @param interactive true where a person types them, and can be asked
     */
    public LineConsole(Supplier<Optional<String>> lines, PrintStream out, boolean interactive) {
        this.lines = lines;
        this.out = out;
        this.interactive = interactive;
    }

    @Override
    public Optional<String> read(Prompt prompt) {
        Optional<String> first = line(prompt.line());
        while (!interactive && first.filter(LineConsole::saysNothing).isPresent()) {
            first = line(prompt.line());
        }
        if (first.isEmpty()) {
            return first;
        }
        StringBuilder typed = new StringBuilder(first.get());
        while (!first.get().strip().startsWith(":") && Typing.unfinished(typed.toString())) {
            if (!interactive) {
                out.println((typed.indexOf("\n") < 0 ? prompt.line() : MORE) + last(typed));
            }
            Optional<String> more = line(MORE);
            if (more.isEmpty()) {
                return Optional.of(typed.toString());
            }
            typed.append('\n').append(more.get());
        }
        if (!interactive) {
            out.println((typed.indexOf("\n") < 0 ? prompt.line() : MORE) + last(typed));
        }
        return Optional.of(typed.toString());
    }

    private static String last(StringBuilder typed) {
        return typed.substring(typed.lastIndexOf("\n") + 1);
    }

    private Optional<String> line(String prompt) {
        if (interactive) {
            out.print(prompt);
            out.flush();
        }
        return lines.get();
    }

    private static boolean saysNothing(String line) {
        return line.isBlank() || line.strip().startsWith("//");
    }

    @Override
    public Optional<String> ask(String question) {
        return interactive ? line(question) : Optional.empty();
    }

    @Override
    public Optional<String> askSecret(String question) {
        return ask(question);
    }

    @Override
    public Optional<String> edit(String question, String text) {
        if (!interactive) {
            return Optional.empty();
        }
        out.println(text);
        return line(question).filter(line -> !line.isBlank());
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public boolean draws() {
        return false;
    }

    @Override
    public void close() {}
}
