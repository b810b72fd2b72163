package dev.belay.drivers.packages;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What lock files and lists of installed packages have in common. Pure. */
final class LockText {

    private static final JsonMapper JSON = new JsonMapper();

    private LockText() {}

    /**
     * A text as JSON.
     *
     * @throws Failure where it is none
     */
    static JsonNode json(String name, String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException broken) {
            throw Failure.unmet(name + " is not JSON: " + broken.getOriginalMessage());
        }
    }

    /** JSON without anything in it. */
    static JsonNode nothing() {
        return JSON.createObjectNode();
    }

    /**
     * In what two maps of packages and versions differ, a phrase each, by name.
     *
     * @param present what is there
     * @param wanted what shall be there
     * @param spared packages that may as well be missing
     */
    static List<String> differences(Map<String, String> present, Map<String, String> wanted, Predicate<String> spared) {
        SortedSet<String> names = new TreeSet<>(present.keySet());
        names.addAll(wanted.keySet());
        List<String> all = new ArrayList<>();
        for (String name : names) {
            String before = present.get(name);
            String after = wanted.get(name);
            if (before == null && !spared.test(name)) {
                all.add(name + " " + after + " (new)");
            } else if (after == null) {
                all.add(name + " " + before + " (goes)");
            } else if (before != null && !before.equals(after)) {
                all.add(name + " " + before + " -> " + after);
            }
        }
        return all;
    }
}
