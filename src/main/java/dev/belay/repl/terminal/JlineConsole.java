package dev.belay.repl.terminal;

import dev.belay.script.Typing;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jline.builtins.SyntaxHighlighter;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Lines typed at a terminal, by JLine: colours, completion, history, unfinished blocks that go on in the next line; below them a line with
 * how things stand, and how the verb is written that is being typed.
 */
public final class JlineConsole implements Console {

    private static final String MORE = "%B... %b";
    private final Terminal terminal;
    private final LineReaderImpl reader;
    private final LineReader questions;
    private final Supplier<Words> words;
    private final Optional<SyntaxHighlighter> colours;
    private final Predicate<String> secret;
    private Prompt prompt = new Prompt("", false, "");
    private Optional<Words> found = Optional.empty();

    /**
     * At a terminal.
     *
     * @param words what can be completed, asked for once behind each prompt
     * @param grammar the rules by which lines are coloured, a nanorc file; empty for no colours
     * @param history where lines are kept from one session to the next; empty for nowhere
     * @param secret true for a line that history must not keep
     */
    public JlineConsole(
            Terminal terminal,
            Supplier<Words> words,
            Optional<Path> grammar,
            Optional<Path> history,
            Predicate<String> secret) {
        this.terminal = sized(terminal);
        this.words = words;
        this.secret = secret;
        this.colours = grammar.flatMap(JlineConsole::colours);
        this.reader = new Lines(terminal);
        reader.setParser(new Statements());
        reader.setCompleter((line, parsed, candidates) -> complete(parsed, candidates));
        reader.setHighlighter(new Colours());
        Kept kept = new Kept();
        reader.setHistory(kept);
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, MORE);
        reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        reader.unsetOpt(LineReader.Option.INSERT_TAB);
        history.ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
        kept.attach(reader);
        this.questions = LineReaderBuilder.builder().terminal(terminal).build();
    }

    /** A reader that shows lines below the one that is typed, but for while completion shows its list there. */
    private final class Lines extends LineReaderImpl {

        Lines(Terminal at) {
            super(at, "belay", null);
        }

        @Override
        protected void redisplay(boolean flush) {
            boolean typing = post == null && state == State.NORMAL;
            if (typing) {
                post = () -> below(getBuffer().toString());
            }
            super.redisplay(flush);
            if (typing) {
                post = null;
            }
        }
    }

    private static Optional<SyntaxHighlighter> colours(Path grammar) {
        return Optional.of(SyntaxHighlighter.build(grammar.toUri().toString()));
    }

    /** A terminal that is played: its keys come from standard input, and nobody sees it. */
    public static Terminal terminalOfNobody() throws IOException {
        return TerminalBuilder.builder()
                .system(false)
                .streams(System.in, OutputStream.nullOutputStream())
                .type("xterm-256color")
                .ffm(false)
                .build();
    }

    /** A serial line, or a terminal that a program plays, may not tell its size. */
    private static Terminal sized(Terminal terminal) {
        if (terminal.getColumns() <= 0 || terminal.getRows() <= 0) {
            terminal.setSize(Size.of(80, 24));
        }
        return terminal;
    }

    /** The terminal of this process, at which a person sits. */
    public static Terminal terminalOfProcess() throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .ffm(false)
                .graphemeCluster(false)
                .nativeSignals(true)
                .build();
    }

    /** How things stand, and how the verb is written that is being typed; a line each. */
    private AttributedString below(String typed) {
        AttributedStyle style = prompt.production()
                ? AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).bold()
                : AttributedStyle.DEFAULT.faint();
        AttributedStringBuilder lines = new AttributedStringBuilder();
        lines.append(line(prompt.text() + ", " + prompt.status(), style));
        Optional.of(typed)
                .filter(text -> !text.isBlank())
                .flatMap(text -> words().signature(text))
                .ifPresent(signature -> lines.append("\n").append(line(signature, AttributedStyle.DEFAULT)));
        return lines.toAttributedString();
    }

    private AttributedString line(String text, AttributedStyle style) {
        int width = Math.max(10, terminal.getColumns() - 1);
        return new AttributedStringBuilder()
                .styled(style, text)
                .toAttributedString()
                .columnSubSequence(0, width);
    }

    /** What can be completed, found out at the first key behind a prompt. */
    private Words words() {
        if (found.isEmpty()) {
            found = Optional.of(words.get());
        }
        return found.get();
    }

    @Override
    public Optional<String> read(Prompt at) {
        prompt = at;
        found = Optional.empty();
        try {
            return Optional.of(reader.readLine(coloured(at)));
        } catch (UserInterruptException cleared) {
            return Optional.of("");
        } catch (EndOfFileException | IOError gone) {
            return Optional.empty();
        }
    }

    private static String coloured(Prompt at) {
        AttributedStyle style = at.production()
                ? AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).bold()
                : AttributedStyle.DEFAULT.bold();
        return new AttributedStringBuilder()
                .styled(style, at.text())
                .append("> ")
                .toAnsi();
    }

    private void complete(ParsedLine parsed, List<Candidate> candidates) {
        String line = parsed.line().substring(0, parsed.cursor());
        for (Words.Candidate each : words().at(line)) {
            boolean ends = !each.text().endsWith("/");
            candidates.add(new Candidate(
                    each.text(), each.text(), null, each.about().isEmpty() ? null : each.about(), null, null, ends));
        }
    }

    @Override
    public Optional<String> ask(String question) {
        return asked(() -> questions.readLine(question));
    }

    @Override
    public Optional<String> askSecret(String question) {
        return asked(() -> questions.readLine(question, (char) 0));
    }

    @Override
    public Optional<String> edit(String question, String text) {
        return asked(() -> reader.readLine(question, null, (Character) null, text));
    }

    private static Optional<String> asked(Supplier<String> asking) {
        try {
            return Optional.of(asking.get());
        } catch (UserInterruptException | EndOfFileException given) {
            return Optional.empty();
        }
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public boolean draws() {
        return true;
    }

    @Override
    public void close() {
        try {
            reader.getHistory().save();
            terminal.close();
        } catch (IOException e) {
            // the terminal went away, and the history with it
        }
    }

    /** A statement may take several lines; a command with a colon takes one. */
    private static final class Statements implements Parser {

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            boolean whole = context == ParseContext.ACCEPT_LINE;
            if (whole && !line.stripLeading().startsWith(":") && Typing.unfinished(line)) {
                throw new EOFError(-1, cursor, "more lines are wanted");
            }
            return new Typed(line, cursor);
        }

        @Override
        public boolean isEscapeChar(char letter) {
            return false;
        }
    }

    /** A line as completion sees it: the word at the cursor is the one that is begun. */
    private record Typed(String line, int cursor) implements CompletingParsedLine {

        @Override
        public String word() {
            return Words.begun(line.substring(0, cursor));
        }

        @Override
        public int wordCursor() {
            return word().length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return wordCursor();
        }
    }

    private final class Colours implements Highlighter {

        @Override
        public AttributedString highlight(LineReader from, String line) {
            return line.stripLeading().startsWith(":") || colours.isEmpty()
                    ? new AttributedString(line)
                    : colours.get().reset().highlight(line);
        }
    }

    /** Keeps lines for the next session, but none that holds a secret. */
    private final class Kept extends DefaultHistory {

        @Override
        public void add(Instant time, String line) {
            if (!secret.test(line)) {
                super.add(time, line);
            }
        }
    }
}
