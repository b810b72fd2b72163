package dev.belay.drivers.postgresql;

import dev.belay.driver.database.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The errors of a load, judged by the patterns that a script accepts. In a pattern * stands for any text; it must fit the whole
 * of the server's message, or its SQLSTATE.
 *
 * @param accepted those that a pattern fits
 * @param refused the others
 * @param counted how many pg_restore says there were; less than none where it says nothing
 */
record LoadErrors(List<String> accepted, List<String> refused, int counted) {

    private static final Pattern ERROR = Pattern.compile("(?m)^pg_restore: error: (.*)$");
    private static final Pattern COUNT = Pattern.compile("errors ignored on restore: (\\d+)");
    private static final String SERVER = "ERROR:";

    LoadErrors {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
    }

    /** Judges what pg_restore printed. */
    static LoadErrors of(String output, List<String> patterns) {
        Tolerance accept = new Tolerance(patterns);
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Matcher errors = ERROR.matcher(output);
        while (errors.find()) {
            String line = errors.group(1);
            int server = line.lastIndexOf(SERVER);
            String message = (server < 0 ? line : line.substring(server + SERVER.length())).strip();
            (accept.fits(message) ? accepted : refused).add(message);
        }
        Matcher count = COUNT.matcher(output);
        return new LoadErrors(accepted, refused, count.find() ? Integer.parseInt(count.group(1)) : -1);
    }

    /** True where every error that happened was seen and accepted. */
    boolean allAccepted() {
        return refused.isEmpty() && counted == accepted.size();
    }
}
