package dev.belay.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds functions that call themselves, by whatever way, also where nothing calls them. */
final class Recursion {

    private final World world;
    private final Problems problems;
    private final Map<String, List<Syntax.Invocation>> calls = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> entered = new HashSet<>();

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
        unit.procedures().forEach(procedure -> visit(procedure.name()));
    }

    /** Goes down the calls, each function once; a call of one that is still open leads back to it. */
    private void visit(String first) {
        Deque<String> path = new ArrayDeque<>();
        Deque<Iterator<Syntax.Invocation>> open = new ArrayDeque<>();
        enter(first, path, open);
        while (!open.isEmpty()) {
            Iterator<Syntax.Invocation> calls = open.getFirst();
            if (!calls.hasNext()) {
                open.removeFirst();
                entered.remove(path.removeFirst());
                continue;
            }
            Syntax.Invocation call = calls.next();
            if (entered.contains(call.word())) {
                problems.report(call.at(), "'" + call.word() + "' calls itself; the language has no recursion");
            } else {
                enter(call.word(), path, open);
            }
        }
    }

    private void enter(String name, Deque<String> path, Deque<Iterator<Syntax.Invocation>> open) {
        if (seen.add(name)) {
            entered.add(name);
            path.addFirst(name);
            open.addFirst(calls.getOrDefault(name, List.of()).iterator());
        }
    }
}
