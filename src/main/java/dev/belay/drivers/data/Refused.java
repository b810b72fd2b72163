package dev.belay.drivers.data;

import dev.belay.value.Secrecy;
import java.io.IOException;
import java.util.regex.Pattern;

/** A value that a column of the target cannot hold. */
public final class Refused extends IOException {

    /** What one reason has of its own for each row: texts in quotes, and numbers. */
    static final Pattern OWN = Pattern.compile("'.*'|[-+]?\\d[\\d.]*", Pattern.DOTALL);

    private static final long serialVersionUID = 1L;

    private final String column;
    private final String why;

    /**
     * Says why; without values where the name of the column says that they are secret.
     *
     * @param column of the target
     * @param why {@code "'abc' is no whole number"}
     */
    public Refused(String column, String why) {
        this(column, why, Secrecy.looksSecret(column));
    }

    private Refused(String column, String why, boolean secret) {
        super(secret ? hidden(why) : why);
        this.column = column;
        this.why = secret ? hidden(why) : why;
    }

    /**
     * The same in words in which nothing is left to hide.
     *
     * @param column several between commas; empty where it is not known
     */
    static Refused open(String column, String why) {
        return new Refused(column, why, false);
    }

    private static String hidden(String why) {
        return OWN.matcher(why).replaceAll("***");
    }

    /** Which row is refused, and why: {@code "row 2 of town, column name: the text has 15 characters ..."}. */
    String told(String table, long number) {
        return "row " + number + " of " + table + (column.isEmpty() ? ": " : ", column " + column + ": ") + why;
    }

    /** The column of the target; several between commas; empty where it is not known. */
    public String column() {
        return column;
    }

    /** Why, as it was said. */
    public String why() {
        return why;
    }

    /** No trace: a million of them would be too dear, and nobody reads it. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
