package dev.belay.expr;

/** The operators of two operands, with the sign that scripts write. */
public enum Operator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDED("/"),
    REMAINDER("%"),
    EQUAL("=="),
    DIFFERENT("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    IN("in"),
    AND("&&"),
    OR("||");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    /** True for those that hold one value against another. */
    public boolean compares() {
        return switch (this) {
            case EQUAL, DIFFERENT, LESS, AT_MOST, MORE, AT_LEAST -> true;
            case PLUS, MINUS, TIMES, DIVIDED, REMAINDER, IN, AND, OR -> false;
        };
    }

    /** The sign as written in a script. */
    public String sign() {
        return sign;
    }
}
