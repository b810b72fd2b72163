package dev.belay.driver;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a backup leaves out. A pattern without a slash fits the last part of a path, at any depth; one with slashes fits the path
 * below the folder that is backed up, or, where it begins with one, the whole path. {@code *} and {@code ?} stay within a
 * part, {@code **} does not. What is below a folder that fits is left out with it.
 *
 * @param patterns as scripts write them
 */
public record Exclusions(List<String> patterns) {

    public Exclusions {
        patterns = List.copyOf(patterns);
    }

    /** Nothing is left out. */
    public static Exclusions none() {
        return new Exclusions(List.of());
    }

    /**
     * Whether a path is left out.
     *
     * @param root the path that is backed up, and never left out itself
     * @param path the same, or one below it
     */
    public boolean fits(String root, String path) {
        return !fitting(root, path).isEmpty();
    }

    /** Whether a path is left out, or a folder that it is in. */
    public boolean leavesOut(String root, String path) {
        return path.length() > root.length()
                && (fits(root, path) || leavesOut(root, path.substring(0, path.lastIndexOf('/'))));
    }

    /** The patterns that leave a path out; see {@link #fits}. */
    public List<String> fitting(String root, String path) {
        if (path.equals(root)) {
            return List.of();
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        String below = path.substring(root.equals("/") ? 1 : root.length() + 1);
        return patterns.stream()
                .filter(pattern -> {
                    String trimmed = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
                    String subject = trimmed.startsWith("/") ? path : trimmed.contains("/") ? below : name;
                    return Pattern.matches(regex(trimmed), subject);
                })
                .toList();
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
