package dev.belay.plan;

import dev.belay.expr.Expr;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Joins the plans of several scripts of one application and one site into one plan, with a part for each. Pure. */
public final class Walk {

    private Walk() {}

    /**
     * One plan of several: its steps are theirs, in order; what a failure does is as the last script says.
     *
     * @param plans at least one; their steps carry the version that their script leads to, and have ids that only they have
     * @throws Failure (2) where they do not mean the same by the name of a resource
     */
    public static Plan of(List<Plan> plans) {
        if (plans.size() == 1) {
            return plans.get(0);
        }
        Plan first = plans.get(0);
        Plan last = plans.get(plans.size() - 1);
        Set<Plan.Source> sources = new LinkedHashSet<>();
        Map<String, String> drivers = new LinkedHashMap<>();
        Map<String, Secret> secrets = new LinkedHashMap<>();
        List<Step> steps = new ArrayList<>();
        for (Plan plan : plans) {
            sources.addAll(plan.sources());
            drivers.putAll(plan.drivers());
            plan.secrets().forEach(secret -> secrets.put(secret.name(), secret));
            steps.addAll(plan.steps());
        }
        return new Plan(
                first.application(),
                first.from(),
                last.to(),
                last.script(),
                List.copyOf(sources),
                last.site(),
                last.parameters(),
                drivers,
                resources(plans),
                List.copyOf(secrets.values()),
                last.onFailure(),
                first.installed(),
                plans.stream().map(Walk::part).toList(),
                steps);
    }

    /**
     * The same walk, of which these parts are gone through anew: their steps have new ids, so that nothing that was made or noted the
     * first time is taken for theirs. All of them are of one round, later than every other: that tells where the run went on.
     *
     * @param parts by name
     */
    public static Plan again(Plan plan, Set<String> parts) {
        int round = 1 + plan.parts().stream().mapToInt(Part::round).max().orElse(0);
        Map<String, Part> fresh = new LinkedHashMap<>();
        plan.parts().stream()
                .filter(part -> parts.contains(part.name()))
                .forEach(part -> fresh.put(part.name(), part.again(part.installed(), round)));
        UnaryOperator<Step> renamed = step -> renamed(step, fresh);
        List<Part> all = plan.parts().stream()
                .map(part -> fresh.containsKey(part.name())
                        ? part.again(part.installed().map(renamed), round)
                        : part)
                .toList();
        return plan.with(all, plan.steps().stream().map(renamed).toList());
    }

    private static Step renamed(Step step, Map<String, Part> fresh) {
        Map<String, Expr> arguments = new LinkedHashMap<>();
        UnaryOperator<Expr.Result> result = each -> new Expr.Result(renamed(each.step(), fresh), each.type());
        step.arguments().forEach((name, value) -> arguments.put(name, value.withResults(result)));
        String part =
                Optional.ofNullable(fresh.get(step.part())).map(Part::name).orElse(step.part());
        return new Step(
                renamed(step.id(), fresh),
                part,
                step.phase(),
                step.form(),
                arguments,
                step.guard().map(guard -> guard.withResults(result)),
                step.label(),
                step.at(),
                step.attempt());
    }

    /** Ids begin with the name of their part. */
    private static String renamed(String id, Map<String, Part> fresh) {
        int end = Math.max(0, id.indexOf('/'));
        return Optional.ofNullable(fresh.get(id.substring(0, end)))
                .map(part -> part.name() + id.substring(end))
                .orElse(id);
    }

    private static Part part(Plan plan) {
        return new Part(plan.from(), plan.to(), plan.script(), plan.installed(), plan.parameters(), 1);
    }

    /** A name means one thing in the whole plan: a backup of the database of one part must not be restored into that of another. */
    private static List<Resource> resources(List<Plan> plans) {
        Map<String, Resource> all = new LinkedHashMap<>();
        Map<String, Plan> declaredBy = new LinkedHashMap<>();
        for (Plan plan : plans) {
            for (Resource resource : plan.resources()) {
                String key = resource.kind() + " '" + resource.name() + "'";
                Optional<Resource> before = Optional.ofNullable(all.putIfAbsent(key, resource));
                if (before.isPresent() && !before.get().equals(resource)) {
                    String other = Optional.ofNullable(declaredBy.get(key))
                            .orElseThrow()
                            .script();
                    throw Failure.wrong(
                            "the " + key + " is not the same in " + other + " and in " + plan.script()
                                    + ", so that one plan cannot do both",
                            "declare it in the site file: that holds for all scripts",
                            "go to one version after the other, each in a run of its own");
                }
                declaredBy.putIfAbsent(key, plan);
            }
        }
        return List.copyOf(all.values());
    }
}
