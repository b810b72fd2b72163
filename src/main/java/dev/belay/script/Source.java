package dev.belay.script;

import dev.belay.value.Digest;
import dev.belay.value.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The text of a script, with the path by which people know it. Immutable. */
public final class Source {

    /** The largest script, in bytes. */
    public static final int LARGEST = 1_000_000;

    private final String path;
    private final String text;
    private final byte[] bytes;
    private final int[] lines;

    private Source(String path, String text, byte[] bytes) {
        this.path = path;
        this.text = text;
        this.bytes = bytes;
        this.lines = beginnings(text);
    }

    /** As the user named it. */
    public String path() {
        return path;
    }

    /** Without a byte order mark. */
    public String text() {
        return text;
    }

    /** Of the file's bytes. Found out when it is asked for: the first digest of a process takes a while, and parsing need not wait for it. */
    public String sha256() {
        return Digest.of(bytes).hex();
    }

    /** A text that does not come from a file, such as a line typed at a prompt. */
    public static Source of(String path, String text) {
        return new Source(path, text, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a script.
     *
     * @param named how messages call it
     * @throws Diagnostics where it is missing, empty, too large, no text in UTF-8, or where others than its owner and root could
     *     have written it
     */
    static Source read(Path file, String named) {
        try {
            Optional<String> objection = Trust.objection(file, "this file");
            if (objection.isPresent()) {
                throw wrong(named, objection.get());
            }
            long size = Files.size(file);
            if (size > LARGEST) {
                throw wrong(named, "this file is too large for a script: " + size + " bytes, at most " + LARGEST);
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = decode(bytes, named);
            if (text.isBlank()) {
                throw wrong(
                        named,
                        "this file is empty; a script begins with upgrade 'application', to: 'version', a site file with"
                                + " site 'name'");
            }
            return new Source(named, text, bytes);
        } catch (IOException e) {
            throw wrong(named, "cannot read this file: " + reason(e));
        }
    }

    /** The line of this number, from 1; empty past the end. */
    String line(int number) {
        if (number < 1 || number > lines.length) {
            return "";
        }
        int end = number < lines.length ? lines[number] - 1 : text.length();
        String line = text.substring(lines[number - 1], end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static int[] beginnings(String text) {
        int[] found = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = at + 1;
        }
        return Arrays.copyOf(found, count);
    }

    private static String decode(byte[] bytes, String named) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(named, "this file is not text in UTF-8; save it as UTF-8");
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (int i = 0; i < plain.length(); i++) {
            char letter = plain.charAt(i);
            if (letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
                throw wrong(named, "this file is not a script: it holds binary data");
            }
        }
        return plain;
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : e instanceof java.nio.file.AccessDeniedException
                        ? "permission denied"
                        : String.valueOf(e.getMessage());
    }

    private static Diagnostics wrong(String named, String message) {
        return new Diagnostics(java.util.List.of(new Diagnostic(new Position(named, 1, 1), 0, "", message)));
    }
}
