package dev.belay.script;

import dev.belay.catalog.Catalog;
import dev.belay.expr.Expr;
import dev.belay.expr.Value;
import dev.belay.plan.Plan;
import dev.belay.plan.Resource;
import dev.belay.plan.Secret;
import dev.belay.plan.Step;
import dev.belay.value.Position;
import dev.belay.value.SecretText;
import dev.belay.value.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads a site file, a script and its includes, and interprets them into a plan. One object for one plan. */
final class Loading {

    private static final int MOST_INCLUDES = 100;

    /** What stands behind the name of a script whose text is not that of its file. */
    private static final String EDITED = " (edited)";

    private final Path script;
    private final Map<String, String> edited;
    private final Optional<Path> siteFile;
    private final Map<String, String> commandLine;
    private final Problems problems = new Problems();
    private final SiteFile site = new SiteFile();
    private final List<Plan.Source> sources = new ArrayList<>();
    private final List<Syntax.Unit> units = new ArrayList<>();
    private final Set<Path> included = new LinkedHashSet<>();
    private final List<Path> including = new ArrayList<>();
    private final Function<String, Optional<String>> environment;
    private final World world;
    private final ScriptWords.Parameters parameters;
    private final Interpreter interpreter;
    private final Ahead ahead;
    private ScriptWords words;

    Loading(
            Scripts.Stop stop,
            Optional<Path> siteFile,
            Map<String, String> commandLine,
            Catalog catalog,
            Function<String, Optional<String>> environment,
            String part,
            boolean mayMiss,
            Ahead ahead) {
        this.ahead = ahead;
        this.script = stop.script();
        this.edited = stop.edited();
        this.siteFile = siteFile;
        this.commandLine = commandLine;
        this.environment = environment;
        this.world = new World(catalog, problems, part);
        this.parameters = new ScriptWords.Parameters(world, site, commandLine, stop.to(), mayMiss);
        ScriptWords[] made = new ScriptWords[1];
        this.interpreter = new Interpreter(world, environment, (expressions, conversion) -> {
            made[0] = new ScriptWords(world, expressions, conversion, site, parameters, this::include);
            return made[0];
        });
        this.words = made[0];
    }

    /** Reads and interprets everything; mistakes are collected. */
    void load() {
        Optional<Plan.Source> siteSource = siteFile.flatMap(this::readSite);
        try {
            read(script, script.toString());
        } catch (Diagnostics wrong) {
            problems.addAll(wrong.all());
        }
        siteSource.ifPresent(sources::add);
        if (!units.isEmpty()) {
            afterwards();
        }
    }

    private void afterwards() {
        Place top = new Place(units.get(0).source(), 1, 1, 1);
        if (words.upgrade.isEmpty() && problems.isEmpty()) {
            problems.report(top, "a script begins with upgrade 'application', to: 'version'");
        }
        refuseOtherApplication();
        if (world.part.isEmpty()) {
            refuseUnknown(Set.of());
        }
        refuseUnknownSettings();
        refuseMisspeltResources();
        new Unreached(world, words.names()).check(units, interpreter.globals().visible());
    }

    /** The names of parameters without a value. */
    Set<String> missing() {
        return parameters.missing;
    }

    Problems problems() {
        return problems;
    }

    private Optional<Plan.Source> readSite(Path path) {
        try {
            Source source = Source.read(path, path.toString());
            Optional<Syntax.Unit> unit = Translation.of(source, problems);
            refuseMixedUp(
                    unit,
                    "upgrade",
                    "this is a script, and a site file is wanted here; a site file says site 'name', and belay init APP writes one");
            unit.ifPresent(each -> {
                World ofSite = new World(world.catalog, problems);
                Interpreter reader = new Interpreter(
                        ofSite,
                        environment,
                        (expressions, conversion) -> new SiteWords(ofSite, expressions, conversion, site));
                hoist(each, ofSite, Set.of());
                reader.run(each.body().statements(), reader.globals());
                world.resources.putAll(site.resources);
            });
            return Optional.of(new Plan.Source(source.path(), source.sha256()));
        } catch (Diagnostics wrong) {
            problems.addAll(wrong.all());
            return Optional.empty();
        }
    }

    /** A file as it is, or as it was edited since; of that no file is a source of the plan. */
    private void read(Path path, String named) {
        Optional<String> other = Optional.ofNullable(edited.get(named));
        Source source = other.map(text -> Source.of(named, text)).orElseGet(() -> Source.read(path, named));
        read(path, source, new Plan.Source(named + (other.isPresent() ? EDITED : ""), source.sha256()));
    }

