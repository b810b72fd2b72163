package dev.belay.discovery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether a name resembles that of an application: a word of one is in the other, or is a short form of it ({@code ngw} of
 * {@code nextgisweb}).
 *
 * @param application its name, as scripts call it
 */
record Resemblance(String application) {

    /** Shorter words are in too many names. */
    private static final int SHORTEST = 3;

    boolean fits(String name) {
        String whole = application.toLowerCase(Locale.ROOT);
        List<String> wanted = words(whole);
        return words(name.toLowerCase(Locale.ROOT)).stream()
                .anyMatch(word -> wanted.stream().anyMatch(other -> alike(word, other)) || isShortFor(word, whole));
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.split("[^a-z]+"))
                .filter(word -> word.length() >= SHORTEST)
                .toList();
    }

    private static boolean alike(String a, String b) {
        return a.contains(b) || b.startsWith(a) || b.endsWith(a);
    }

    /** The letters of the word are in the whole in the same order, the first one first. */
    private static boolean isShortFor(String word, String whole) {
        if (word.charAt(0) != whole.charAt(0) || word.length() > whole.length() / 2) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < word.length(); i++) {
            at = whole.indexOf(word.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return true;
    }
}
