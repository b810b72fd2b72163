package dev.belay.repl.session;

import dev.belay.expr.Budget;
import dev.belay.expr.Environment;
import dev.belay.expr.Evaluator;
import dev.belay.expr.Expr;
import dev.belay.expr.Pending;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.journal.RunState;
import dev.belay.plan.Part;
import dev.belay.plan.Step;
import dev.belay.value.Failure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at values of a session: its names, expressions in them, and the conditions of breakpoints. Changes nothing. */
public record Watching(Session session) {

    /**
     * The value of an expression in the names of the script at hand, as text; of a secret nothing but that it is one.
     *
     * @throws dev.belay.script.Diagnostics where it is none
     */
    public String print(String expression) {
        return text(session.script().expression(part(), expression));
    }

    /** The names of the script at hand, each with its value as text. */
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        session.script().names(part()).forEach((name, value) -> names.put(name, text(value)));
        return names;
    }

    /** The breakpoint that stops before a step; empty where none does. A condition that cannot be told yet stops, too. */
    Optional<Breakpoints.Breakpoint> stops(Step step) {
        return session.breakpoints().at(step).stream()
                .filter(each -> each.condition().map(this::holds).orElse(true))
                .findFirst();
    }

    private boolean holds(String condition) {
        try {
            return Evaluator.truth(evaluator().evaluate(session.script().expression(part(), condition)));
        } catch (Pending unknown) {
            return true;
        }
    }

    private String text(Expr expr) {
        try {
            Value value = evaluator().evaluate(expr);
            return value instanceof Value.Secret
                    ? "(secret)"
                    : value instanceof Value.Text text ? "'" + text.text() + "'" : String.valueOf(value);
        } catch (Pending pending) {
            return pending.getMessage() == null || pending.getMessage().isEmpty()
                    ? "(known when it runs)"
                    : "(" + pending.getMessage() + ")";
        } catch (Failure failure) {
            return "(" + failure.message() + ")";
        }
    }

    private Evaluator evaluator() {
        Map<String, Value> results = results();
        return new Evaluator(
                new Environment() {
                    @Override
                    public Value result(String step, Type type) {
                        return Optional.ofNullable(results.get(step)).orElseThrow(() -> new Pending(step));
                    }

                    @Override
                    public Value sizeOf(Value of) {
                        throw new Pending("");
                    }
                },
                Budget.standard());
    }

    /** What the steps gave so far, and the installed version. */
    private Map<String, Value> results() {
        Optional<RunState> state = session.state();
        Map<String, Value> results = new HashMap<>(state.map(RunState::results).orElse(Map.of()));
        results.putAll(session.plan().installed(state.flatMap(RunState::before).or(session::installed)));
        return results;
    }

    /** Which of the scripts the step at hand is of. */
    private int part() {
        List<Part> parts = session.plan().parts();
        String name = session.next().map(at -> at.step().part()).orElse("");
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).name().equals(name)) {
                return i;
            }
        }
        return Math.max(0, parts.size() - 1);
    }
}
