package dev.belay.script;

import dev.belay.expr.Expr;
import dev.belay.plan.Plan;
import java.util.List;
import java.util.Map;

/** A script that was read, or several that a plan walks over, to be asked what their names stand for. For one thread. */
public final class OpenScript {

    private final Plan plan;
    private final List<Loading> loadings;

    OpenScript(Plan plan, List<Loading> loadings) {
        this.plan = plan;
        this.loadings = List.copyOf(loadings);
    }

    /** The plan that it makes. */
    public Plan plan() {
        return plan;
    }

    /** The same, in whose previews applications are asked by their own dry run. */
    public OpenScript askingApplication() {
        return new OpenScript(plan.askingApplication(), loadings);
    }

    /**
     * The names that a whole script sees, in alphabetical order, each with what it stands for; without functions.
     *
     * @param part which of the scripts, counted from 0
     */
    public Map<String, Expr> names(int part) {
        return loadings.get(part).visible();
    }

    /**
     * An expression of the language in those names. What waits for a step is not known yet.
     *
     * @param part which of the scripts, counted from 0
     * @throws Diagnostics where it is none
     */
    public Expr expression(int part, String written) {
        return loadings.get(part).expression(written);
    }
}
