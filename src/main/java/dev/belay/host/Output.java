package dev.belay.host;

/**
 * What a command that was asked printed.
 *
 * @param exit its exit code
 * @param out its standard output, masked, at most 4 MB
 * @param err its standard error, masked, at most 4 MB
 */
public record Output(int exit, String out, String err) {

    /** True where it ended with 0. */
    public boolean ok() {
        return exit == 0;
    }

    /** Its standard output without white space around it. */
    public String text() {
        return out.strip();
    }
}
