package dev.belay.database;

import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The characters of a file in UTF-8, of which some can be seen before they are taken; counts lines. A BOM is passed over. */
final class LookAhead implements Closeable {

    /** What {@link #at} gives behind the last character. */
    static final int END = -1;

    /** How many characters can be seen ahead. */
    static final int FAR = 64;

    private final String name;
    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private int from;
    private int to;
    private boolean ended;
    private int line = 1;

    LookAhead(String name, InputStream stream) {
        this.name = name;
        reader = new InputStreamReader(
                stream,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        if (at(0) == '\ufeff') {
            shift();
        }
    }

    /** The line of the next character, from 1. */
    int line() {
        return line;
    }

    /** The character so many behind the next one. */
    int at(int behind) {
        if (to - from <= behind) {
            fill();
        }
        return to - from > behind ? buffer[from + behind] : END;
    }

    /** True where these characters come next. */
    boolean is(String expected) {
        for (int i = 0; i < expected.length(); i++) {
            if (at(i) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes the next character. */
    int shift() {
        int taken = at(0);
        if (taken != END) {
            from++;
        }
        if (taken == '\n') {
            line++;
        }
        return taken;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    Failure wrong(int at, String what) {
        return Failure.failed(name + ":" + at + ": " + what);
    }

    private void fill() {
        if (ended) {
            return;
        }
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        try {
            int read = reader.read(buffer, to, buffer.length - to);
            ended = read < 0;
            to += Math.max(0, read);
            if (!ended && to < FAR) {
                fill();
            }
        } catch (CharacterCodingException e) {
            throw wrong(line, "this line or one soon after is not UTF-8");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Failure unreadable(IOException e) {
        return Failure.failed(name + " cannot be read: " + Reason.of(e));
    }
}
