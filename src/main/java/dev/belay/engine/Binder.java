package dev.belay.engine;

import dev.belay.catalog.Form;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Drivers;
import dev.belay.driver.Operation;
import dev.belay.expr.Budget;
import dev.belay.expr.Environment;
import dev.belay.expr.Evaluator;
import dev.belay.expr.Expr;
import dev.belay.expr.Value;
import dev.belay.plan.Plan;
import dev.belay.plan.Step;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes actions of steps: evaluates what waited, and hands the values to the step's driver. */
record Binder(Drivers drivers, Plan plan) {

    /**
     * The action of a step.
     *
     * @throws dev.belay.expr.Pending where an argument is known only later
     * @throws dev.belay.value.Failure where no driver does it, or the arguments make no sense together
     */
    Action bind(Step step, Environment environment) {
        Operation operation = drivers.operation(step.form());
        Map<String, Value> values = new LinkedHashMap<>();
        step.arguments().forEach((name, expr) -> values.put(name, evaluate(expr, environment)));
        return operation.bind().apply(new Arguments(operation.form(), values, plan::resource, drivers::targetOf));
    }

    /** The form of a step. */
    Form form(Step step) {
        return drivers.operation(step.form()).form();
    }

    /** What an expression comes to. */
    static Value evaluate(Expr expr, Environment environment) {
        return new Evaluator(environment, Budget.standard()).evaluate(expr);
    }
}
