package dev.belay.expr;

import dev.belay.value.Failure;
import java.math.BigDecimal;

/**
 * How much an evaluation may cost, so that every one of them ends soon and fits into memory: steps, the size of what is made,
 * depth and time. One object serves one evaluation or one interpretation of a script; it is used by one thread.
 */
public final class Budget {

    /** The longest text, in characters. */
    public static final int TEXT = 1_000_000;

    /** The most items that a list or a map may hold, those of its items counted. */
    public static final int ITEMS = 100_000;

    private static final int DEPTH = 200;
    private static final int DIGITS = 200;
    private static final int TIME_IS_ASKED_EVERY = 1024;

    private final long nanos;
    private final long began = System.nanoTime();
    private long steps;
    private long volume;
    private int depth;

    private Budget(long steps, long volume, long seconds) {
        this.steps = steps;
        this.volume = volume;
        this.nanos = seconds * 1_000_000_000L;
    }

    /** Enough for any sensible script: five million steps, 50 million characters and items, 20 s. */
    public static Budget standard() {
        return new Budget(5_000_000, 50_000_000, 20);
    }

    /** Enough for an expression that is evaluated for one row: 10,000 steps, a million characters and items, 2 s. */
    public static Budget ofRow() {
        return new Budget(10_000, 1_000_000, 2);
    }

    /**
     * Pays for one step.
     *
     * @throws Failure where the budget is spent
     */
    public void step() {
        if (--steps < 0) {
            throw Failure.wrong("this takes too many steps; Belay's language is for short scripts");
        }
        if (steps % TIME_IS_ASKED_EVERY == 0 && System.nanoTime() - began > nanos) {
            throw Failure.wrong("this takes too long (more than " + nanos / 1_000_000_000L + " s)");
        }
    }

    /** Goes one level deeper; {@link #leave} comes back. */
    public void enter() {
        if (++depth > DEPTH) {
            depth--;
            throw Failure.wrong("this is nested too deeply (more than " + DEPTH + " levels)");
        }
    }

    /** Comes back from {@link #enter}. */
    public void leave() {
        depth--;
    }

    /** Pays for a text before it is made. */
    public void text(long length) {
        if (length > TEXT) {
            throw Failure.wrong("this text would be too long: more than " + TEXT + " characters");
        }
        pay(length);
    }

    /** Pays for a list before it is made. */
    public void list(long length) {
        if (length > ITEMS) {
            throw Failure.wrong("this list would be too long: more than " + ITEMS + " items");
        }
        pay(length);
    }

    /** Lets a new value pass where it is not too large; lists count with all that is in them. */
    public Value admit(Value value) {
        if (value instanceof Value.Text text) {
            text(text.text().length());
        } else if (value instanceof Value.Decimal decimal) {
            admit(decimal.number());
        } else if (value instanceof Value.Items || value instanceof Value.Entries) {
            pay(weigh(value, ITEMS));
        }
        return value;
    }

    private static void admit(BigDecimal number) {
        if (number.precision() > DIGITS || Math.abs((long) number.scale()) > DIGITS) {
            throw Failure.wrong("this number is too long: more than " + DIGITS + " digits");
        }
    }

    /** The number of items in the whole tree: shared branches count each time, since they would be written each time. */
    private static int weigh(Value value, int most) {
        Iterable<Value> children = value instanceof Value.Items items
                ? items.items()
                : ((Value.Entries) value).entries().values();
        int weight = 1;
        for (Value child : children) {
            boolean branch = child instanceof Value.Items || child instanceof Value.Entries;
            weight += branch ? weigh(child, most - weight) : 1;
            if (weight > most) {
                throw Failure.wrong("this list or map is too large: more than " + ITEMS + " items in all");
            }
        }
        return weight;
    }

    private void pay(long units) {
        volume -= units;
        if (volume < 0) {
            throw Failure.wrong("this makes too much text or too many lists; Belay's language is for short scripts");
        }
    }
}
