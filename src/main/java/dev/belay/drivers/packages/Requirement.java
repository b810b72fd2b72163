package dev.belay.drivers.packages;

import dev.belay.value.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package and the versions of it that will do, as pip's version specifiers say it: {@code django}, {@code celery[redis] ==5.3},
 * {@code pillow >=9,<11}.
 *
 * @param name normalized as PEP 503 has it
 * @param clauses all of which must hold, such as {@code >=9}; none for any version
 */
record Requirement(String name, List<String> clauses) {

    private static final String CLAUSE = "(?:===|==|~=|!=|<=|>=|<|>)\\s*[^\\s,;()=<>!~]+";
    private static final Pattern LINE =
            Pattern.compile("(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[[^\\]]*\\])?"
                    + "\\s*\\(?(?<clauses>(?:" + CLAUSE + "(?:\\s*,\\s*" + CLAUSE + ")*)?)\\)?");

    Requirement {
        clauses = List.copyOf(clauses);
    }

    /** Reads one; empty for what says more than a name and versions: an address, a marker, an option. */
    static Optional<Requirement> parse(String text) {
        Matcher line = LINE.matcher(text.strip());
        if (!line.matches()) {
            return Optional.empty();
        }
        List<String> clauses = Arrays.stream(line.group("clauses").split(","))
                .map(clause -> clause.replaceAll("\\s", ""))
                .filter(clause -> !clause.isEmpty())
                .toList();
        return Optional.of(new Requirement(normal(line.group("name")), clauses));
    }

    /** A name under which all spellings of a package are one. */
    static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    /** The only version that will do, where there is but one. */
    Optional<String> version() {
        return clauses.size() == 1
                        && clauses.get(0).startsWith("==")
                        && !clauses.get(0).endsWith("*")
                ? Optional.of(clauses.get(0).replaceFirst("^=+", ""))
                : Optional.empty();
    }

    /** True where a version will do. */
    boolean met(String version) {
        return clauses.stream().allMatch(clause -> met(clause, version));
    }

    private static boolean met(String clause, String text) {
        String operator = clause.replaceFirst("[^=<>!~].*", "");
        String wanted = clause.substring(operator.length());
        if (operator.equals("===")) {
            return wanted.equals(text);
        }
        if (wanted.endsWith(".*")) {
            return ofLine(wanted.substring(0, wanted.length() - 2), text) == operator.equals("==");
        }
        if (!Version.isVersion(wanted) || !Version.isVersion(text)) {
            return operator.equals("==") && wanted.equals(text);
        }
        int order = Version.parse(text).compareTo(Version.parse(wanted));
        if (order == 0 && wanted.contains("+") && !label(wanted).equals(label(text))) {
            return operator.equals("!=");
        }
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            default -> order >= 0 && ofLine(wanted.replaceFirst("\\.[^.]*$", ""), text);
        };
    }

    /** The label in a version such as {@code 2.1+cpu}, which counts only where it is asked for. */
    private static String label(String version) {
        return version.replaceFirst("[^+]*", "");
    }

    private static boolean ofLine(String line, String text) {
        return Version.isVersion(text)
                && line.matches("\\d+(\\.\\d+)*")
                && Version.parse(text)
                        .isOfLine(Arrays.stream(line.split("\\."))
                                .map(Long::valueOf)
                                .toList());
    }

    @Override
    public String toString() {
        return clauses.isEmpty() ? name : name + " " + String.join(",", clauses);
    }
}
