package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.database.Rows;
import dev.belay.driver.Probe;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Column.Filling;
import dev.belay.drivers.data.format.Table;
import dev.belay.drivers.data.format.Table.Reference;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What must hold of the tables of a database whatever their rows are: rows lead to rows that are there, and counters are ahead. */
record Integrity(Probe world, Database database) {

    /** What does not hold, a line each. */
    List<String> troubles(List<Table> tables) {
        List<String> troubles = new ArrayList<>();
        for (Table table : tables) {
            table.references().forEach(reference -> orphans(table, reference).ifPresent(troubles::add));
            table.columns().stream()
                    .filter(column -> column.filling() == Filling.COUNTED)
                    .forEach(column -> counter(table, column).ifPresent(troubles::add));
        }
        return troubles;
    }

    private Optional<String> orphans(Table table, Reference reference) {
        String lost = Orphans.from(table, reference, each -> Systems.name(database, each), this::name);
        long count = Long.parseLong(
                world.query(database, "select count(*)" + lost).single().orElse("0"));
        if (count == 0) {
            return Optional.empty();
        }
        List<String> named = new ArrayList<>(table.key());
        reference.columns().stream().filter(column -> !named.contains(column)).forEach(named::add);
        Rows first = world.query(
                database,
                "select " + named.stream().map(column -> "c." + name(column)).collect(Collectors.joining(", ")) + lost
                        + " limit 1");
        String row = first.rows().isEmpty()
                ? ""
                : ", such as "
                        + IntStream.range(0, named.size())
                                .mapToObj(i -> named.get(i) + "="
                                        + first.rows().get(0).get(i).orElse("NULL"))
                                .collect(Collectors.joining(", "));
        return Optional.of(count + (count == 1 ? " row of " : " rows of ") + table.name() + " lead to no row of "
                + reference.table() + " (" + reference.name() + ")" + row);
    }

    private Optional<String> counter(Table table, Column column) {
        Optional<BigInteger> largest = world.query(
                        database,
                        "select max(" + name(column.name()) + ") from " + Systems.name(database, table.name()))
                .single()
                .map(BigInteger::new);
        Optional<BigInteger> next = Systems.next(world, database, table, column);
        boolean ahead = largest.isEmpty() || next.isEmpty() || next.get().compareTo(largest.get()) > 0;
        return ahead
                ? Optional.empty()
                : Optional.of("the next " + column.name() + " of " + table.name() + " would be " + next.get()
                        + ", and there is a row " + largest.get());
    }

    private String name(String column) {
        return Systems.column(database, column);
    }
}
