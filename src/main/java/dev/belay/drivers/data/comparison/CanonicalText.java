package dev.belay.drivers.data.comparison;

import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values of a column as texts that are the same where the column would hold the same; the package's description says how. Not for several threads. */
final class CanonicalText {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();
    private static final Set<Plain> TIMES =
            Set.of(Plain.DATE, Plain.TIME, Plain.ZONED_TIME, Plain.TIMESTAMP, Plain.MOMENT);

    private final Kind kind;
    private final boolean padded;
    private final boolean sorted;

    CanonicalText(Column column) {
        String type = column.type().toLowerCase(Locale.ROOT);
        kind = column.kind();
        padded = type.matches("(char|character|bpchar|binary|bit)(\\(.*)?");
        sorted = type.equals("jsonb");
    }

    /** Adds the text of a cell that holds something. */
    void write(Row row, int at, Bytes out) {
        byte[] bytes = row.array();
        int from = row.from(at);
        int to = row.to(at);
        if (row.form(at) == Form.BROKEN) {
            out.add("\u0000broken ");
            out.add(bytes, from, to);
        } else if (kind instanceof Kind.Text) {
            out.add(bytes, from, padded ? withoutBlanks(bytes, from, to) : to);
        } else if (kind instanceof Kind.Whole && (bytes[from] == '-' || (bytes[from] >= '0' && bytes[from] <= '9'))) {
            out.add(bytes, from, to);
        } else if (kind instanceof Kind.Decimal && isPlainDecimal(bytes, from, to)) {
            out.add(bytes, from, withoutZeros(bytes, from, to));
        } else if (row.form(at) == Form.LIST) {
            out.add(kind instanceof Kind.ListOf list ? items(list.item(), row.text(at)) : row.text(at));
        } else if (!(kind instanceof Plain plain && TimeText.write(plain, bytes, from, to, out))) {
            out.add(text(kind, row.text(at)));
        }
    }

    private String text(Kind of, String text) {
        if (of == Plain.TRUTH || of instanceof Kind.Whole) {
            return truth(of == Plain.TRUTH, text);
        }
        if (of instanceof Kind.Decimal) {
            return decimal(text);
        }
        if (of == Plain.DOUBLE || of == Plain.FLOAT) {
            return floating(of == Plain.FLOAT, text);
        }
        if (of instanceof Plain plain && TIMES.contains(plain)) {
            return TimeText.canonical(plain, text);
        }
        if (of == Plain.INTERVAL) {
            return TimeText.interval(text);
        }
        if (of == Plain.UUID) {
            return text.replace("-", "").toLowerCase(Locale.ROOT);
        }
        if (of instanceof Kind.Words words && words.several()) {
            List<String> held = Arrays.asList(text.split(","));
            return String.join(
                    ",", words.words().stream().filter(held::contains).toList());
        }
        if (of == Plain.JSON && sorted) {
            return json(text);
        }
        if (padded && of == Plain.BYTES) {
            return bytes(text);
        }
        return padded && of instanceof Kind.Bits ? text.replaceFirst("^0+(?=.)", "") : text;
    }

    private static String truth(boolean word, String text) {
        return switch (text) {
            case "true", "t", "1" -> word ? "true" : "1";
            case "false", "f", "0" -> word ? "false" : "0";
            default -> text;
        };
    }

    /** True for most decimals but zero, which is spelt in many ways; the slower way knows the others. */
    private static boolean isPlainDecimal(byte[] bytes, int from, int to) {
        int first = bytes[from] == '-' ? from + 1 : from;
        boolean point = false;
        boolean something = false;
        for (int i = first; i < to; i++) {
            if (bytes[i] == '.' && i > first && !point) {
                point = true;
            } else if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            something |= bytes[i] > '0';
        }
        return something && (bytes[first] != '0' || bytes[first + 1] == '.');
    }

    private static int withoutZeros(byte[] bytes, int from, int to) {
        int end = to;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '.') {
                while (bytes[end - 1] == '0') {
                    end--;
                }
                return bytes[end - 1] == '.' ? end - 1 : end;
            }
        }
        return to;
    }

    private static int withoutBlanks(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == ' ') {
            end--;
        }
        return end;
    }

    private static String decimal(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException named) {
            return text;
        }
    }

    private static String floating(boolean four, String text) {
        try {
            return four
                    ? Integer.toHexString(Float.floatToIntBits(Float.parseFloat(text)))
                    : Long.toHexString(Double.doubleToLongBits(Double.parseDouble(text)));
        } catch (NumberFormatException none) {
            return text;
        }
    }

    private static String bytes(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException none) {
            return base64;
        }
    }

    private String items(Kind item, String list) {
        StringBuilder out = new StringBuilder();
        items(item, JSON.readTree(list), out);
        return out.toString();
    }

    private void items(Kind item, JsonNode node, StringBuilder out) {
        if (node.isArray()) {
            out.append('[');
            node.forEach(each -> items(item, each, out));
            out.append(']');
        } else {
            own(node.isNull() ? "null" : "=" + text(item, node.asString()), out);
        }
    }

    private static String json(String text) {
        try {
            StringBuilder out = new StringBuilder();
            json(JSON.readTree(text), out);
            return out.toString();
        } catch (JacksonException none) {
            return text;
        }
    }

    private static void json(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            out.append('{');
            node.propertyNames().stream().sorted().forEach(name -> {
                own(name, out);
                json(node.path(name), out);
            });
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            node.forEach(each -> json(each, out));
            out.append(']');
        } else if (node.isNumber()) {
            out.append('#');
            own(decimal(node.asString()), out);
        } else {
            out.append(node.isString() ? '"' : '!');
            own(node.asString(), out);
        }
    }

    /** A text behind its length, so that nothing in it is taken for what follows. */
    private static void own(String text, StringBuilder out) {
        out.append(text.length()).append(':').append(text);
    }
}
