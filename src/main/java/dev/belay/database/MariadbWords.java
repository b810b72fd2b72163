package dev.belay.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The first words of one statement of MariaDB, enough of them to tell its kind. */
final class MariadbWords {

    private static final int ENOUGH = 64;
    private static final String VALUE = "?";

    /** What CREATE, ALTER and DROP are about, where the schema tells whether they happened. */
    private static final Set<String> OBJECTS =
            Set.of("TABLE", "VIEW", "INDEX", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "SEQUENCE");

    /** Parts of ALTER TABLE that leave the schema as it is and are not to be done twice. */
    private static final Set<String> SWAPS = Set.of("EXCHANGE", "DISCARD", "IMPORT");

    private final List<String> words = new ArrayList<>();

    void word(String word) {
        add(word.toUpperCase(Locale.ROOT));
    }

    /** A string or a quoted name. */
    void value() {
        add(VALUE);
    }

    void sign(char sign) {
        if (sign == '@' || sign == '=') {
            add(String.valueOf(sign));
        }
    }

    /** True before the first word. */
    boolean none() {
        return words.isEmpty();
    }

    MariadbKind kind() {
        return kind(words);
    }

    private static MariadbKind kind(List<String> words) {
        return switch (at(words, 0)) {
            case "INSERT",
                    "UPDATE",
                    "DELETE",
                    "REPLACE",
                    "WITH",
                    "VALUES",
                    "DO",
                    "LOAD",
                    "SHOW",
                    "DESC",
                    "DESCRIBE",
                    "EXPLAIN",
                    "TABLE",
                    "" -> MariadbKind.DATA;
            case "SELECT" -> select(words);
            case "SET" -> set(words);
            case "PREPARE", "DEALLOCATE" -> MariadbKind.SESSION;
            case "USE" -> MariadbKind.DATABASE;
            case "CREATE", "ALTER", "DROP" -> schema(words);
            case "RENAME" ->
                at(words, 1).startsWith("TABLE")
                                && words.stream().filter("TO"::equals).count() == 1
                        ? MariadbKind.SCHEMA
                        : MariadbKind.UNKNOWN;
            case "TRUNCATE",
                    "ANALYZE",
                    "OPTIMIZE",
                    "REPAIR",
                    "CHECK",
                    "CHECKSUM",
                    "FLUSH",
                    "GRANT",
                    "REVOKE",
                    "CACHE" -> MariadbKind.REPEATABLE;
            case "BEGIN" -> at(words, 1).equals("NOT") ? MariadbKind.UNKNOWN : MariadbKind.BEGIN;
            case "START" -> at(words, 1).equals("TRANSACTION") ? MariadbKind.BEGIN : MariadbKind.UNKNOWN;
            case "COMMIT" -> MariadbKind.COMMIT;
            case "ROLLBACK", "SAVEPOINT", "RELEASE", "XA" -> MariadbKind.ROLLBACK;
            case "LOCK", "UNLOCK" -> MariadbKind.LOCK;
            default -> MariadbKind.UNKNOWN;
        };
    }

    private static MariadbKind select(List<String> words) {
        int into = words.indexOf("INTO");
        return into > 0 && at(words, into + 1).equals("@") ? MariadbKind.SESSION : MariadbKind.DATA;
    }

    private static MariadbKind set(List<String> words) {
        if (at(words, 1).equals("STATEMENT") && words.contains("FOR")) {
            return kind(words.subList(words.indexOf("FOR") + 1, words.size()));
        }
        if (words.contains("AUTOCOMMIT")) {
            return at(words, words.size() - 1).matches("1|ON") ? MariadbKind.SESSION : MariadbKind.ROLLBACK;
        }
        boolean everybody = words.contains("GLOBAL")
                || at(words, 1).equals("PASSWORD")
                || at(words, 1).equals("DEFAULT");
        return everybody ? MariadbKind.REPEATABLE : MariadbKind.SESSION;
    }

    private static MariadbKind schema(List<String> words) {
        int about = 1;
        while (about < words.size() && !isObject(words.get(about))) {
            about++;
        }
        String object = at(words, about);
        if (words.subList(1, Math.min(about, words.size())).contains("TEMPORARY")) {
            return MariadbKind.TEMPORARY;
        }
        if (object.equals("DATABASE") || object.equals("SCHEMA")) {
            return MariadbKind.DATABASE;
        }
        boolean told = OBJECTS.contains(object) && words.stream().noneMatch(SWAPS::contains);
        return told ? MariadbKind.SCHEMA : MariadbKind.UNKNOWN;
    }

    private static boolean isObject(String word) {
        return OBJECTS.contains(word)
                || Set.of("DATABASE", "SCHEMA", "USER", "ROLE", "SERVER", "TABLESPACE", "PACKAGE")
                        .contains(word);
    }

    private void add(String word) {
        if (words.size() < ENOUGH) {
            words.add(word);
        }
    }

    private static String at(List<String> list, int index) {
        return index >= 0 && index < list.size() ? list.get(index) : "";
    }
}