    private void read(Path path, Source source, Plan.Source of) {
        sources.add(of);
        Optional<Syntax.Unit> unit = Translation.of(source, problems, ahead);
        if (unit.isEmpty()) {
            return;
        }
        if (units.isEmpty()) {
            refuseMixedUp(
                    unit,
                    "site",
                    "this is a site file, and a script is wanted here; name the application or a script, and this file by"
                            + " --site FILE");
        }
        units.add(unit.get());
        hoist(unit.get(), world, words.names());
        Path real = realPath(path);
        included.add(real);
        including.add(real);
        interpreter.run(unit.get().body().statements(), interpreter.globals());
        including.remove(including.size() - 1);
    }

    /**
     * A script for a site file, or the other way round, is one mistake and not many.
     *
     * @throws Diagnostics where the file begins with a word of the other
     */
    private static void refuseMixedUp(Optional<Syntax.Unit> unit, String word, String message) {
        unit.flatMap(each -> each.body().statements().stream().findFirst())
                .filter(first -> first instanceof Syntax.Invocation invocation
                        && invocation.word().equals(word))
                .ifPresent(first -> {
                    throw new Diagnostics(List.of(Diagnostic.of(first.at(), message)));
                });
    }

    private void hoist(Syntax.Unit unit, World into, Set<String> reserved) {
        for (Syntax.Procedure procedure : unit.procedures()) {
            String name = procedure.name();
            boolean taken = into.catalog.verbs().contains(name)
                    || into.catalog.kinds().contains(name)
                    || reserved.contains(name)
                    || Expressions.WORDS.contains(name)
                    || name.equals("phase");
            if (taken) {
                problems.report(
                        procedure.at(), "'" + name + "' is a word of the language; give the function another name");
            } else if (into.procedures.putIfAbsent(name, procedure) != null) {
                problems.report(procedure.at(), "a function '" + name + "' is declared already");
            }
        }
        new Recursion(into, problems).check(unit);
    }

