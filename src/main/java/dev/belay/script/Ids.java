package dev.belay.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ids of steps: phase/verb/subject in lower case with dashes; a number from the second of the same. */
final class Ids {

    private static final int LONGEST_PART = 40;

    private final String part;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> last = new HashMap<>();

    /**
     * @param part stands before all ids, where the plan is a part of one; else empty
     */
    Ids(String part) {
        this.part = part.isEmpty() ? "" : part + "/";
    }

    /** The next free id of these parts; empty parts are left out. */
    String of(String... parts) {
        StringBuilder id = new StringBuilder();
        for (String part : parts) {
            String slug = slug(part);
            if (!slug.isEmpty()) {
                id.append(id.length() == 0 ? "" : "/").append(slug);
            }
        }
        String first = part + id;
        String free = first;
        int number = last.getOrDefault(first, 1);
        while (!taken.add(free)) {
            free = first + "-" + ++number;
        }
        last.put(first, number);
        return free;
    }

    /** The id of a step that has a name of its own; empty where it is taken. */
    Optional<String> take(String name) {
        String id = part + slug(name);
        return taken.add(id) ? Optional.of(id) : Optional.empty();
    }

    static String slug(String text) {
        StringBuilder slug = new StringBuilder();
        for (int i = 0; i < text.length() && slug.length() < LONGEST_PART; i++) {
            char letter = Character.toLowerCase(text.charAt(i));
            if (Character.isLetterOrDigit(letter)) {
                slug.append(letter);
            } else if (slug.length() > 0 && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        int end = slug.length();
        return end > 0 && slug.charAt(end - 1) == '-' ? slug.substring(0, end - 1) : slug.toString();
    }
}
