package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import dev.belay.value.Secrecy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Why a server took none of some rows.
 *
 * @param at which of them it named, from 0; empty where it named none
 * @param columns those that it named, or those of the rule that it named
 * @param words what it said, on one line
 * @param names of its own that it said: of tables, columns and rules; none of them is a value
 */
public record Refusal(OptionalInt at, List<String> columns, String words, List<String> names) {

    /** What is shorter may stand in a word by chance. */
    private static final int LONG = 4;

    /** A hundred thousand of them are kept. */
    private static final int MOST = 300;

    private static final Pattern VALUE = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(?<==)\\(([^)]*)\\)");

    public Refusal {
        columns = List.copyOf(columns);
        names = List.copyOf(names);
    }

    /** The same of a single row, with its value; nothing is left of values of columns whose names say that they are secret. */
    Refused of(List<Column> brought, Row row) {
        String told = words;
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < brought.size(); i++) {
            boolean there = row.form(i) != Form.NULL && row.form(i) != Form.ABSENT;
            boolean secret = Secrecy.looksSecret(brought.get(i).name());
            if (secret && there) {
                told = without(told, row.text(i));
            }
            if (columns.contains(brought.get(i).name())) {
                shown.add(!there ? "NULL" : secret ? "***" : CellText.shown(row, i));
            }
        }
        if (columns.stream().anyMatch(Secrecy::looksSecret)) {
            told = withoutValues(told);
        }
        String values = shown.isEmpty() ? "" : String.join(", ", shown) + (shown.size() == 1 ? " is " : " are ");
        return Refused.open(String.join(", ", columns), values + "refused by the server: " + brief(told));
    }

    private static String brief(String told) {
        return told.length() > MOST ? told.substring(0, MOST) + "..." : told;
    }

    private static String without(String words, String value) {
        String quoted = Pattern.quote(value);
        String found = value.length() < LONG ? "(?<=['\"(=])" + quoted + "(?=['\")])" : quoted;
        return value.isEmpty() ? words : words.replaceAll(found, "***");
    }

    private String withoutValues(String told) {
        return VALUE.matcher(told).replaceAll(found -> {
            boolean own = IntStream.rangeClosed(1, found.groupCount())
                    .mapToObj(found::group)
                    .anyMatch(text -> text != null && names.contains(text));
            return Matcher.quoteReplacement(own ? found.group() : "***");
        });
    }
}
