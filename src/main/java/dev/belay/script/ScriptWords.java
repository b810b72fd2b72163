package dev.belay.script;

import dev.belay.catalog.Form;
import dev.belay.catalog.Vocabulary;
import dev.belay.catalog.Word;
import dev.belay.expr.Evaluator;
import dev.belay.expr.Expr;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Resource;
import dev.belay.value.Destination;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import dev.belay.value.Version;
import dev.belay.value.VersionRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The declarations of a script: {@code upgrade}, {@code param}, {@code include}, {@code defaults} and resources. */
final class ScriptWords implements Interpreter.Words {

    private static final List<String> OWN = Vocabulary.names(Word.Place.SCRIPT);
    private static final List<String> OF_SITES = Vocabulary.names(Word.Place.SITE);

    /** The version that is gone to: an option of {@code upgrade}, and the name of its value. */
    private static final String TARGET = "target";

    private final World world;
    private final Expressions expressions;
    private final Declarations declarations;
    private final SiteFile site;
    private final Parameters given;
    private final Consumer<Place> include;

    final Map<String, Value> parameters = new LinkedHashMap<>();
    final Set<String> names = new TreeSet<>();
    Optional<Upgrade> upgrade = Optional.empty();

    /** What {@code upgrade} says. */
    record Upgrade(
            String application,
            Optional<VersionRange> from,
            Destination destination,
            Version to,
            OnFailure onFailure) {}

    ScriptWords(
            World world,
            Expressions expressions,
            Conversion conversion,
            SiteFile site,
            Parameters given,
            Consumer<Place> include) {
        this.world = world;
        this.expressions = expressions;
        this.declarations = new Declarations(world, expressions, conversion);
        this.site = site;
        this.given = given;
        this.include = include;
    }

    @Override
    public Set<String> names() {
        Set<String> all = new TreeSet<>(OWN);
        all.addAll(world.catalog.kinds());
        return all;
    }

    @Override
    public boolean mayHaveSteps() {
        return true;
    }

    @Override
    public boolean declare(Syntax.Invocation invocation, Scope scope, boolean guarded) {
        String word = invocation.word();
        boolean kind = world.catalog.kinds().contains(word);
        if (OF_SITES.contains(word)) {
            throw world.problems.halt(invocation.at(), "'" + word + "' stands only in a site file");
        }
        if (!kind && !OWN.contains(word)) {
            return false;
        }
        if (guarded) {
            throw world.problems.halt(
                    invocation.at(), "only steps may stand under a condition that is known later, not '" + word + "'");
        }
        if (!kind && !scope.isOutermost()) {
            throw world.problems.halt(
                    invocation.at(), "'" + word + "' stands at the top of a script, not in a block or function");
        }
        switch (word) {
            case "upgrade" -> upgrade(invocation, scope);
            case "param" -> param(invocation, scope);
            case "include" -> include(invocation);
            case "defaults" -> defaults(invocation, scope);
            default -> resource(invocation, scope);
        }
        return true;
    }

    private void upgrade(Syntax.Invocation invocation, Scope scope) {
        if (upgrade.isPresent()) {
            throw world.problems.halt(invocation.at(), "'upgrade' stands once in a script");
        }
        declarations.refuseOthers(invocation, Vocabulary.options(Word.Place.SCRIPT, "upgrade"));
        String application = declarations.subject(invocation, scope, "the name of the application");
        Optional<VersionRange> from = declarations
                .text(invocation, "from", scope)
                .map(text -> read(invocation, "from", text, VersionRange::parse));
        Destination destination = destination(invocation, scope);
        Version to = target(invocation, destination);
        Type failures = new Type.OneOf(List.of("stop", "undo", "ask"));
        OnFailure failure = declarations
                .option(invocation, "failure", failures, scope)
                .map(value -> OnFailure.valueOf(((Value.Text) value).text().toUpperCase(Locale.ROOT)))
                .orElse(OnFailure.STOP);
        upgrade = Optional.of(new Upgrade(application, from, destination, to, failure));
        given.choose(to);
        scope.bind(TARGET, Scope.Binding.of(new Expr.Constant(Value.of(to.text()))));
    }

