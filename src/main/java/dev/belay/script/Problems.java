package dev.belay.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects the mistakes while a script is read; at most one for each place. */
final class Problems {

    /** Ends the statement at hand: its mistake is reported already. */
    static final class Halt extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Halt() {
            super(null, null, false, false);
        }
    }

    private static final int MOST = 1000;

    private final Map<String, Diagnostic> found = new LinkedHashMap<>();
    private final Set<String> lost = new TreeSet<>();

    void report(Place place, String message) {
        boolean follows = lost.stream().anyMatch(name -> message.contains("'" + name + "'"));
        if (found.size() < MOST && !follows) {
            found.putIfAbsent(place.position().toString(), Diagnostic.of(place, message));
        }
    }

    /** What names these is no mistake of its own from here on: what declares them could not be read. */
    void lose(Set<String> names) {
        lost.addAll(names);
    }

    int count() {
        return found.size();
    }

    /** Reports it and gives up the statement at hand. */
    Halt halt(Place place, String message) {
        report(place, message);
        return new Halt();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Diagnostic> all() {
        return new ArrayList<>(found.values());
    }

    /** Takes over all that was found, and lost. */
    void addAll(Problems more) {
        addAll(more.all());
        lose(more.lost);
    }

    /** All that was found; it is forgotten here. */
    List<Diagnostic> take() {
        List<Diagnostic> all = all();
        found.clear();
        return all;
    }

    void addAll(List<Diagnostic> more) {
        more.forEach(each -> found.putIfAbsent(each.at().toString(), each));
    }

    /**
     * Goes on only without mistakes.
     *
     * @throws Diagnostics where there are any
     */
    void raise() {
        if (!found.isEmpty()) {
            throw new Diagnostics(all());
        }
    }
}
