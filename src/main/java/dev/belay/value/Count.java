package dev.belay.value;

/** How Belay writes how many of something there are. */
public final class Count {

    private Count() {}

    /** {@code 1 table}, {@code 3 tables}. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
