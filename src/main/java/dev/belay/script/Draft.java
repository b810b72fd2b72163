package dev.belay.script;

import dev.belay.value.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;

/**
 * The text of a script while it is edited statement by statement; everything but the edited statement stays as it is written. Whether
 * the result is a script, whoever reads it finds out.
 */
public record Draft(String text) {

    /** Characters of the text, the second not among them. */
    private record Extent(int from, int to) {
        int length() {
            return to - from;
        }

        boolean holds(int offset) {
            return from <= offset && offset < to;
        }
    }

    /** What a file holds. Throws {@link Diagnostics} where it is no text that may be read. */
    public static Draft of(Path file) {
        return new Draft(Source.read(file, file.toString()).text());
    }

    /** The statements of a text, in order, each as it is written. */
    public static List<String> statements(String text) {
        Draft draft = new Draft(text);
        Problems problems = new Problems();
        List<String> all = Parsing.of(Source.of("typed", text), problems).stream()
                .flatMap(module -> Stream.concat(
                        module.getMethods().stream(), module.getStatementBlock().getStatements().stream()))
                .map(draft::extent)
                .sorted(Comparator.comparingInt(Extent::from))
                .map(extent -> text.substring(extent.from(), extent.to()))
                .toList();
        problems.raise();
        return all;
    }

    /** The statement at a place, without the indentation of its first line; empty where none stands there. */
    public Optional<String> statement(Position at) {
        return extent(at).map(extent -> text.substring(extent.from(), extent.to()));
    }

    /** The draft with another statement in place of the one at a place; empty where none stands there. */
    public Optional<Draft> replace(Position at, String statement) {
        return extent(at)
                .map(extent -> new Draft(text.substring(0, extent.from()) + statement + text.substring(extent.to())));
    }

    /** The draft with one more statement before the one at a place, indented like it; empty where none stands there. */
    public Optional<Draft> insert(Position at, String statement) {
        return extent(at).map(extent -> {
            int line = text.lastIndexOf('\n', extent.from() - 1) + 1;
            String before = text.substring(line, extent.from());
            return before.isBlank()
                    ? new Draft(text.substring(0, line) + indented(statement, before) + "\n" + text.substring(line))
                    : new Draft(text.substring(0, extent.from()) + statement + "; " + text.substring(extent.from()));
        });
    }

    /** The draft with one more statement at its end. */
    public Draft append(String statement) {
        return new Draft((text.isEmpty() || text.endsWith("\n") ? text : text + "\n") + statement + "\n");
    }

    private static String indented(String statement, String margin) {
        return margin + statement.replace("\n", "\n" + margin);
    }

    /** The innermost statement around a place. */
    private Optional<Extent> extent(Position at) {
        int offset = offset(at.line(), at.column());
        return Parsing.of(Source.of(at.path(), text), new Problems()).stream()
                .flatMap(module -> extents(module).stream())
                .filter(extent -> extent.holds(offset))
                .min(Comparator.comparingInt(Extent::length));
    }

    private List<Extent> extents(ModuleNode module) {
        List<Extent> extents = new ArrayList<>();
        CodeVisitorSupport visitor = new CodeVisitorSupport() {
            @Override
            public void visitExpressionStatement(ExpressionStatement statement) {
                extents.add(extent(statement));
                super.visitExpressionStatement(statement);
            }

            @Override
            public void visitIfElse(IfStatement statement) {
                extents.add(extent(statement));
                super.visitIfElse(statement);
            }

            @Override
            public void visitForLoop(ForStatement statement) {
                extents.add(extent(statement));
                super.visitForLoop(statement);
            }
        };
        module.getStatementBlock().visit(visitor);
        module.getMethods().stream().map(MethodNode::getCode).forEach(code -> code.visit(visitor));
        return extents;
    }

    private Extent extent(ASTNode node) {
        int from = offset(node.getLineNumber(), node.getColumnNumber());
        int to = offset(node.getLastLineNumber(), node.getLastColumnNumber());
        return new Extent(
                from,
                from + text.substring(from, Math.max(from, to)).stripTrailing().length());
    }

    /** Lines and columns count from 1, columns in characters as people count them. */
    private int offset(int line, int column) {
        int begin = 0;
        for (int i = 1; i < line && begin >= 0; i++) {
            begin = text.indexOf('\n', begin) + 1;
        }
        int end = text.indexOf('\n', begin) < 0 ? text.length() : text.indexOf('\n', begin);
        int letters = text.codePointCount(begin, end);
        return text.offsetByCodePoints(begin, Math.max(0, Math.min(column - 1, letters)));
    }
}
