package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Table;
import dev.belay.drivers.data.format.Table.Reference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows that lead to none, as SQL: a foreign key with a NULL in it leads nowhere, and is none of them. */
public final class Orphans {

    private Orphans() {}

    /**
     * What follows the columns that are selected, of the table by the name {@code c}.
     *
     * @param table writes the name of a table as SQL
     * @param column writes that of a column
     */
    public static String from(
            Table child, Reference reference, UnaryOperator<String> table, UnaryOperator<String> column) {
        String filled = reference.columns().stream()
                .map(each -> "c." + column.apply(each) + " is not null")
                .collect(Collectors.joining(" and "));
        String same = IntStream.range(0, reference.columns().size())
                .mapToObj(i -> "p." + column.apply(reference.others().get(i)) + " = c."
                        + column.apply(reference.columns().get(i)))
                .collect(Collectors.joining(" and "));
        return " from " + table.apply(child.name()) + " c where " + filled + " and not exists (select 1 from "
                + table.apply(reference.table()) + " p where " + same + ")";
    }
}
