package dev.belay.plan;

/** Plans as JSON. */
public final class PlanJson {

    private PlanJson() {}

    /** A plan as it is kept in a file. */
    public static byte[] write(Plan plan) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param where the file, for messages
     * @throws dev.belay.value.Failure where it is not a plan, or of an unknown format
     */
    public static Plan read(String where, byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