    private Destination destination(Syntax.Invocation invocation, Scope scope) {
        Destination to = declarations
                .text(invocation, "to", scope)
                .map(text -> read(invocation, "to", text, Destination::parse))
                .orElseThrow(() -> world.problems.halt(invocation.at(), "'upgrade' needs to: 'version'"));
        return declarations
                .text(invocation, TARGET, scope)
                .map(text -> read(invocation, TARGET, text, each -> to.standard(Version.parse(each))))
                .orElse(to);
    }

    /** The version that is gone to: of a line the one that was chosen. */
    private Version target(Syntax.Invocation invocation, Destination to) {
        Place at = invocation.option("to").map(each -> each.value().at()).orElse(invocation.at());
        given.chosen.filter(version -> !to.covers(version)).ifPresent(version -> {
            throw world.problems.halt(at, "this script leads to " + to + ", and " + version + " is asked for");
        });
        Optional<Version> chosen = given.chosen.filter(version -> to.isLine());
        return chosen.or(to::standard).orElseGet(() -> {
            String example = "'" + to + "' is a line of versions; choose one by --to, such as --to " + to.first()
                    + ", or write target: '" + to.first() + "' behind it";
            given.missing("--to", at, example);
            return to.first();
        });
    }

    private <T> T read(
            Syntax.Invocation invocation, String option, String text, java.util.function.Function<String, T> reader) {
        Place place = invocation.option(option).map(each -> each.value().at()).orElse(invocation.at());
        return expressions.at(place, () -> reader.apply(text));
    }

    private void param(Syntax.Invocation invocation, Scope scope) {
        declarations.refuseOthers(invocation, Vocabulary.options(Word.Place.SCRIPT, "param"));
        String name = declarations.subject(invocation, scope, "the name of a parameter");
        Place at = invocation.subjects().get(0).at();
        if (!names.add(name) || scope.has(name)) {
            throw world.problems.halt(at, "'" + name + "' is declared already");
        }
        declarations.text(invocation, "doc", scope);
        scope.bind(name, Scope.Binding.broken());
        Optional<Value> standard =
                invocation.option("default").map(option -> expressions.known(option.value(), scope, "a default"));
        Optional<Value> value = given.of(name, standard, at).or(() -> standard);
        if (value.isEmpty()) {
            given.missing(name, at);
            throw new Problems.Halt();
        }
        if (Waiting.holdsSecret(value.get())) {
            throw world.problems.halt(
                    at,
                    "a parameter is shown in every preview and cannot be a secret; use secret('NAME') where it is needed");
        }
        parameters.put(name, value.get());
        scope.bind(name, Scope.Binding.of(new Expr.Constant(value.get())));
    }

    private void include(Syntax.Invocation invocation) {
        boolean plain = invocation.subjects().size() == 1
                && invocation.subjects().get(0) instanceof Syntax.Literal literal
                && literal.value() instanceof Value.Text
                && invocation.options().isEmpty();
        if (!plain) {
            throw world.problems.halt(
                    invocation.at(),
                    "'include' is followed by the name of a file, a plain text: include 'common.groovy'");
        }
        include.accept(invocation.subjects().get(0).at());
    }

