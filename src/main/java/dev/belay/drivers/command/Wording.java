package dev.belay.drivers.command;

import dev.belay.driver.Arguments;
import dev.belay.expr.Regex;
import dev.belay.host.Completed;
import dev.belay.value.EscapeSequences;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an application prints when its migration ended well. A pattern is a regular expression of which a line must hold a match;
 * colours are not part of a line.
 *
 * @param done where it did its work
 * @param unchanged where there was nothing to do
 */
record Wording(String done, Optional<String> unchanged) {

    static Wording of(Arguments arguments) {
        return new Wording(arguments.text("done"), arguments.optionalText("unchanged"));
    }

    /** The line that tells that it is done, else the one that tells that there was nothing to do; empty where neither was printed. */
    Optional<String> told(Completed completed) {
        return line(completed, done).or(() -> unchanged.flatMap(pattern -> line(completed, pattern)));
    }

    /** Looks at the end of all output first; the beginning of a long one is told only of standard output. */
    private static Optional<String> line(Completed completed, String pattern) {
        try {
            return Stream.of(completed.output(), completed.out())
                    .flatMap(text -> EscapeSequences.without(text).lines())
                    .filter(line -> Regex.finds(pattern, line))
                    .findFirst()
                    .map(String::strip);
        } catch (Failure endless) {
            throw new Failure(Exit.FAILED, "'" + pattern + "': " + endless.message(), endless);
        }
    }

    /** Why an end with exit code 0 is not believed. */
    Failure refusal(Completed completed) {
        String also = unchanged
                .map(pattern -> ", nor that nothing was to do (unchanged: '" + pattern + "')")
                .orElse("");
        String last = String.join("\n  ", completed.lastLines());
        return Failure.failed(
                "it ended with 0, but no line that it printed says that it is done (done: '" + done + "')" + also
                        + (last.isEmpty() ? "; it printed nothing" : "; its last lines:\n  " + last),
                "find out what it did; where it did its work, correct the patterns: they are regular expressions, in which ( is"
                        + " written \\(");
    }
}
