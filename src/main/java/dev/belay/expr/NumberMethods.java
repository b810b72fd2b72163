package dev.belay.expr;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** The methods of numbers. */
final class NumberMethods {

    static final Map<String, Methods.Arity> ARITIES = Map.of(
            "toInteger", Methods.Arity.NONE,
            "toString", Methods.Arity.NONE,
            "abs", Methods.Arity.NONE,
            "round", Methods.Arity.NONE);

    private NumberMethods() {}

    static Value call(BigDecimal number, Methods.Given given) {
        return switch (given.method()) {
            case "toInteger" -> new Value.Decimal(number.setScale(0, RoundingMode.DOWN));
            case "toString" -> Value.of(number.toPlainString());
            case "abs" -> new Value.Decimal(number.abs());
            default -> new Value.Decimal(number.setScale(0, RoundingMode.HALF_UP));
        };
    }
}
