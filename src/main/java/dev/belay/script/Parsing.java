package dev.belay.script;

import groovyjarjarantlr4.v4.runtime.BaseErrorListener;
import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.CommonTokenStream;
import groovyjarjarantlr4.v4.runtime.ListTokenSource;
import groovyjarjarantlr4.v4.runtime.RecognitionException;
import groovyjarjarantlr4.v4.runtime.Recognizer;
import groovyjarjarantlr4.v4.runtime.Token;
import groovyjarjarantlr4.v4.runtime.atn.PredictionMode;
import groovyjarjarantlr4.v4.runtime.misc.ParseCancellationException;
import java.util.Optional;
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

    private Parsing() {}

    /**
     * The tree; empty where the text does not parse, which is reported with a hint. One at a time: parsers share the tables that the first
     * of them fills, and two at once would each fill them.
     */
    static synchronized Optional<ModuleNode> of(Source source, Problems problems) {
        Lexing.Lexed lexed = Lexing.of(source, problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        CompilerConfiguration configuration = new CompilerConfiguration();
        ErrorCollector errors = new ErrorCollector(configuration);
        SourceUnit unit = new SourceUnit(
                "script.groovy", new StringReaderSource(source.text(), configuration), configuration, null, errors);
        Hints hints = new Hints(source, lexed.words());
        try {
            GroovyParser.CompilationUnitContext tree =
                    parser(source, lexed, hints, problems).compilationUnit();
            return Optional.of(new AstBuilder(unit, false, false).visitCompilationUnit(tree));
        } catch (ParseCancellationException e) { // the parser's error is reported
        } catch (GroovySyntaxError e) {
            hints.report(e.getLine(), e.getColumn(), String.valueOf(e.getMessage()), problems);
        } catch (CompilationFailedException e) {
            report(errors, hints, problems);
        } catch (StackOverflowError e) {
            problems.report(new Place(source, 1, 1, 1), "this script is nested too deeply");
        }
        if (problems.isEmpty()) {
            problems.report(new Place(source, 1, 1, 1), "this script cannot be read; it may be nested too deeply");
        }
        return Optional.empty();
    }

    /**
     * Groovy's parser over the tokens. Groovy itself would first try a quicker way of parsing, which fails on every script that names an option, and
     * would look each decision up anew.
     */
    private static GroovyLangParser parser(Source source, Lexing.Lexed lexed, Hints hints, Problems problems) {
        GroovyLangParser parser = new GroovyLangParser(new CommonTokenStream(new ListTokenSource(lexed.tokens())));
        parser.getInterpreter().setPredictionMode(PredictionMode.LL);
        parser.getInterpreter().enable_global_context_dfa = true;
        parser.setErrorHandler(DescriptiveErrorStrategy.create(CharStreams.fromString(source.text()), false));
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
                hints.report(line, column + 1, message, problems);
                throw new ParseCancellationException(message);
            }
        });
        return parser;
    }

    private static void report(ErrorCollector errors, Hints hints, Problems problems) {
        if (errors.getErrors() != null) {
            for (Message message : errors.getErrors()) {
                if (message instanceof SyntaxErrorMessage syntax) {
                    SyntaxException cause = syntax.getCause();
                    hints.report(
                            cause.getStartLine(),
                            cause.getStartColumn(),
                            String.valueOf(cause.getOriginalMessage()),
                            problems);
                }
            }
        }
    }
}
