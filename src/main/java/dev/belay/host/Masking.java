package dev.belay.host;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes known secrets out of text. What is looked for: the whole value, its form in a URL, and each line of a value of several
 * lines, since programs print line by line. A text to be masked has to hold whole lines; one that was cut may hold the beginning
 * of a value, see {@link #longest()}.
 *
 * <p>Values and lines of fewer than {@value #SHORTEST} characters are left alone: replacing every {@code ab} would garble the
 * output and tell the secret by where the stars stand. A secret that short is none.
 */
record Masking(List<String> hidden) {

    static final int SHORTEST = 4;
    private static final String STARS = "***";

    Masking {
        hidden = List.copyOf(hidden);
    }

    static Masking none() {
        return new Masking(List.of());
    }

    /** This and one value more. */
    Masking and(String value) {
        Set<String> all = new LinkedHashSet<>(hidden);
        Stream.concat(Stream.of(value, value.strip()), value.lines().map(String::strip))
                .flatMap(text -> Stream.of(
                        text,
                        URLEncoder.encode(text, StandardCharsets.UTF_8),
                        URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20")))
                .filter(text -> text.length() >= SHORTEST)
                .forEach(all::add);
        return new Masking(all.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    String mask(String text) {
        String masked = text;
        for (String value : hidden) {
            masked = masked.replace(value, STARS);
        }
        return masked;
    }

    /** The length of the longest value: so many characters at a cut may be part of one. */
    int longest() {
        return hidden.isEmpty() ? 0 : hidden.get(0).length();
    }
}
