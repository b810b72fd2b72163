package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds the rows that a server refuses: it sends some at once, and parts those of which it takes none until each that is refused stands
 * alone. All others are taken, in their order. Where many are refused it sends fewer at once. Not for several threads.
 */
final class Sieve implements Intake {

    private static final int MOST = 2000;
    private static final int FEWEST = 1;
    private static final int BYTES = 1 << 20;

    /** A row on its way. */
    private record Numbered(long number, Row row) {}

    private final Destination destination;
    private final Transfer.Refusing refusing;
    private LongSupplier numbers = () -> 0;
    private Optional<Table> table = Optional.empty();
    private List<Column> columns = List.of();
    private final List<Numbered> rows = new ArrayList<>();
    private long bytes;
    private int atOnce = MOST;

    /** @param refusing hears of each row that the server refuses */
    Sieve(Destination destination, Transfer.Refusing refusing) {
        this.destination = destination;
        this.refusing = refusing;
    }

    /** What tells the number of the row that passes. */
    void numbers(LongSupplier passing) {
        numbers = passing;
    }

    @Override
    public void begin(Table next, List<Column> taken) {
        table = Optional.of(next);
        columns = List.copyOf(taken);
    }

    @Override
    public void row(Row row) throws SQLException, IOException {
        rows.add(new Numbered(numbers.getAsLong(), row.copy()));
        bytes += row.length();
        if (rows.size() >= atOnce || bytes >= BYTES) {
            send();
        }
    }

    @Override
    public void end() throws SQLException, IOException {
        send();
    }

    private void send() throws SQLException, IOException {
        Deque<List<Numbered>> left = new ArrayDeque<>();
        left.push(List.copyOf(rows));
        boolean whole = true;
        while (!left.isEmpty()) {
            whole &= sift(left.pop(), left);
        }
        atOnce = whole ? Math.min(MOST, atOnce * 2) : Math.max(FEWEST, atOnce / 4);
        rows.clear();
        bytes = 0;
    }

    /**
     * Sends some rows.
     *
     * @param left gets the parts in which they are to be sent, where they are not taken
     */
    private boolean sift(List<Numbered> some, Deque<List<Numbered>> left) throws SQLException, IOException {
        Table into = table.orElseThrow();
        int named = -1;
        try {
            List<Row> sent = some.stream().map(Numbered::row).toList();
            Optional<Refusal> refusal = sent.isEmpty() ? Optional.empty() : destination.attempt(into, columns, sent);
            if (refusal.isEmpty()) {
                return true;
            }
            if (some.size() == 1) {
                throw refusal.get().of(columns, sent.get(0));
            }
            named = refusal.get().at().orElse(-1);
        } catch (Refused refused) {
            if (some.size() == 1) {
                refusing.refused(into.name(), some.get(0).number(), refused);
                return false;
            }
        }
        int half = some.size() / 2;
        int from = named < 0 ? half : named;
        int to = named < 0 ? half : named + 1;
        left.push(some.subList(to, some.size()));
        left.push(some.subList(from, to));
        left.push(some.subList(0, from));
        return false;
    }
}
