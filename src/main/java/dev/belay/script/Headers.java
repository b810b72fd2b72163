package dev.belay.script;

import dev.belay.catalog.Catalog;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/** Reads the {@code upgrade} line of a script and nothing behind it. */
final class Headers {

    private Headers() {}

    static Scripts.Header read(Path script, Catalog catalog) {
        Source whole = Source.read(script, script.toString());
        Problems problems = new Problems();
        Source first = Source.of(whole.path(), firstStatement(whole, problems));
        problems.raise();
        World world = new World(catalog, problems);
        SiteFile site = new SiteFile();
        ScriptWords[] words = new ScriptWords[1];
        Interpreter interpreter = new Interpreter(world, name -> Optional.empty(), (expressions, conversion) -> {
            ScriptWords.Parameters none = new ScriptWords.Parameters(world, site, Map.of(), Optional.empty(), true);
            words[0] = new ScriptWords(world, expressions, conversion, site, none, place -> {});
            return words[0];
        });
        List<Syntax> statements = Translation.of(first, problems)
                .map(unit -> unit.body().statements())
                .orElse(List.of());
        problems.raise();
        if (!statements.isEmpty()
                && statements.get(0) instanceof Syntax.Invocation invocation
                && invocation.word().equals("upgrade")) {
            interpreter.run(List.of(invocation), interpreter.globals());
        }
        problems.raise();
        return words[0].upgrade
                .map(upgrade -> new Scripts.Header(upgrade.application(), upgrade.from(), upgrade.destination()))
                .orElseThrow(() -> {
                    problems.report(
                            new Place(whole, 1, 1, 1), "a script begins with upgrade 'application', to: 'version'");
                    return new Diagnostics(problems.all());
                });
    }

    /** True for a site file: its first word is {@code site}. */
    static boolean isSite(Path file) {
        try {
            Source source = Source.read(file, file.toString());
            return Lexing.of(source, source.text(), new Problems()).words().stream()
                    .filter(word -> word.type() != GroovyLexer.NL)
                    .findFirst()
                    .filter(word -> word.text().equals("site"))
                    .isPresent();
        } catch (Diagnostics unreadable) {
            return false;
        }
    }

    /** The application that a site file says it is for; empty where it says none, or cannot be read. */
    static Optional<String> application(Path site) {
        Problems problems = new Problems();
        Source source = Source.read(site, site.toString());
        List<Lexing.Word> words =
                Lexing.of(source, firstStatement(source, problems), problems).words();
        for (int i = 0; i + 2 < words.size(); i++) {
            if (words.get(i).text().equals("app") && words.get(i + 1).type() == GroovyLexer.COLON) {
                return Optional.of(words.get(i + 2).text().replaceAll("^['\"]+|['\"]+$", ""));
            }
        }
        return Optional.empty();
    }

    /** The names of the parameters that a site file sets for every version, in their order; its mistakes are told when it is read. */
    static Set<String> settings(Path site) {
        Set<String> names = new LinkedHashSet<>();
        Source source = Source.read(site, site.toString());
        Translation.of(source, new Problems()).stream()
                .flatMap(unit -> unit.body().statements().stream())
                .filter(statement -> statement instanceof Syntax.Invocation)
                .map(statement -> (Syntax.Invocation) statement)
                .filter(each -> each.word().equals("set") && each.subjects().isEmpty())
                .forEach(each -> each.options().forEach(option -> names.add(option.name())));
        return names;
    }

    /** The text up to the end of the first statement: a line's end that no comma precedes. */
    private static String firstStatement(Source source, Problems problems) {
        List<Lexing.Word> words = Lexing.of(source, source.text(), problems).words();
        int last = 0;
        for (Lexing.Word word : words) {
            boolean end = word.type() == GroovyLexer.NL || word.type() == GroovyLexer.SEMI;
            if (end && last != 0 && last != GroovyLexer.COMMA) {
                StringBuilder text = new StringBuilder();
                for (int line = 1; line <= word.line(); line++) {
                    text.append(source.line(line)).append('\n');
                }
                return text.toString();
            }
            last = end ? last : word.type();
        }
        return source.text();
    }
}
