package dev.belay.driver;

import dev.belay.expr.Value;
import java.util.List;
import java.util.Optional;

/**
 * What came of applying an action.
 *
 * @param value what {@code def x = verb ...} gets
 * @param remarks what the report should say of it, a line each
 */
public record Result(Optional<Value> value, List<String> remarks) {

    public Result {
        remarks = List.copyOf(remarks);
    }

    /** Done, and nothing to say. */
    public static Result none() {
        return new Result(Optional.empty(), List.of());
    }

    /** Done, with a value. */
    public static Result of(Value value) {
        return new Result(Optional.of(value), List.of());
    }

    /** The same with one more remark. */
    public Result remark(String line) {
        List<String> more = new java.util.ArrayList<>(remarks);
        more.add(line);
        return new Result(value, more);
    }
}
