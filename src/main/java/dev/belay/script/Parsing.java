package dev.belay.script;

import java.util.Optional;
import org.apache.groovy.parser.antlr4.AstBuilder;
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

    /** The tree; empty where the text does not parse, which is reported with a hint. */
    static Optional<ModuleNode> of(Source source, Problems problems) {
        Lexing.Lexed lexed = Lexing.of(source, problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        CompilerConfiguration configuration = new CompilerConfiguration();
        ErrorCollector errors = new ErrorCollector(configuration);
        SourceUnit unit = new SourceUnit(
                "script.groovy", new StringReaderSource(lexed.text(), configuration), configuration, null, errors);
        try {
            return Optional.of(new AstBuilder(unit, false, false).buildAST());
        } catch (CompilationFailedException e) {
            report(source, lexed, errors, problems);
        } catch (StackOverflowError e) {
            problems.report(new Place(source, 1, 1, 1), "this script is nested too deeply");
        }
        return Optional.empty();
    }

    private static void report(Source source, Lexing.Lexed lexed, ErrorCollector errors, Problems problems) {
        Hints hints = new Hints(source, lexed.words());
        if (errors.getErrors() != null) {
            for (Message message : errors.getErrors()) {
                if (message instanceof SyntaxErrorMessage syntax) {
                    SyntaxException cause = syntax.getCause();
                    hints.report(cause.getStartLine(), cause.getStartColumn(), original(cause), problems);
                }
            }
        }
        if (problems.isEmpty()) {
            problems.report(new Place(source, 1, 1, 1), "this script cannot be read; it may be nested too deeply");
        }
    }

    private static String original(SyntaxException cause) {
        return Lexing.restored(String.valueOf(cause.getOriginalMessage()));
    }
}
