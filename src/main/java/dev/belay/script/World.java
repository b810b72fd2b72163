package dev.belay.script;

import dev.belay.catalog.Catalog;
import dev.belay.expr.Budget;
import dev.belay.expr.Environment;
import dev.belay.expr.Evaluator;
import dev.belay.expr.Expr;
import dev.belay.plan.Resource;
import dev.belay.plan.Secret;
import dev.belay.plan.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the interpretation of one script and its site file gathers. */
final class World {

    final Catalog catalog;
    final Problems problems;
    final Budget budget = Budget.standard();
    final Evaluator evaluator = new Evaluator(Environment.empty(), budget);

    /** The kinds and names of declared things that the script asked for. */
    final Set<String> named = new HashSet<>();

    /** The declared things, by kind and name. */
    final Map<String, Resource> resources = new LinkedHashMap<>();

    /** Where the script declares its things, by the same keys. */
    final Map<String, Place> declared = new LinkedHashMap<>();

    /** Functions by name. */
    final Map<String, Syntax.Procedure> procedures = new LinkedHashMap<>();

    /** The script's defaults by option, with their places. */
    final Map<String, Default> defaults = new LinkedHashMap<>();

    final Map<String, Secret> secrets = new LinkedHashMap<>();
    final List<Step> steps = new ArrayList<>();
    final Ids ids;

    /** The version that all steps carry, where the plan is a part of one; else empty. */
    final String part;

    /** What the interpretation came by; the rest is checked by names only. */
    final Set<Syntax> reached = Collections.newSetFromMap(new IdentityHashMap<>());

    Optional<Step> installed = Optional.empty();

    /** The value of an option for all verbs that have it. */
    record Default(Place at, Syntax written, Expr value, Scope scope) {}

    World(Catalog catalog, Problems problems) {
        this(catalog, problems, "");
    }

    World(Catalog catalog, Problems problems, String part) {
        this.catalog = catalog;
        this.problems = problems;
        this.part = part;
        this.ids = new Ids(part);
    }

    static String key(String kind, String name) {
        return kind + "/" + name;
    }

    Optional<Resource> resource(String kind, String name) {
        Optional<Resource> found = Optional.ofNullable(resources.get(key(kind, name)));
        found.ifPresent(resource -> named.add(key(kind, name)));
        return found;
    }

    /** The names of all resources of a kind. */
    Set<String> namesOf(String kind) {
        Set<String> names = new TreeSet<>();
        resources.values().stream()
                .filter(resource -> resource.kind().equals(kind))
                .forEach(resource -> names.add(resource.name()));
        return names;
    }
}
