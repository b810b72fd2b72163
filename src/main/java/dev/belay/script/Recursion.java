package dev.belay.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds functions that call themselves, by whatever way, also where nothing calls them. */
final class Recursion {

    private final World world;
    private final Problems problems;
    private final Map<String, List<Syntax.Invocation>> calls = new LinkedHashMap<>();

    Recursion(World world, Problems problems) {
        this.world = world;
        this.problems = problems;
    }

    void check(Syntax.Unit unit) {
        world.procedures.forEach((name, procedure) -> {
            List<Syntax.Invocation> found = new ArrayList<>();
            Walk.through(procedure.body(), each -> {
                if (each instanceof Syntax.Invocation invocation && world.procedures.containsKey(invocation.word())) {
                    found.add(invocation);
                }
            });
            calls.put(name, found);
        });
        for (Syntax.Procedure procedure : unit.procedures()) {
            for (Syntax.Invocation call : calls.getOrDefault(procedure.name(), List.of())) {
                if (reaches(call.word(), procedure.name())) {
                    problems.report(
                            call.at(), "'" + procedure.name() + "' calls itself; the language has no recursion");
                }
            }
        }
    }

    private boolean reaches(String from, String wanted) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            String name = open.remove(open.size() - 1);
            if (name.equals(wanted)) {
                return true;
            }
            if (seen.add(name)) {
                calls.getOrDefault(name, List.of()).forEach(call -> open.add(call.word()));
            }
        }
        return false;
    }
}
