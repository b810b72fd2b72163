package dev.belay.drivers.files.settings;

import dev.belay.value.Failure;
import java.util.Optional;
import java.util.Set;

/**
 * The text of a settings file, in which keys are set and taken out while all else stays as it is: order, comments, quotes, line
 * ends. Immutable. What cannot be edited safely is refused with a {@link Failure} that names the line and never the content.
 */
public sealed interface Settings permits EnvText, IniText, PropertiesText, YamlText, JsonText {

    /** The keys with a value of their own, in the order of their first use. */
    Set<String> keys();

    /** How often a key stands in it. */
    long count(String key);

    /** What a key holds; empty where it does not stand in the file. */
    Optional<Held> held(String key);

    /** The text with a key set: in its place, or where new keys belong. */
    Settings holding(String key, Held value);

    /** The text without a key. */
    Settings without(String key);

    /** The text as it stands in the file. */
    String text();

    /** The number of the line of a place in a text, from 1. */
    static long lineOf(String text, int at) {
        return text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }
}
