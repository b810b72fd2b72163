package dev.belay.drivers.service;

import dev.belay.value.Unseen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code systemctl show} prints: {@code Key=value} lines, a block for each unit that was asked for, in that order, and an empty
 * line between blocks. Documented in systemctl(1) and org.freedesktop.systemd1(5).
 */
final class SystemctlShow {

    /** The properties that tell how a unit fares. */
    static final List<String> PROPERTIES = List.of(
            "Id",
            "LoadState",
            "LoadError",
            "ActiveState",
            "SubState",
            "Result",
            "UnitFileState",
            "Type",
            "RemainAfterExit",
            "TriggeredBy",
            "NeedDaemonReload");

    private SystemctlShow() {}

    /**
     * The units of an answer; empty where it does not tell of each unit whether it is loaded and active.
     *
     * @param asked the units as they were asked for
     */
    static Optional<List<Unit>> units(String printed, List<String> asked) {
        List<Map<String, String>> blocks = Arrays.stream(printed.strip().split("\\n\\s*\\n"))
                .map(SystemctlShow::properties)
                .toList();
        boolean whole = blocks.size() == asked.size()
                && blocks.stream()
                        .allMatch(block -> block.containsKey("LoadState") && block.containsKey("ActiveState"));
        if (!whole) {
            return Optional.empty();
        }
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            units.add(unit(asked.get(i), blocks.get(i)));
        }
        return Optional.of(units);
    }

    private static Map<String, String> properties(String block) {
        Map<String, String> properties = new HashMap<>();
        block.lines()
                .filter(line -> line.indexOf('=') > 0)
                .forEach(line -> properties.putIfAbsent(
                        line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return properties;
    }

    private static Unit unit(String name, Map<String, String> shown) {
        Unit.State state = state(name, shown.getOrDefault("ActiveState", ""));
        boolean rests = state == Unit.State.INACTIVE || state == Unit.State.FAILED;
        String load = shown.getOrDefault("LoadState", "");
        boolean missing = load.equals("not-found") && rests;
        return new Unit(
                name,
                state,
                told(state, shown),
                shown.getOrDefault("Type", "").equals("oneshot")
                        && shown.getOrDefault("RemainAfterExit", "no").equals("no"),
                missing ? Optional.of("systemd knows no unit " + name) : Optional.empty(),
                missing ? Optional.empty() : barred(name, load, shown.getOrDefault("LoadError", "")),
                words(shown.getOrDefault("TriggeredBy", "")),
                shown.getOrDefault("NeedDaemonReload", "no").equals("yes")
                        ? List.of("the file of " + name
                                + " was changed, and systemd has not read it again: systemctl daemon-reload")
                        : List.of(),
                List.of());
    }

    private static Unit.State state(String unit, String active) {
        return switch (active) {
            case "active", "reloading", "refreshing" -> Unit.State.ACTIVE;
            case "inactive" -> Unit.State.INACTIVE;
            case "failed" -> Unit.State.FAILED;
            case "activating" -> Unit.State.ACTIVATING;
            case "deactivating", "maintenance" -> Unit.State.DEACTIVATING;
            default ->
                throw new Unseen("systemctl says of " + unit + " that it is '" + active + "', which may mean anything");
        };
    }

    private static String told(Unit.State state, Map<String, String> shown) {
        String more =
                state == Unit.State.FAILED ? shown.getOrDefault("Result", "") : shown.getOrDefault("SubState", "");
        String active = shown.getOrDefault("ActiveState", "");
        return more.isEmpty() || more.equals(active) ? active : active + " (" + more + ")";
    }

    private static Optional<String> barred(String name, String load, String error) {
        return switch (load) {
            case "loaded", "merged", "stub" -> Optional.empty();
            case "masked" -> Optional.of(name + " is masked, so nothing can start it: systemctl unmask " + name);
            case "not-found" -> Optional.of("the file of " + name + " is gone, so nothing can start it again");
            default -> {
                String said = error.replaceFirst("^\\S+ \"(.*)\"$", "$1");
                yield Optional.of(name + " cannot be started: " + (said.isEmpty() ? load : said));
            }
        };
    }

    private static List<String> words(String value) {
        return Arrays.stream(value.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
