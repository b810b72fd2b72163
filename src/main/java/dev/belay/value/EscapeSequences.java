package dev.belay.value;

import java.util.regex.Pattern;

/** What programs print to a terminal for colours, titles and the cursor, as ECMA-48 has it. */
public final class EscapeSequences {

    private static final Pattern ESCAPE =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\-_])");

    private EscapeSequences() {}

    /** The text without them. */
    public static String without(String text) {
        return ESCAPE.matcher(text).replaceAll("");
    }
}