    /** The files of an application lie in one folder; nothing else is ever read. */
    private void include(Place at) {
        String name = at.text().strip().replaceAll("^['\"]+|['\"]+$", "");
        Path folder = Optional.ofNullable(script.getParent()).orElse(Path.of(""));
        Path file = folder.resolve(name).normalize();
        String outside = "'" + name + "' lies outside of the script's folder; only files in it are included";
        if (Path.of(name).isAbsolute()
                || !file.toAbsolutePath()
                        .normalize()
                        .startsWith(folder.toAbsolutePath().normalize())) {
            throw problems.halt(at, outside);
        }
        if (!Files.exists(file)) {
            throw problems.halt(
                    at,
                    "there is no file '" + name + "' in " + (folder.toString().isEmpty() ? "." : folder));
        }
        Path real = realPath(file);
        if (!real.startsWith(realPath(folder.toString().isEmpty() ? Path.of(".") : folder))) {
            throw problems.halt(at, outside);
        }
        if (including.contains(real)) {
            throw problems.halt(at, "'" + name + "' includes itself, by way of this file");
        }
        if (included.size() >= MOST_INCLUDES) {
            throw problems.halt(at, "too many files are included: more than " + MOST_INCLUDES);
        }
        if (!included.contains(real)) {
            try {
                read(file, file.toString());
            } catch (Diagnostics wrong) {
                problems.addAll(wrong.all());
                throw new Problems.Halt();
            }
        }
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private void refuseOtherApplication() {
        if (words.upgrade.isPresent() && site.application.isPresent() && site.applicationAt.isPresent()) {
            String wanted = words.upgrade.get().application();
            if (!site.application.get().equals(wanted)) {
                problems.report(
                        site.applicationAt.get(),
                        "this site file is for '" + site.application.get() + "', the script upgrades '" + wanted + "'");
            }
        }
    }

    /** The names of the script's parameters. */
    Set<String> names() {
        return words.names;
    }

    /** Reports what the command line sets, and neither this script knows nor the others of its plan. */
    void refuseUnknown(Set<String> knownToOthers) {
        for (Map.Entry<String, String> entry : commandLine.entrySet()) {
            if (!words.names.contains(entry.getKey()) && !knownToOthers.contains(entry.getKey())) {
                Source source = Source.of("--set", entry.getKey() + "=" + entry.getValue());
                problems.report(new Place(source, 1, 1, entry.getKey().length()), unknownParameter(entry.getKey()));
            }
        }
    }

    private void refuseUnknownSettings() {
        for (SiteFile.Setting setting : site.settings) {
            boolean meant = setting.version().isEmpty() || parameters.isForThis(setting);
            if (meant && !words.names.contains(setting.name())) {
                String remedy = setting.version().isEmpty()
                                && Suggestion.nearest(setting.name(), words.names)
                                        .isEmpty()
                        ? "; if only another version has it, write set 'version', " + setting.name() + ": ..."
                        : "";
                problems.report(setting.at(), unknownParameter(setting.name()) + remedy);
            }
        }
    }

    private String unknownParameter(String name) {
        return "the script has no parameter '" + name + "'" + Suggestion.didYouMean(name, words.names);
    }

    /** A resource of the site that the script does not know is a slip where its name is nearly one that the script has. */
    private void refuseMisspeltResources() {
        for (Resource resource : site.resources.values()) {
            String key = World.key(resource.kind(), resource.name());
            if (!world.declared.containsKey(key) && resource.name().length() > 3) {
                Set<String> others = new LinkedHashSet<>();
                world.declared.keySet().stream()
                        .filter(each -> each.startsWith(resource.kind() + "/") && !site.resources.containsKey(each))
                        .forEach(each ->
                                others.add(each.substring(resource.kind().length() + 1)));
                Suggestion.nearest(resource.name(), others)
                        .ifPresent(near -> problems.report(
                                Optional.ofNullable(site.places.get(key)).orElseThrow(),
                                "the script has no " + resource.kind() + " '" + resource.name() + "'; did you mean '"
                                        + near + "'?"));
            }
        }
    }

    /** The resources of the site that the script neither declares nor names, each with its place; without those that act by themselves. */
    Map<String, Position> unused() {
        Map<String, Position> unused = new LinkedHashMap<>();
        site.resources.forEach((key, resource) -> {
            Optional<Place> at = Optional.ofNullable(site.places.get(key));
            if (at.isPresent()
                    && !resource.kind().equals("notify")
                    && !world.declared.containsKey(key)
                    && !world.named.contains(key)) {
                unused.put(
                        resource.kind() + " '" + resource.name() + "'", at.get().position());
            }
        });
        return unused;
    }

    /**
     * The plan.
     *
     * @throws Diagnostics where anything is wrong
     */
    Plan plan(Function<String, Optional<Map.Entry<String, String>>> driverOf) {
        problems.raise();
        ScriptWords.Upgrade upgrade = words.upgrade.orElseThrow();
        Map<String, String> drivers = new LinkedHashMap<>();
        Set<String> seen = new LinkedHashSet<>();
        world.steps.forEach(step -> seen.add(step.form()));
        world.installed.ifPresent(step -> seen.add(step.form()));
        seen.forEach(form -> driverOf.apply(form).ifPresent(entry -> drivers.put(entry.getKey(), entry.getValue())));
        return new Plan(
                upgrade.application(),
                upgrade.from(),
                upgrade.to(),
                script.toString(),
                sources,
                site.site,
                words.parameters,
                drivers,
                List.copyOf(world.resources.values()),
                secrets(),
                upgrade.onFailure(),
                world.installed,
                world.steps);
    }

    /** The names that the whole script sees, each with what it stands for, in alphabetical order; without functions. */
    Map<String, Expr> visible() {
        Map<String, Expr> visible = new TreeMap<>();
        Scope globals = interpreter.globals();
        for (String name : globals.visible()) {
            globals.find(name).flatMap(Scope.Binding::value).ifPresent(value -> visible.put(name, value));
        }
        return visible;
    }

    /**
     * An expression in the names of the whole script.
     *
     * @throws Diagnostics where it is none
     */
    Expr expression(String written) {
        Problems own = new Problems();
        Optional<Syntax> only = Translation.of(Source.of("typed", written), own).map(Syntax.Unit::body).stream()
                .flatMap(body -> body.statements().stream())
                .findFirst();
        own.raise();
        try {
            return interpreter.value(only.orElseThrow(Problems.Halt::new));
        } catch (Problems.Halt reported) {
            throw new Diagnostics(problems.take());
        }
    }

    private List<Secret> secrets() {
        Map<String, Secret> all = new LinkedHashMap<>();
        world.resources
                .values()
                .forEach(resource -> resource.arguments().values().forEach(value -> secrets(value, all)));
        for (Step step : world.steps) {
            step.arguments().values().forEach(expr -> secrets(expr, all));
        }
        world.installed.ifPresent(step -> step.arguments().values().forEach(expr -> secrets(expr, all)));
        return List.copyOf(all.values());
    }

    private void secrets(Expr expr, Map<String, Secret> all) {
        if (expr instanceof Expr.Constant constant) {
            secrets(constant.value(), all);
        }
        Waiting.parts(expr).forEach(part -> secrets(part, all));
    }

    private void secrets(Value value, Map<String, Secret> all) {
        if (value instanceof Value.Secret secret) {
            SecretText text = secret.text();
            text.secrets()
                    .forEach(name -> all.computeIfAbsent(
                            name,
                            each -> site.secrets.getOrDefault(
                                    each, new Secret(each, new Secret.FromEnvironment(each)))));
        } else if (value instanceof Value.Items items) {
            items.items().forEach(item -> secrets(item, all));
        } else if (value instanceof Value.Entries entries) {
            entries.entries().values().forEach(item -> secrets(item, all));
        }
    }
}
