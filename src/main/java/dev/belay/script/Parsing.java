package dev.belay.script;

import groovyjarjarantlr4.v4.runtime.BaseErrorListener;
import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.CommonTokenStream;
import groovyjarjarantlr4.v4.runtime.ListTokenSource;
import groovyjarjarantlr4.v4.runtime.RecognitionException;
import groovyjarjarantlr4.v4.runtime.Recognizer;
import groovyjarjarantlr4.v4.runtime.Token;
import groovyjarjarantlr4.v4.runtime.misc.ParseCancellationException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.groovy.parser.antlr4.AstBuilder;
import org.apache.groovy.parser.antlr4.GroovyLangParser;
import org.apache.groovy.parser.antlr4.GroovyParser;
import org.apache.groovy.parser.antlr4.GroovySyntaxError;
import org.apache.groovy.parser.antlr4.internal.DescriptiveErrorStrategy;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.io.StringReaderSource;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Groovy's own parser, asked for its tree and nothing else: no phase of its compiler begins, no transformation (such as the one of
 * {@code @Grab}, which contacts a repository) is looked for, and no class is loaded.
 */
final class Parsing {

    /** So many mistakes that stop the lexer or the parser are told of one script, and of no script that is longer. */
    private static final int MENDED = 20;

    private static final int LONGEST_MENDED = 100_000;

    private final Source source;
    private final Problems problems;

    private Parsing(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * The tree; empty where the text does not parse, which is reported with a hint. What is wrong in one statement alone is left out of
     * it, so that the mistakes of the others are found, too. One at a time: parsers share the tables that the first of them fills, and two at
     * once would each fill them.
     */
    static synchronized Optional<ModuleNode> of(Source source, Problems problems) {
        return new Parsing(source, problems).mended(source.text());
    }

    /** Fills the tables of the parser, which every first one does; another thread may fill those of the lexer meanwhile. */
    static void fillTables() {
        new GroovyLangParser(new CommonTokenStream(new ListTokenSource(List.of())));
    }

    private Optional<ModuleNode> mended(String written) {
        String text = written;
        for (int i = 0; i < MENDED; i++) {
            int before = problems.count();
            Lexing.Lexed lexed = Lexing.of(source, text, problems);
            Optional<String> next;
            if (lexed.stopped().isPresent()) {
                Place stopped = lexed.stopped().get();
                next = Mending.ofLexing(text, stopped.line(), stopped.column());
            } else {
                Attempt attempt = attempt(text, lexed);
                if (attempt.module().isPresent() || attempt.lines().isEmpty() || problems.count() == before) {
                    return attempt.module();
                }
                Optional<Mending> mending = Mending.ofParsing(
                        text, lexed.words(), Collections.min(attempt.lines()), Collections.max(attempt.lines()));
                mending.ifPresent(each -> problems.lose(each.lost()));
                next = mending.map(Mending::text);
            }
            if (next.isEmpty() || next.get().equals(text) || text.length() > LONGEST_MENDED) {
                return Optional.empty();
            }
            text = next.get();
        }
        return Optional.empty();
    }

    /**
     * What came of parsing.
     *
     * @param lines at which it failed, or that a hint blames
     */
    private record Attempt(Optional<ModuleNode> module, Set<Integer> lines) {}

    private Attempt attempt(String text, Lexing.Lexed lexed) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        ErrorCollector errors = new ErrorCollector(configuration);
        SourceUnit unit = new SourceUnit(
                "script.groovy", new StringReaderSource(text, configuration), configuration, null, errors);
        Set<Integer> lines = new TreeSet<>();
        Objections objections = (line, column, message) -> {
            lines.add(line);
            Place told = new Hints(source, lexed.words()).report(line, column, message, problems);
            lines.add(told.line());
        };
        int before = problems.count();
        try {
            GroovyParser.CompilationUnitContext tree = quickly(text, lexed)
                    .orElseGet(() -> parser(text, lexed, true, objections).compilationUnit());
            return new Attempt(Optional.of(new AstBuilder(unit, false, false).visitCompilationUnit(tree)), lines);
        } catch (ParseCancellationException e) { // the parser's error is reported
        } catch (GroovySyntaxError e) {
            objections.to(e.getLine(), e.getColumn(), String.valueOf(e.getMessage()));
        } catch (CompilationFailedException e) {
            report(errors, objections);
        } catch (StackOverflowError e) {
            problems.report(new Place(source, 1, 1, 1), "this script is nested too deeply");
            return new Attempt(Optional.empty(), Set.of());
        }
        if (problems.count() == before && before == 0) {
            problems.report(new Place(source, 1, 1, 1), "this script cannot be read; it may be nested too deeply");
        }
        return new Attempt(Optional.empty(), lines);
    }

    /** Empty where it does not get through that quickly; whether the text is at fault, the thorough way tells. */
    private static Optional<GroovyParser.CompilationUnitContext> quickly(String text, Lexing.Lexed lexed) {
        try {
            return Optional.of(
                    parser(text, lexed, false, (line, column, message) -> {}).compilationUnit());
        } catch (ParseCancellationException | GroovySyntaxError e) {
            return Optional.empty();
        }
    }

    /** Takes what Groovy objects to. */
    private interface Objections {
        void to(int line, int column, String message);
    }

    /** Groovy's parser over the tokens. Groovy itself would try SLL alone first, which fails on every script that names an option. */
    private static GroovyLangParser parser(String text, Lexing.Lexed lexed, boolean thorough, Objections objections) {
        GroovyLangParser parser = new GroovyLangParser(new CommonTokenStream(new ListTokenSource(lexed.tokens())));
        parser.setInterpreter(new Prediction(parser, thorough));
        parser.setErrorHandler(DescriptiveErrorStrategy.create(CharStreams.fromString(text), false));
        parser.removeErrorListeners();
        parser.addErrorListener(new BaseErrorListener() {
            @Override
            public <T extends Token> void syntaxError(
                    Recognizer<T, ?> recognizer,
                    T symbol,
                    int line,
                    int column,
                    String message,
                    RecognitionException cause) {
                objections.to(line, column + 1, message);
                throw new ParseCancellationException(message);
            }
        });
        return parser;
    }

    private static void report(ErrorCollector errors, Objections objections) {
        if (errors.getErrors() != null) {
            for (Message message : errors.getErrors()) {
                if (message instanceof SyntaxErrorMessage syntax) {
                    SyntaxException cause = syntax.getCause();
                    objections.to(
                            cause.getStartLine(), cause.getStartColumn(), String.valueOf(cause.getOriginalMessage()));
                }
            }
        }
    }
}
