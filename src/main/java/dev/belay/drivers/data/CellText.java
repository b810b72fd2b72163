package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A value as the text that a column of its kind takes in either system; refuses what the column cannot hold whole, before a server would
 * round or cut it.
 */
public final class CellText {

    private static final int SHOWN = 40;
    private static final int DOUBLE_BITS = 64;
    private static final int LONG_DIGITS = 18;
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");
    private static final Pattern HEX_UUID =
            Pattern.compile("(?i)[0-9a-f]{8}(-?)[0-9a-f]{4}\\1[0-9a-f]{4}\\1[0-9a-f]{4}\\1[0-9a-f]{12}");

    private static final int DAY_LENGTH = "2024-02-29".length();
    private static final int DECEMBER = 12;
    private static final int SHORTEST_MONTH = 28;
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:./-]+"); // of a network, or of a network card

    private CellText() {}

    /**
     * Whether a value that is not NULL is the text of its column as it stands in the row, as most texts and numbers are; then it need not
     * be written anew. Where it is not, {@link #write} knows.
     */
    public static boolean isPlain(Column column, Row row, int at) {
        Form form = row.form(at);
        if (column.kind() instanceof Kind.Whole whole) {
            return form == Form.BARE && isWithin(whole, row.array(), row.from(at), row.to(at));
        }
        return form == Form.TEXT
                && column.kind() instanceof Kind.Text text
                && (text.longest().isEmpty()
                        || row.to(at) - row.from(at) <= text.longest().get());
    }

    /**
     * Adds the text of a value that is not NULL. Truths are {@code true} or {@code false}; bytes are themselves; lists are JSON.
     *
     * @throws Refused where the column cannot hold it
     */
    public static void write(Column column, Row row, int at, Bytes out) throws Refused {
        Kind kind = column.kind();
        Form form = row.form(at);
        if (form == Form.BROKEN) {
            throw new Refused(column.name(), "the text is no UTF-8");
        }
        if (kind instanceof Kind.Text text) {
            mustBeShort(column, text, row, at);
            out.add(row.array(), row.from(at), row.to(at));
        } else if (kind instanceof Kind.Whole whole) {
            whole(column, whole, row, at, out);
        } else if (kind == Plain.TRUTH) {
            truth(column, row.text(at), out);
        } else if (kind == Plain.BYTES) {
            bytes(column, row.text(at), out);
        } else if (kind == Plain.DATE || kind == Plain.TIMESTAMP || kind == Plain.MOMENT) {
            mustBeDay(column, row, at);
            out.add(row.array(), row.from(at), row.to(at));
        } else {
            mustFit(column, kind, row.text(at));
            out.add(row.array(), row.from(at), row.to(at));
        }
    }

    /** A value as messages show it, short. */
    public static String shown(Row row, int at) {
        String text = row.text(at);
        String brief = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return row.form(at) == Form.TEXT ? "'" + brief + "'" : brief;
    }

    private static void mustBeShort(Column column, Kind.Text text, Row row, int at) throws Refused {
        if (text.longest().isPresent()
                && row.to(at) - row.from(at) > text.longest().get()) {
            long length = characters(row.array(), row.from(at), row.to(at));
            if (length > text.longest().get()) {
                throw new Refused(
                        column.name(),
                        "the text has " + length + " characters, and the column takes "
                                + text.longest().get());
            }
        }
    }

    private static long characters(byte[] bytes, int from, int to) {
        long count = 0;
        for (int i = from; i < to; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    private static void whole(Column column, Kind.Whole whole, Row row, int at, Bytes out) throws Refused {
        if (isWithin(whole, row.array(), row.from(at), row.to(at))) {
            out.add(row.array(), row.from(at), row.to(at));
            return;
        }
        String text = row.text(at);
        String number = text.equals("true") ? "1" : text.equals("false") ? "0" : text;
        mustBeWhole(column, whole, number);
        out.add(number);
    }

    /** Says yes to most numbers, quickly: to those that a long holds. */
    private static boolean isWithin(Kind.Whole whole, byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        if (first == to || to - first > LONG_DIGITS || (negative && whole.unsigned())) {
            return false;
        }
        long value = 0;
        for (int i = first; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        int bits = whole.unsigned() ? whole.bits() : whole.bits() - 1;
        return bits >= Long.SIZE - 1 || value < 1L << bits;
    }

    private static void mustBeWhole(Column column, Kind.Whole whole, String number) throws Refused {
        if (!WHOLE.matcher(number).matches()) {
            throw new Refused(column.name(), "'" + number + "' is no whole number");
        }
        BigInteger value = new BigInteger(number);
        int bits = value.signum() < 0 && whole.unsigned()
                ? Integer.MAX_VALUE
                : value.bitLength() + (whole.unsigned() ? 0 : 1);
        if (bits > whole.bits()) {
            throw new Refused(column.name(), number + " is out of range for " + column.type());
        }
    }

    private static void truth(Column column, String text, Bytes out) throws Refused {
        switch (text) {
            case "true", "t", "1" -> out.add("true");
            case "false", "f", "0" -> out.add("false");
            default -> throw new Refused(column.name(), text + " is neither true nor false");
        }
    }

    private static void bytes(Column column, String text, Bytes out) throws Refused {
        try {
            out.add(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new Refused(column.name(), "bytes are written in base64, and this is not");
        }
    }

    private static void mustFit(Column column, Kind kind, String text) throws Refused {
        if (kind instanceof Kind.Decimal decimal) {
            decimal(column, decimal, text);
        } else if (kind == Plain.DOUBLE || kind == Plain.FLOAT) {
            floating(column, text);
        } else if (kind == Plain.UUID && !HEX_UUID.matcher(text).matches()) {
            throw new Refused(column.name(), "'" + text + "' is no uuid");
        } else if (kind == Plain.ADDRESS && !ADDRESS.matcher(text).matches()) {
            throw new Refused(column.name(), "'" + text + "' is no address");
        } else if (kind == Plain.JSON) {
            json(column, text);
        } else if (kind instanceof Kind.Words words) {
            word(column, words, text);
        } else if (kind instanceof Kind.Bits bits) {
            boolean tooLong =
                    bits.longest().isPresent() && text.length() > bits.longest().get();
            if (tooLong || !text.matches("[01]*")) {
                throw new Refused(column.name(), "'" + text + "' are not bits that " + column.type() + " takes");
            }
        }
    }

    /** Refuses a day that is in no calendar; one without a month or a day MariaDB may hold, and others refuse it by themselves. */
    private static void mustBeDay(Column column, Row row, int at) throws Refused {
        byte[] bytes = row.array();
        int from = row.from(at);
        boolean written = row.to(at) - from >= DAY_LENGTH && bytes[from + 4] == '-' && bytes[from + 7] == '-';
        int month = written ? number(bytes, from + 5) : 0;
        int day = written ? number(bytes, from + 8) : 0;
        if (month > 0 && (month > DECEMBER || day > SHORTEST_MONTH)) {
            String text = row.text(at);
            boolean isThere = text.endsWith("BC")
                    || (month <= DECEMBER
                            && day
                                    <= YearMonth.of(number(bytes, from) * 100 + number(bytes, from + 2), month)
                                            .lengthOfMonth());
            if (!isThere) {
                throw new Refused(column.name(), "'" + text + "' is no day of the calendar");
            }
        }
    }

    /** Of two digits. */
    private static int number(byte[] bytes, int from) {
        return (bytes[from] - '0') * 10 + bytes[from + 1] - '0';
    }

    private static void decimal(Column column, Kind.Decimal decimal, String text) throws Refused {
        if (text.equals("NaN") || text.endsWith("Infinity")) {
            return;
        }
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            boolean fits = decimal.digits().isEmpty()
                    || (number.scale() <= decimal.scale()
                            && number.precision() - number.scale()
                                    <= decimal.digits().get() - decimal.scale());
            if (!fits) {
                throw new Refused(column.name(), text + " does not fit into " + column.type());
            }
        } catch (NumberFormatException e) {
            throw new Refused(column.name(), "'" + text + "' is no number");
        }
    }

    private static void floating(Column column, String text) throws Refused {
        try {
            boolean named = text.equals("NaN") || text.endsWith("Infinity");
            if (!named && Double.isInfinite(Double.parseDouble(text))) {
                throw new Refused(column.name(), text + " is out of range for a number of " + DOUBLE_BITS + " bits");
            }
        } catch (NumberFormatException e) {
            throw new Refused(column.name(), "'" + text + "' is no number");
        }
    }

    private static void json(Column column, String text) throws Refused {
        try {
            JsonText.parse(text);
        } catch (Json.Misfit misfit) {
            String why = String.valueOf(misfit.getMessage());
            if (!why.contains("twice")) { // a key twice is JSON all the same
                throw new Refused(column.name(), why);
            }
        }
    }

    private static void word(Column column, Kind.Words words, String text) throws Refused {
        for (String word : words.several() ? text.split(",") : new String[] {text}) {
            if (!words.words().contains(word) && !(words.several() && text.isEmpty())) {
                throw new Refused(column.name(), "'" + word + "' is none of the words of " + column.type());
            }
        }
    }
}
