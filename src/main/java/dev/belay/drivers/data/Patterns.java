package dev.belay.drivers.data;

import java.util.regex.Pattern;

/** Names of tables, in which {@code *} stands for any text. */
final class Patterns {

    private Patterns() {}

    /** True where the name is one that the pattern means. */
    static boolean fits(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            regex.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
        }
        return name.matches(regex.toString());
    }
}
