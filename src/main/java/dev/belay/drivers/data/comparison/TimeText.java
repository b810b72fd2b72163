package dev.belay.drivers.data.comparison;

import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Kind.Plain;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days, times and spans in one spelling each. What is written otherwise stays as it is. */
final class TimeText {

    private static final int DAY = 10;
    private static final String SHAPE = "9999-99-99 99:99:99";
    private static final Pattern MOMENT = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d)(:\\d\\d)?(\\.\\d+)?(Z|[+-]\\d\\d(?::?\\d\\d)?(?::\\d\\d)?)?");
    private static final Pattern TIME =
            Pattern.compile("(-?\\d+:\\d\\d)(:\\d\\d)?(\\.\\d+)?(Z|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final Pattern ISO = Pattern.compile("P(?:(-?\\d+)Y)?(?:(-?\\d+)M)?(?:(-?\\d+)W)?(?:(-?\\d+)D)?"
            + "(?:T(?:(-?\\d+)H)?(?:(-?\\d+)M)?(?:(-?[\\d.]+)S)?)?");
    private static final Pattern CLOCK =
            Pattern.compile("(?:(-?\\d+) (?:days?,? ?)?)?(?:(-?)(\\d+):(\\d\\d)(?::(\\d\\d(?:\\.\\d+)?))?)?");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private TimeText() {}

    /**
     * Adds a day, a time or a moment as a column of the kind holds it; says no where it is not written the way that most are, which
     * {@link #canonical} knows as well: {@code 2024-02-29 10:00:00.5}, and {@code +00} behind it.
     */
    static boolean write(Plain kind, byte[] bytes, int from, int to, Bytes out) {
        if (kind == Plain.DATE) {
            boolean day = to - from == DAY;
            if (day) {
                out.add(bytes, from, to);
            }
            return day;
        }
        if ((kind != Plain.TIMESTAMP && kind != Plain.MOMENT) || !isLike(SHAPE, bytes, from, to)) {
            return false;
        }
        int zone = isLike("+00", bytes, to - 3, to) ? to - 3 : to;
        int end = zone;
        for (int i = from + SHAPE.length(); i < zone; i++) {
            boolean point = i == from + SHAPE.length();
            if (point ? bytes[i] != '.' || i + 1 == zone : bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        while (end > from + SHAPE.length() && (bytes[end - 1] == '0' || bytes[end - 1] == '.')) {
            end--;
        }
        out.add(bytes, from, end);
        return true;
    }

    /** Whether bytes begin as these characters do; 9 stands for any digit, and 0 for itself. */
    private static boolean isLike(String shape, byte[] bytes, int from, int to) {
        if (to - from < shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            int wanted = shape.charAt(i);
            int found = bytes[from + i];
            if (wanted == '9' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    /** A day, a time or a moment as a column of the kind holds it. */
    static String canonical(Plain kind, String text) {
        return switch (kind) {
            case DATE -> day(text);
            case TIME, ZONED_TIME -> time(text);
            default -> moment(text);
        };
    }

    /** A time of midnight behind a day is what a column of days leaves away. */
    private static String day(String text) {
        String moment = text.length() > DAY ? moment(text) : text;
        return moment.endsWith(" 00:00:00") ? moment.substring(0, moment.length() - " 00:00:00".length()) : moment;
    }

    private static String time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        String zone = matcher.group(4) == null
                ? ""
                : matcher.group(4).replaceFirst("Z", "+00").replaceFirst(":?00$", "");
        return matcher.group(1)
                + (matcher.group(2) == null ? ":00" : matcher.group(2))
                + fraction(matcher.group(3))
                + zone;
    }

    private static String moment(String text) {
        if (text.length() == DAY && text.charAt(4) == '-') {
            return text + " 00:00:00";
        }
        Matcher matcher = MOMENT.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        String local =
                matcher.group(1) + " " + matcher.group(2) + (matcher.group(3) == null ? ":00" : matcher.group(3));
        String zone = matcher.group(5);
        boolean utc = zone == null || zone.equals("Z") || zone.matches("[+-]00(:?00)?");
        return (utc ? local : utc(local, zone)) + fraction(matcher.group(4));
    }

    private static String utc(String local, String zone) {
        try {
            ZoneOffset offset =
                    ZoneOffset.of(zone.matches("[+-]\\d{4}") ? zone.substring(0, 3) + ":" + zone.substring(3) : zone);
            return SECONDS.format(LocalDateTime.parse(local, SECONDS).minusSeconds(offset.getTotalSeconds()));
        } catch (DateTimeException none) {
            return local + zone;
        }
    }

    private static String fraction(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? "" : digits.replaceFirst("\\.?0+$", "");
    }

    /** A span as months, days and seconds, which PostgreSQL keeps apart. */
    static String interval(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            long months = 12 * whole(iso, 1) + whole(iso, 2);
            long days = 7 * whole(iso, 3) + whole(iso, 4);
            BigDecimal seconds = BigDecimal.valueOf(3600 * whole(iso, 5) + 60 * whole(iso, 6))
                    .add(exact(iso, 7));
            return span(months, days, seconds);
        }
        Matcher clock = CLOCK.matcher(text.strip());
        if (clock.matches() && !text.isBlank()) {
            BigDecimal seconds = BigDecimal.valueOf(3600 * whole(clock, 3) + 60 * whole(clock, 4))
                    .add(exact(clock, 5));
            return span(0, whole(clock, 1), "-".equals(clock.group(2)) ? seconds.negate() : seconds);
        }
        return text;
    }

    private static String span(long months, long days, BigDecimal seconds) {
        String exact =
                seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
        return months + " months " + days + " days " + exact + " seconds";
    }

    private static long whole(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static BigDecimal exact(Matcher matcher, int group) {
        return matcher.group(group) == null ? BigDecimal.ZERO : new BigDecimal(matcher.group(group));
    }
}
