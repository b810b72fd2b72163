package dev.belay.expr;

/** Where an evaluation finds what an expression waits for. */
public interface Environment {

    /**
     * The result of a step.
     *
     * @throws Pending while that step has not run and its result is not foreseen
     */
    Value result(String step, Type type);

    /**
     * The size of a resource or of the path in a text.
     *
     * @throws Pending while an earlier step decides it
     */
    Value sizeOf(Value of);

    /** The environment in which nothing is known that a plan would have to wait for. */
    static Environment empty() {
        return new Environment() {
            @Override
            public Value result(String step, Type type) {
                throw new Pending(step);
            }

            @Override
            public Value sizeOf(Value of) {
                throw new Pending("");
            }
        };
    }
}
