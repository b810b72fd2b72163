package dev.belay.drivers.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows SQL of which it is certain that it only reads: words, names, constants and signs, and calls of the functions below, in parentheses
 * that close. Whatever else there is, a comment or a function of the application, is in doubt, since a transaction that only reads does not
 * keep a function from sleeping, or from ending what other people do.
 */
final class PlainSql {

    private static final Pattern TOKEN = Pattern.compile(
            "(?<blank>\\s+)|(?<text>'[^'\\\\]*')|(?<name>\"[^\"]*\"|`[^`]*`)"
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)|(?<number>\\p{N}[\\p{N}_.]*)|(?<open>\\()|(?<close>\\))|(?<sign>(?!--|/\\*)(?:::|[-+*/%<>=!|&^~.,\\[\\]]))");

    /** What other statements than a query begin with, and what writes or locks within one. */
    private static final Set<String> WRITING = Set.of(
            "insert",
            "update",
            "delete",
            "truncate",
            "merge",
            "replace",
            "into",
            "for",
            "lock",
            "call",
            "do",
            "set",
            "copy",
            "execute",
            "procedure",
            "create",
            "drop",
            "alter",
            "grant",
            "revoke",
            "commit",
            "rollback",
            "begin",
            "load",
            "outfile",
            "dumpfile");

    private static final Set<String> BEFORE_PARENTHESES = Set.of(
            // words of the language
            "and",
            "all",
            "any",
            "as",
            "between",
            "by",
            "case",
            "distinct",
            "else",
            "except",
            "exists",
            "filter",
            "from",
            "group",
            "having",
            "in",
            "intersect",
            "is",
            "join",
            "like",
            "limit",
            "not",
            "on",
            "or",
            "over",
            "select",
            "some",
            "then",
            "union",
            "using",
            "values",
            "when",
            "where",
            "with",
            "interval",
            // types
            "char",
            "character",
            "decimal",
            "numeric",
            "varchar",
            "varying",
            "time",
            "timestamp",
            "binary",
            // functions that only compute
            "abs",
            "avg",
            "btrim",
            "cast",
            "ceil",
            "ceiling",
            "char_length",
            "character_length",
            "coalesce",
            "concat",
            "concat_ws",
            "convert",
            "count",
            "current_date",
            "current_timestamp",
            "curdate",
            "date",
            "date_add",
            "date_format",
            "date_part",
            "date_sub",
            "date_trunc",
            "datediff",
            "day",
            "dayofweek",
            "dense_rank",
            "extract",
            "first_value",
            "floor",
            "from_unixtime",
            "greatest",
            "group_concat",
            "hour",
            "if",
            "ifnull",
            "instr",
            "isnull",
            "lag",
            "last_value",
            "lead",
            "least",
            "left",
            "length",
            "locate",
            "lower",
            "lpad",
            "ltrim",
            "make_date",
            "max",
            "md5",
            "min",
            "minute",
            "mod",
            "month",
            "now",
            "nullif",
            "octet_length",
            "position",
            "rank",
            "regexp_replace",
            "reverse",
            "right",
            "round",
            "row_number",
            "rpad",
            "rtrim",
            "second",
            "sign",
            "split_part",
            "string_agg",
            "strpos",
            "substr",
            "substring",
            "substring_index",
            "sum",
            "to_char",
            "to_date",
            "to_timestamp",
            "trim",
            "trunc",
            "unix_timestamp",
            "upper",
            "year");

    private PlainSql() {}

    /** Whether a condition or a query is certain to do nothing but read. */
    static boolean isPlain(String sql) {
        Matcher matcher = TOKEN.matcher(sql.strip().replaceFirst(";$", ""));
        Deque<String> open = new ArrayDeque<>();
        String before = "";
        int end = 0;
        while (end < matcher.regionEnd()) {
            matcher.region(end, matcher.regionEnd());
            if (!matcher.lookingAt()) {
                return false;
            }
            end = matcher.end();
            String token = matcher.group().toLowerCase(Locale.ROOT);
            if (matcher.group("blank") != null) {
                continue;
            }
            if (matcher.group("word") != null && WRITING.contains(token) && !before.equals(".")) {
                return false;
            }
            if (matcher.group("open") != null) {
                if (mayBeCall(before)) {
                    return false;
                }
                open.push(token);
            } else if (matcher.group("close") != null && open.poll() == null) {
                return false;
            }
            before = isQualified(before, matcher) ? "." + token : token;
        }
        return open.isEmpty();
    }

    private static boolean isQualified(String before, Matcher matcher) {
        return before.equals(".") && (matcher.group("word") != null || matcher.group("name") != null);
    }

    /** What stands before a parenthesis calls something that is not known. */
    private static boolean mayBeCall(String before) {
        if (before.isEmpty()) {
            return false;
        }
        char first = before.charAt(0);
        boolean named = Character.isLetter(first)
                || first == '_'
                || first == '"'
                || first == '`'
                || (first == '.' && before.length() > 1);
        return named && !BEFORE_PARENTHESES.contains(before);
    }
}
