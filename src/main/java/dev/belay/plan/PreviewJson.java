package dev.belay.plan;

/** Previews as JSON: what {@code belay preview -o plan.json} writes and {@code belay run plan.json} reads. */
public final class PreviewJson {

    private PreviewJson() {}

    /** A preview as it is kept in a file, with a checksum. */
    public static byte[] write(Preview preview) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param where the file, for messages
     * @throws dev.belay.value.Failure where it is not a preview, of an unknown format, or was changed after it was written
     */
    public static Preview read(String where, byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
