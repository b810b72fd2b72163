package dev.belay.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of one statement as they come by: enough of them to tell its kind, and whether a semicolon ends it. */
final class SqlWords {

    private static final int ENOUGH = 64;

    private final List<String> words = new ArrayList<>();
    private final List<String> outside = new ArrayList<>();
    private int parentheses;
    private int blocks;

    void word(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        add(upper);
        if (parentheses == 0 && isRoutine()) {
            switch (upper) {
                case "BEGIN" -> blocks++;
                case "CASE" -> blocks += blocks > 0 ? 1 : 0;
                case "END" -> blocks -= blocks > 0 ? 1 : 0;
                default -> {}
            }
        }
    }

    /** A string or a quoted name. */
    void value() {
        add("?");
    }

    void sign(char sign) {
        if (sign == '(') {
            parentheses++;
        } else if (sign == ')' && parentheses > 0) {
            parentheses--;
        }
    }

    /** True where a semicolon ends the statement: outside of parentheses and of the body of a routine. */
    boolean complete() {
        return parentheses == 0 && blocks == 0;
    }

    SqlKind kind() {
        return switch (at(0)) {
            case "BEGIN", "COMMIT", "END", "ROLLBACK", "ABORT", "START" ->
                rollsBackToSavepoint() ? SqlKind.ORDINARY : SqlKind.TRANSACTION;
            case "PREPARE" -> at(1).equals("TRANSACTION") ? SqlKind.TRANSACTION : SqlKind.ORDINARY;
            case "COPY" -> copy();
            default -> alone() ? SqlKind.ALONE : SqlKind.ORDINARY;
        };
    }

    private boolean rollsBackToSavepoint() {
        return at(0).equals("ROLLBACK") && outside.contains("TO");
    }

    private SqlKind copy() {
        for (int i = 1; i + 1 < outside.size(); i++) {
            String pair = outside.get(i) + " " + outside.get(i + 1);
            if (pair.equals("FROM STDIN")) {
                return SqlKind.COPY_IN;
            }
            if (pair.equals("TO STDOUT")) {
                return SqlKind.COPY_OUT;
            }
        }
        return SqlKind.ORDINARY;
    }

    /** What PostgreSQL refuses "inside a transaction block", by its reference of each command. */
    private boolean alone() {
        String second = at(1);
        return switch (at(0)) {
            case "VACUUM" -> true;
            case "CLUSTER" -> words.size() == 1;
            case "CREATE", "DROP" ->
                List.of("DATABASE", "TABLESPACE", "SUBSCRIPTION").contains(second) || concurrentIndex();
            case "ALTER" ->
                second.equals("SYSTEM")
                        || (second.equals("DATABASE") && follow("SET", "TABLESPACE"))
                        || (second.equals("TABLE") && words.contains("DETACH") && words.contains("CONCURRENTLY"));
            case "REINDEX" ->
                words.contains("CONCURRENTLY")
                        || List.of("DATABASE", "SYSTEM", "SCHEMA").contains(at(outside, 1));
            case "DISCARD" -> second.equals("ALL");
            default -> false;
        };
    }

    private boolean concurrentIndex() {
        int index = words.indexOf("INDEX");
        return index > 0 && index <= 2 && at(index + 1).equals("CONCURRENTLY");
    }

    private boolean follow(String first, String then) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(first) && words.get(i + 1).equals(then)) {
                return true;
            }
        }
        return false;
    }

    private boolean isRoutine() {
        int at = at(1).equals("OR") ? 3 : 1;
        return at(0).equals("CREATE") && (at(at).equals("FUNCTION") || at(at).equals("PROCEDURE"));
    }

    private void add(String word) {
        if (words.size() < ENOUGH) {
            words.add(word);
        }
        if (parentheses == 0 && outside.size() < ENOUGH) {
            outside.add(word);
        }
    }

    private String at(int index) {
        return at(words, index);
    }

    private static String at(List<String> list, int index) {
        return index < list.size() ? list.get(index) : "";
    }
}
