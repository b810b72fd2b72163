package dev.belay.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind the numbers of a version. It makes one before the release ({@code -beta}, {@code rc1}, {@code ~deb}), one after
 * it ({@code .post1}, {@code p2}, {@code -1}, {@code -12-gabc1234}), or means the release itself ({@code .Final}, {@code -ee}). What is
 * behind a {@code +} is no part of the order. A word that nobody knows makes a pre-release, as semantic versioning has it.
 *
 * @param stage before, at or after the release
 * @param pieces numbers and words by which those of one stage are ordered
 * @param commits since the tag, as {@code git describe} counts them
 */
record Suffix(Stage stage, List<String> pieces, long commits) implements Comparable<Suffix> {

    /** How a version stands to its release. */
    enum Stage {
        BEFORE,
        RELEASE,
        AFTER
    }

    private static final Pattern DESCRIBED = Pattern.compile("(?:(.*?)-)?(\\d+)-g[0-9a-f]{4,40}(?:-dirty)?");
    private static final Pattern PIECE = Pattern.compile("\\d+|[a-z]+");
    private static final Pattern WORD = Pattern.compile("[a-z]+");

    private static final Set<String> RELEASE =
            Set.of("final", "ga", "release", "stable", "lts", "ce", "ee", "community", "enterprise");
    private static final Set<String> AFTER =
            Set.of("post", "p", "pl", "patch", "r", "rev", "sp", "hotfix", "fix", "update", "u", "dirty");

    /** The order of pre-releases where it is not the alphabet's; a word that is not here stands between beta and candidate. */
    private static final Map<String, Integer> RANKS = Map.ofEntries(
            Map.entry("dev", 0),
            Map.entry("nightly", 0),
            Map.entry("canary", 0),
            Map.entry("a", 1),
            Map.entry("alpha", 1),
            Map.entry("b", 2),
            Map.entry("beta", 2),
            Map.entry("pre", 4),
            Map.entry("preview", 4),
            Map.entry("c", 5),
            Map.entry("cr", 5),
            Map.entry("rc", 5),
            Map.entry("snapshot", 6));

    private static final int UNRANKED = 3;

    /**
     * Reads what is behind the numbers.
     *
     * @param text with the sign that parts it from the numbers, where there is one
     */
    static Suffix of(String text) {
        String told = text.toLowerCase(Locale.ROOT).replaceFirst("\\+.*", "");
        String plain = told.replaceFirst("^[-._]", "");
        Matcher described = DESCRIBED.matcher(plain);
        if (!described.matches()) {
            return of(told, plain, 0);
        }
        String before = described.group(1) == null ? "" : described.group(1);
        return of(before, before, Long.parseLong(described.group(2)));
    }

    private static Suffix of(String told, String plain, long commits) {
        if (told.startsWith("~")) {
            return new Suffix(Stage.BEFORE, pieces(plain), commits);
        }
        Matcher word = WORD.matcher(plain);
        String first = word.lookingAt() ? word.group() : "";
        if (plain.isEmpty() || (RELEASE.contains(first) && pieces(plain).size() == 1)) {
            return new Suffix(Stage.RELEASE, List.of(), commits);
        }
        boolean letter = told.equals(first) && first.length() == 1;
        boolean after = first.isEmpty() || letter || AFTER.contains(first) || RELEASE.contains(first);
        return new Suffix(after ? Stage.AFTER : Stage.BEFORE, pieces(plain), commits);
    }

    @Override
    public int compareTo(Suffix other) {
        int order = stage.compareTo(other.stage);
        for (int i = 0; order == 0 && i < Math.min(pieces.size(), other.pieces.size()); i++) {
            order = compare(pieces.get(i), other.pieces.get(i), stage);
        }
        if (order == 0) {
            order = Integer.compare(pieces.size(), other.pieces.size());
        }
        return order != 0 ? order : Long.compare(commits, other.commits);
    }

    /** Numbers by their size and before words; words of pre-releases by their rank. */
    private static int compare(String a, String b, Stage stage) {
        boolean number = Character.isDigit(a.charAt(0));
        if (number != Character.isDigit(b.charAt(0))) {
            return number ? -1 : 1;
        }
        if (number) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        int rankA = stage == Stage.BEFORE ? RANKS.getOrDefault(a, UNRANKED) : UNRANKED;
        int rankB = stage == Stage.BEFORE ? RANKS.getOrDefault(b, UNRANKED) : UNRANKED;
        return rankA != rankB || rankA != UNRANKED ? Integer.compare(rankA, rankB) : a.compareTo(b);
    }

    private static List<String> pieces(String text) {
        return PIECE.matcher(text).results().map(result -> result.group()).toList();
    }
}
