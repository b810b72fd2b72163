package dev.belay.script;

import dev.belay.catalog.Vocabulary;
import dev.belay.catalog.Word;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.plan.Secret;
import dev.belay.plan.Site;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The declarations of a site file: {@code site}, {@code set}, {@code secret} and resources. */
final class SiteWords implements Interpreter.Words {

    private static final List<String> OWN = Vocabulary.names(Word.Place.SITE);

    private final World world;
    private final Expressions expressions;
    private final Declarations declarations;
    private final SiteFile site;
    private boolean named;

    SiteWords(World world, Expressions expressions, Conversion conversion, SiteFile site) {
        this.world = world;
        this.expressions = expressions;
        this.declarations = new Declarations(world, expressions, conversion);
        this.site = site;
    }

    @Override
    public Set<String> names() {
        Set<String> all = new TreeSet<>(OWN);
        all.addAll(world.catalog.kinds());
        return all;
    }

    @Override
    public boolean mayHaveSteps() {
        return false;
    }

    @Override
    public boolean declare(Syntax.Invocation invocation, Scope scope, boolean guarded) {
        String word = invocation.word();
        boolean kind = world.catalog.kinds().contains(word);
        if (!kind && !OWN.contains(word)) {
            if (Vocabulary.names(Word.Place.SCRIPT).contains(word)) {
                throw world.problems.halt(
                        invocation.at(),
                        "'" + word + "' stands only in a script"
                                + (word.equals("param") ? "; write set name: value" : ""));
            }
            return false;
        }
        switch (word) {
            case "site" -> site(invocation, scope);
            case "set" -> set(invocation, scope);
            case "secret" -> secret(invocation, scope);
            default -> resource(invocation, scope);
        }
        return true;
    }

    private void site(Syntax.Invocation invocation, Scope scope) {
        if (named) {
            throw world.problems.halt(invocation.at(), "'site' stands once in a site file");
        }
        named = true;
        declarations.refuseOthers(invocation, Vocabulary.options(Word.Place.SITE, "site"));
        String name = declarations.subject(invocation, scope, "the name of the site");
        site.application = declarations.text(invocation, "app", scope);
        site.applicationAt =
                invocation.option("app").map(option -> option.value().at());
        Optional<String> state = declarations.text(invocation, "state", scope);
        state.filter(path -> !path.startsWith("/"))
                .ifPresent(path -> world.problems.report(
                        invocation
                                .option("state")
                                .map(option -> option.value().at())
                                .orElse(invocation.at()),
                        "'state' takes an absolute path, found '" + path + "'"));
        site.site = new Site(
                name,
                declarations.flag(invocation, "production", scope),
                state,
                declarations.flag(invocation, "askApplication", scope));
    }

    private void set(Syntax.Invocation invocation, Scope scope) {
        if (invocation.options().isEmpty()
                || invocation.subjects().size() > 1
                || invocation.block().isPresent()) {
            throw world.problems.halt(
                    invocation.at(),
                    "'set' is followed by parameters: set home: '/srv/app', or for one version: set '4.4.0', home: '/srv/app'");
        }
        Optional<String> version = invocation.subjects().isEmpty()
                ? Optional.empty()
                : Optional.of(expressions.text(invocation.subjects().get(0), scope, "a version"));
        for (Syntax.Option option : invocation.options()) {
            Value value = expressions.known(option.value(), scope, "the value of a parameter");
            if (Waiting.holdsSecret(value)) {
                throw world.problems.halt(
                        option.value().at(), "a parameter is shown in every preview and cannot be a secret");
            }
            boolean twice = site.settings.stream()
                    .anyMatch(each ->
                            each.name().equals(option.name()) && each.version().equals(version));
            if (twice) {
                world.problems.report(option.at(), "'" + option.name() + "' is set already");
            }
            site.settings.add(new SiteFile.Setting(version, option.name(), value, option.at()));
        }
    }

    private void secret(Syntax.Invocation invocation, Scope scope) {
        declarations.refuseOthers(invocation, Vocabulary.options(Word.Place.SITE, "secret"));
        String name = declarations.subject(invocation, scope, "the name of a secret");
        if (invocation.options().size() != 1) {
            throw world.problems.halt(
                    invocation.at(),
                    "a secret comes from one of env: 'VARIABLE', file: '/path', command: ['pass', 'show', 'x'], ask: 'question'");
        }
        Secret.Source source = source(invocation, scope);
        if (site.secrets.putIfAbsent(name, new Secret(name, source)) != null) {
            throw world.problems.halt(
                    invocation.subjects().get(0).at(), "the secret '" + name + "' is declared already");
        }
    }

    private Secret.Source source(Syntax.Invocation invocation, Scope scope) {
        Syntax.Option option = invocation.options().get(0);
        return switch (option.name()) {
            case "env" -> new Secret.FromEnvironment(expressions.text(option.value(), scope, "the name of a variable"));
            case "file" -> new Secret.FromFile(absolute(option, scope));
            case "command" -> new Secret.FromCommand(command(invocation, scope));
            case "ask" -> new Secret.FromQuestion(expressions.text(option.value(), scope, "a question"));
            default -> throw new Problems.Halt();
        };
    }

    private String absolute(Syntax.Option option, Scope scope) {
        String path = expressions.text(option.value(), scope, "the path of a file");
        if (!path.startsWith("/")) {
            throw world.problems.halt(
                    option.value().at(), "the file of a secret is an absolute path, found '" + path + "'");
        }
        return path;
    }

    /** A list of words; a text is split at blanks, and may hold nothing that only a shell understands. */
    private List<String> command(Syntax.Invocation invocation, Scope scope) {
        Syntax.Option option = invocation.options().get(0);
        Value value = expressions.known(option.value(), scope, "a command");
        if (value instanceof Value.Text text) {
            String shell = "'\"\\$`|&;<>*?(){}~";
            if (text.text().isBlank() || text.text().chars().anyMatch(each -> shell.indexOf(each) >= 0)) {
                throw world.problems.halt(
                        option.value().at(),
                        "no shell reads this command; write it as a list: ['pass', 'show', 'name']");
            }
            return List.of(text.text().strip().split("\\s+"));
        }
        Optional<Value> words = declarations.option(invocation, "command", new Type.ListOf(Type.TEXT), scope);
        return words.filter(each -> !((Value.Items) each).items().isEmpty())
                .map(each -> ((Value.Items) each)
                        .items().stream()
                                .map(word -> ((Value.Text) word).text())
                                .toList())
                .orElseThrow(() -> world.problems.halt(
                        option.value().at(), "a command is a list of words: ['pass', 'show', 'name']"));
    }

    private void resource(Syntax.Invocation invocation, Scope scope) {
        Resource declared = declarations.resource(invocation, scope);
        String key = World.key(declared.kind(), declared.name());
        Place at = invocation.subjects().get(0).at();
        if (site.resources.putIfAbsent(key, declared) != null) {
            throw world.problems.halt(at, "a " + declared.kind() + " '" + declared.name() + "' is declared already");
        }
        site.places.put(key, at);
        world.resources.put(key, declared);
    }
}