    private void defaults(Syntax.Invocation invocation, Scope scope) {
        if (!invocation.subjects().isEmpty() || invocation.options().isEmpty()) {
            throw world.problems.halt(
                    invocation.at(), "'defaults' is followed by options: defaults as: 'user', dir: '/srv/app'");
        }
        for (Syntax.Option option : invocation.options()) {
            if (world.catalog.forms().stream()
                    .noneMatch(form -> form.option(option.name()).isPresent())) {
                Set<String> known = new TreeSet<>();
                for (Form form : world.catalog.forms()) {
                    form.options().forEach(each -> known.add(each.name()));
                }
                world.problems.report(
                        option.at(),
                        "no verb has an option '" + option.name() + "'" + Suggestion.didYouMean(option.name(), known));
                continue;
            }
            Expr value = expressions.of(option.value(), scope);
            world.defaults.put(option.name(), new World.Default(option.value().at(), option.value(), value, scope));
        }
    }

    private void resource(Syntax.Invocation invocation, Scope scope) {
        Resource declared = declarations.resource(invocation, scope);
        String key = World.key(declared.kind(), declared.name());
        if (world.declared.putIfAbsent(key, invocation.at()) != null) {
            throw world.problems.halt(
                    invocation.subjects().get(0).at(),
                    "a " + declared.kind() + " '" + declared.name() + "' is declared already");
        }
        world.resources.put(key, site.resources.getOrDefault(key, declared));
    }

    /** What the site file and the command line say of parameters. */
    static final class Parameters {
        private final World world;
        private final SiteFile site;
        private final Map<String, String> commandLine;
        private final boolean mayMiss;
        private final Optional<Version> chosen;
        final Set<String> missing = new TreeSet<>();
        private Optional<Version> version = Optional.empty();

        Parameters(
                World world,
                SiteFile site,
                Map<String, String> commandLine,
                Optional<Version> chosen,
                boolean mayMiss) {
            this.world = world;
            this.site = site;
            this.commandLine = commandLine;
            this.chosen = chosen;
            this.mayMiss = mayMiss;
        }

        void choose(Version to) {
            version = Optional.of(to);
        }

        /** The value from outside: the command line's, or the site file's for this version, or its general one. */
        Optional<Value> of(String name, Optional<Value> standard, Place at) {
            if (commandLine.containsKey(name)) {
                return Optional.of(fromCommandLine(name, commandLine.getOrDefault(name, ""), standard));
            }
            Optional<SiteFile.Setting> general = Optional.empty();
            for (SiteFile.Setting setting : site.settings) {
                if (setting.name().equals(name) && setting.version().isEmpty()) {
                    general = Optional.of(setting);
                } else if (setting.name().equals(name) && isForThis(setting)) {
                    return Optional.of(checked(setting, standard));
                }
            }
            return general.map(setting -> checked(setting, standard));
        }

        boolean isForThis(SiteFile.Setting setting) {
            return setting.version()
                    .filter(Destination::isDestination)
                    .filter(text ->
                            version.filter(Destination.parse(text)::covers).isPresent())
                    .isPresent();
        }

        private Value checked(SiteFile.Setting setting, Optional<Value> standard) {
            boolean fits = standard.isEmpty()
                    || standard.get() instanceof Value.Nothing
                    || standard.get().getClass() == setting.value().getClass();
            if (!fits) {
                throw world.problems.halt(
                        setting.at(),
                        "'" + setting.name() + "' is " + Evaluator.kind(standard.get()) + " by its default, found "
                                + Evaluator.kind(setting.value()));
            }
            return setting.value();
        }

        private Value fromCommandLine(String name, String text, Optional<Value> standard) {
            try {
                return ParameterText.read(text, standard);
            } catch (Failure failure) {
                Source source = Source.of("--set", name + "=" + text);
                throw world.problems.halt(
                        new Place(source, 1, name.length() + 2, Math.max(1, text.length())), failure.message());
            }
        }

        void missing(String name, Place at) {
            missing(
                    name,
                    at,
                    "the parameter '" + name + "' has no value; give --set " + name
                            + "=VALUE, or write in the site file: set " + name + ": '...'");
        }

        private void missing(String name, Place at, String message) {
            missing.add(name);
            if (!mayMiss) {
                world.problems.report(at, message);
            }
        }
    }
}
