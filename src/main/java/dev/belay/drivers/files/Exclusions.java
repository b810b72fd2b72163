package dev.belay.drivers.files;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a backup leaves out. A pattern without a slash fits the last part of a path, at any depth; one with slashes fits the path
 * below the folder that is backed up, or, where it begins with one, the whole path. {@code *} and {@code ?} stay within a
 * part, {@code **} does not. What is below a folder that fits is left out with it.
 *
 * @param patterns as scripts write them
 */
record Exclusions(List<String> patterns) {

    Exclusions {
        patterns = List.copyOf(patterns);
    }

    /**
     * Whether a path is left out.
     *
     * @param root the path that is backed up, and never left out itself
     * @param path the same, or one below it
     */
    boolean fits(String root, String path) {
        if (path.equals(root)) {
            return false;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        String below = path.substring(root.equals("/") ? 1 : root.length() + 1);
        return patterns.stream().anyMatch(pattern -> {
            String trimmed = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
            String subject = trimmed.startsWith("/") ? path : trimmed.contains("/") ? below : name;
            return Pattern.matches(regex(trimmed), subject);
        });
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
