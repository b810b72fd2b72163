package dev.belay.drivers.source;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The tag that somebody may have meant. */
final class Nearest {

    private Nearest() {}

    /** The tag with the fewest letters that differ; of several, the last in order. Empty where there are no tags. */
    static Optional<String> tag(String wanted, List<String> tags) {
        Comparator<String> far = Comparator.comparingInt(tag -> distance(wanted, tag));
        return tags.stream().min(far.thenComparing(Comparator.reverseOrder()));
    }

    /** How many letters must be put in, taken out or changed. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
