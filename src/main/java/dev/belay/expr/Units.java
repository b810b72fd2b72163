package dev.belay.expr;

import dev.belay.value.Failure;
import dev.belay.value.Size;
import dev.belay.value.Suggestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/** What may stand behind a number: {@code 2.minutes}, {@code 10.GB}. */
final class Units {

    static final List<String> NAMES = List.of(
            "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "B", "kB", "KB",
            "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB");

    private Units() {}

    static Value of(BigDecimal number, String unit) {
        return switch (unit) {
            case "second", "seconds" -> span(number, 1);
            case "minute", "minutes" -> span(number, 60);
            case "hour", "hours" -> span(number, 3600);
            case "day", "days" -> span(number, 86_400);
            case "week", "weeks" -> span(number, 604_800);
            case "B" -> bytes(number, 1);
            case "kB", "KB" -> bytes(number, 1000L);
            case "MB" -> bytes(number, 1_000_000L);
            case "GB" -> bytes(number, 1_000_000_000L);
            case "TB" -> bytes(number, 1_000_000_000_000L);
            case "KiB" -> bytes(number, 1L << 10);
            case "MiB" -> bytes(number, 1L << 20);
            case "GiB" -> bytes(number, 1L << 30);
            case "TiB" -> bytes(number, 1L << 40);
            default ->
                throw Failure.wrong("'" + unit + "' is not a unit"
                        + Suggestion.nearest(unit, NAMES)
                                .map(right -> "; did you mean '" + right + "'?")
                                .orElse("; durations are written 2.minutes, sizes 10.GB"));
        };
    }

    static Value span(BigDecimal number, long seconds) {
        BigDecimal nanos = number.multiply(BigDecimal.valueOf(seconds)).movePointRight(9);
        if (nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw Failure.wrong("this duration is too long");
        }
        return new Value.Span(Duration.ofNanos(nanos.longValue()));
    }

    static Value bytes(BigDecimal number, long unit) {
        BigDecimal bytes = number.multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.HALF_UP);
        if (bytes.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw Failure.wrong("this size is too large");
        }
        return new Value.Bytes(Size.of(bytes.longValue()));
    }
}
