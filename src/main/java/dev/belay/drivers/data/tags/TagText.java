package dev.belay.drivers.data.tags;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Texts that hold several names of tags. */
final class TagText {

    private static final char COMMA = ',';
    private static final char QUOTE = '"';

    private TagText() {}

    /**
     * The names in what a person typed, as django-tagging reads it: in double quotes a name stands as it is; else names are parted by commas
     * where there is one, by blanks where there is none.
     */
    static Set<String> typed(String text) {
        Set<String> names = new LinkedHashSet<>();
        List<String> plain = new ArrayList<>();
        boolean commas = false;
        int at = 0;
        while (at < text.length()) {
            int quote = text.indexOf(QUOTE, at);
            int end = quote < 0 ? -1 : text.indexOf(QUOTE, quote + 1);
            int until = quote < 0 ? text.length() : quote;
            plain.add(text.substring(at, until));
            commas |= text.substring(at, until).indexOf(COMMA) >= 0;
            if (quote >= 0 && end < 0) { // never closed: it means nothing
                plain.add(text.substring(quote + 1));
                commas |= text.indexOf(COMMA, quote) >= 0;
                at = text.length();
            } else {
                add(names, quote < 0 ? "" : text.substring(quote + 1, end));
                at = quote < 0 ? text.length() : end + 1;
            }
        }
        String separator = commas ? "," : " ";
        plain.forEach(each -> List.of(each.split(separator)).forEach(name -> add(names, name)));
        return names;
    }

    private static void add(Set<String> names, String name) {
        if (!name.isBlank()) {
            names.add(name.strip());
        }
    }

    /**
     * The names of a joined text, where they are those that a person typed: some order of these, joined by commas, is the text. A database
     * may keep them in other letters: case is not looked at.
     */
    static Optional<List<String>> parted(String joined, Set<String> typed) {
        List<String> names = new ArrayList<>();
        return parted(joined, 0, new ArrayList<>(typed), names) ? Optional.of(names) : Optional.empty();
    }

    private static boolean parted(String joined, int at, List<String> left, List<String> names) {
        for (int i = 0; i < left.size(); i++) {
            String name = left.get(i);
            int end = at + name.length();
            if (joined.regionMatches(true, at, name, 0, name.length()) && ends(joined, end)) {
                names.add(joined.substring(at, end));
                left.remove(i);
                if (left.isEmpty() ? end == joined.length() : goesOn(joined, end, left, names)) {
                    return true;
                }
                left.add(i, name);
                names.remove(names.size() - 1);
            }
        }
        return false;
    }

    private static boolean ends(String joined, int at) {
        return at == joined.length() || joined.charAt(at) == COMMA;
    }

    /** MariaDB joins by a comma, PostgreSQL is asked to by a comma and a blank. */
    private static boolean goesOn(String joined, int comma, List<String> left, List<String> names) {
        return comma < joined.length()
                && (parted(joined, comma + 1, left, names)
                        || (joined.startsWith(", ", comma) && parted(joined, comma + 2, left, names)));
    }

    /** The names of a joined text of which these are the only ones that hold a comma. */
    static List<String> parted(String joined, List<String> whole) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at <= joined.length()) {
            int begin = at;
            while (begin < joined.length() && joined.charAt(begin) == ' ') {
                begin++;
            }
            int start = begin;
            int comma = joined.indexOf(COMMA, start);
            int end = whole.stream()
                    .filter(name -> joined.startsWith(name, start) && ends(joined, start + name.length()))
                    .mapToInt(name -> start + name.length())
                    .max()
                    .orElse(comma < 0 ? joined.length() : comma);
            String name = joined.substring(start, end).strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
            at = end + 1;
        }
        return names;
    }
}
