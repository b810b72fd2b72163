package dev.belay.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel tells of mounted file systems, in {@code /proc/self/mountinfo} as proc(5) describes it. Pure. */
final class Mounts {

    static final String FILE = "/proc/self/mountinfo";

    private static final int AT = 4;
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    private Mounts() {}

    /** The paths at which something is mounted; what is mounted only once it is used (autofs) is not. */
    static List<String> of(String mountinfo) {
        return mountinfo
                .lines()
                .filter(line -> !line.contains(" - autofs "))
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > AT)
                .map(fields -> unescaped(fields[AT]))
                .distinct()
                .toList();
    }

    /** Blanks and the like stand as their octal numbers; each is one byte. */
    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(new String(
                        new byte[] {(byte) Integer.parseInt(found.group(1), 8)}, StandardCharsets.US_ASCII)));
    }
}
