package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What MariaDB tells of a type.
 *
 * @param name {@code varchar}
 * @param whole with all that belongs to it: {@code enum('a','b')}, {@code int(10) unsigned}
 * @param longest characters of a text
 * @param digits of a number, or bits
 */
record TypeText(String name, String whole, Optional<Long> longest, Optional<Integer> digits, int scale) {

    private static final Pattern WORD = Pattern.compile("'((?:[^']|'')*)'");
    private static final int YEAR_BITS = 16;

    /** The kind of its values. */
    static Kind kind(TypeText type) {
        boolean unsigned = type.whole().toLowerCase(Locale.ROOT).contains("unsigned");
        return switch (type.name().toLowerCase(Locale.ROOT)) {
            case "tinyint" -> new Kind.Whole(8, unsigned);
            case "smallint" -> new Kind.Whole(16, unsigned);
            case "mediumint" -> new Kind.Whole(24, unsigned);
            case "int", "integer" -> new Kind.Whole(32, unsigned);
            case "bigint" -> new Kind.Whole(64, unsigned);
            case "year" -> new Kind.Whole(YEAR_BITS, true);
            case "decimal" -> new Kind.Decimal(type.digits(), type.scale());
            case "float" -> Plain.FLOAT;
            case "double" -> Plain.DOUBLE;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> new Kind.Text(type.longest());
            case "enum" -> words(type.whole(), false);
            case "set" -> words(type.whole(), true);
            case "date" -> Plain.DATE;
            case "time" -> Plain.TIME;
            case "datetime" -> Plain.TIMESTAMP;
            case "timestamp" -> Plain.MOMENT;
            case "bit" -> new Kind.Bits(type.digits().map(Integer::longValue));
            case "uuid" -> Plain.UUID;
            case "inet4", "inet6" -> Plain.ADDRESS;
            case "json" -> Plain.JSON;
            default -> Plain.BYTES; // binary, blobs, and geometries, which come as bytes
        };
    }

    /** MariaDB's catalogue shows a character of four bytes as {@code ?}: then only the server knows the words. */
    private static Kind words(String whole, boolean several) {
        List<String> words = words(whole);
        return words.stream().anyMatch(word -> word.contains("?"))
                ? new Kind.Text(Optional.empty())
                : new Kind.Words(words, several);
    }

    private static List<String> words(String whole) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(whole);
        while (matcher.find()) {
            words.add(matcher.group(1).replace("''", "'"));
        }
        return words;
    }
}
