package dev.belay.plan;

import dev.belay.catalog.Options;
import dev.belay.expr.Expr;
import dev.belay.expr.Value;
import dev.belay.value.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One use of a verb, frozen.
 *
 * @param id unique in its plan: phase/verb/subject in lower case with dashes, or the step's {@code name:}; a number is added
 *     from the second of the same
 * @param part the version that this step belongs to, where a plan walks over several
 * @param phase the title of its phase; empty outside of phases
 * @param form the key of its form in the catalogue
 * @param arguments subject, options and block by name; defaults of the script filled in, standard values of the catalogue not
 * @param guard the condition on which it runs, where that waits for a value
 * @param label how people see it: {@code stop web}, {@code install pip package/nextgisweb}
 * @param at where the script says it
 * @param attempt the number of the attempt that it begins with: 1, and more once the run went back before it and begins it anew
 */
public record Step(
        String id,
        String part,
        String phase,
        String form,
        Map<String, Expr> arguments,
        Optional<Expr> guard,
        String label,
        Position at,
        int attempt) {

    private static final Expr TRUE = new Expr.Constant(Value.of(true));

    public Step {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are counted from 1");
        }
    }

    /** One that begins with its first attempt. */
    public Step(
            String id,
            String part,
            String phase,
            String form,
            Map<String, Expr> arguments,
            Optional<Expr> guard,
            String label,
            Position at) {
        this(id, part, phase, form, arguments, guard, label, at, 1);
    }

    /** The same, begun anew with the attempt of this number. */
    public Step anew(int number) {
        return new Step(id, part, phase, form, arguments, guard, label, at, number);
    }

    /** True where an argument or the condition takes the result of the step of this id. */
    public boolean uses(String step) {
        return Stream.concat(arguments.values().stream(), guard.stream()).anyMatch(expr -> uses(expr, step));
    }

    private static boolean uses(Expr expr, String step) {
        return expr instanceof Expr.Result result
                ? result.step().equals(step)
                : expr.children().stream().anyMatch(child -> uses(child, step));
    }

    /**
     * The name by which this step knows its run, and which is in the names of what it makes: in a plan of several parts each part goes
     * by a name of its own, so that the backups of two parts are two. So it does where it is begun anew: nothing that was made the
     * first time is taken for its own.
     */
    public String run(String run) {
        String named = part.isEmpty() ? run : run + "-" + part.replaceAll("[^A-Za-z0-9]+", "-");
        return attempt == 1 ? named : named + "-a" + attempt;
    }

    /** What tells the step, as it is begun this time, from every other of its run: its id, and more where it is begun anew. */
    public String key() {
        return attempt == 1 ? id : id + "+" + attempt;
    }

    /** True where it stands at the end of the block that another one begins, and comes after a failure of the block's steps too. */
    public boolean endsAlways(Step begin) {
        Map<String, Expr> ended = new LinkedHashMap<>(begin.arguments);
        ended.put(Options.END.name(), TRUE);
        return form.equals(begin.form) && arguments.equals(ended) && TRUE.equals(arguments.get(Options.ALWAYS.name()));
    }

    /** The word of the language: the form's first. */
    public String verb() {
        int end = form.indexOf(' ') >= 0 ? form.indexOf(' ') : form.indexOf('/');
        return end < 0 ? form : form.substring(0, end);
    }
}
