package dev.belay.driver.database;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which errors a script accepts, as the server words them.
 *
 * @param patterns in which * stands for any text; one must fit the whole of a message
 */
public record Tolerance(List<String> patterns) {

    public Tolerance {
        patterns = List.copyOf(patterns);
    }

    /** True where any of the patterns fits the whole message. */
    public boolean fits(String message) {
        return patterns.stream()
                .anyMatch(pattern ->
                        message.matches("(?s)" + Pattern.quote(pattern).replace("*", "\\E.*\\Q")));
    }
}
