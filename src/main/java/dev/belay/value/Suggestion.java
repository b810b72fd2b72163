package dev.belay.value;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The nearest right spelling of a misspelt word: "did you mean". */
public final class Suggestion {

    private Suggestion() {}

    /** The candidate that is nearest to the word, where one is near enough for a slip: one letter in three may differ. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int best = Math.max(1, wanted.length() / 3) + 1;
        String nearest = "";
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - word.length()) <= best && !candidate.equals(word)) {
                int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
                boolean nearer = distance < best || (distance == best && isLonger(candidate, nearest));
                if (nearer && distance < Math.max(wanted.length(), candidate.length())) {
                    best = distance;
                    nearest = candidate;
                }
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
    }

    /** The candidate with the fewest letters that differ, however many; of several, the last in order. Empty where there are none. */
    public static Optional<String> closest(String word, Collection<String> candidates) {
        Comparator<String> far = Comparator.comparingInt(candidate -> distance(word, candidate));
        return candidates.stream().min(far.thenComparing(Comparator.reverseOrder()));
    }

    /** Letters are left out more often than put in: of two that are as near, the longer is meant. */
    private static boolean isLonger(String candidate, String nearest) {
        return !nearest.isEmpty() && candidate.length() > nearest.length();
    }

    /** {@code "; did you mean 'timeout'?"}, or nothing where no candidate is near. */
    public static String didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates)
                .map(right -> "; did you mean '" + right + "'?")
                .orElse("");
    }

    /** {@code "; did you mean 'timeout'?"}, or {@code "; known are a, b"} where no candidate is near and they are few. */
    public static String among(String word, Collection<String> candidates) {
        String near = didYouMean(word, candidates);
        if (!near.isEmpty() || candidates.isEmpty() || candidates.size() > 20) {
            return near;
        }
        return "; known: " + String.join(", ", candidates);
    }

    /** The number of letters to insert, remove, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
