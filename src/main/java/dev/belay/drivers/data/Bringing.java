package dev.belay.drivers.data;

import dev.belay.driver.Limit;
import dev.belay.driver.Work;
import dev.belay.drivers.data.Destination.Way;
import dev.belay.host.FileWriter;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Headway;
import dev.belay.value.Reason;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the rows of an import into its tables, in bulk. Where the server refuses one, all is taken back and they are brought with care,
 * which tells which ones it refuses: the first one ends the import, or all of them and those that lead to them are set aside, and the
 * others are brought in bulk again. Not for several threads.
 */
final class Bringing {

    /** How often a server may refuse other rows once those that it refused are away. */
    private static final int DEEPEST = 50;

    private static final String NOTHING = "; nothing was imported";

    private final Work work;
    private final Import step;
    private final Filling filling;
    private final Refusals refusals;
    private final String mark;
    private volatile Runnable end = () -> {};
    private SetAside aside;

    /**
     * Begins.
     *
     * @param aside rows that are set aside for sure
     * @param mark of the import
     */
    Bringing(Work work, Import step, Filling filling, SetAside aside, String mark) {
        this.work = work;
        this.step = step;
        this.filling = filling;
        this.refusals = new Refusals(step.rejects().isPresent(), aside);
        this.mark = mark;
        this.aside = aside;
    }

    /** How many rows each table got. */
    Map<String, Long> rows() {
        try (Limit limit = work.limit(step.timeout(), () -> end.run())) {
            for (int i = 0; i < DEEPEST; i++) {
                Optional<Map<String, Long>> rows = inBulk(limit);
                if (rows.isEmpty()) {
                    rows = withCare(limit);
                }
                if (rows.isPresent()) {
                    return rows.get();
                }
                aside = withDependents();
            }
        }
        throw Failure.failed("each time that rows are set aside which " + step.database()
                + " refuses, it refuses others, the first ones: " + String.join("; ", refusals.lines()) + NOTHING);
    }

    /** The rows that were set aside. */
    SetAside aside() {
        return aside;
    }

    /** Why rows are set aside that were not for sure at first, a line each. */
    List<String> reasons() {
        return refusals.lines();
    }

    /** Empty where the server refused a row, or may have. */
    private Optional<Map<String, Long>> inBulk(Limit limit) {
        try {
            return brought(Way.QUICK, limit);
        } catch (NotAsSent doubt) {
            work.say(doubt.getMessage() + "; all rows are sent again, so that each is held to come as it is");
        } catch (SQLException e) {
            if (!Systems.isOfRow(step.database(), e)) {
                throw refused(e, "");
            }
            work.say(step.database() + " refused a row; all rows are sent again, to find out which");
        }
        return Optional.empty();
    }

    /** Empty where the server refused rows, which are kept. */
    private Optional<Map<String, Long>> withCare(Limit limit) {
        try {
            return brought(Way.CAREFUL, limit);
        } catch (SQLException e) {
            boolean late = Systems.isOfRow(step.database(), e);
            throw refused(e, late ? "; it looked when all rows were there, so that none of them can be named" : "");
        }
    }

    /** Empty where rows were refused, which are kept; nothing of it lasts then. */
    private Optional<Map<String, Long>> brought(Way way, Limit limit) throws SQLException {
        long before = refusals.count();
        try (Destination destination = Systems.destination(work, step.database(), way);
                Rejects file = rejected()) {
            end = destination::cancel;
            destination.begin(filling.tables(), step.replace() ? filling.large() : List.of(), step.replace());
            Sieve sieve = new Sieve(destination, refusals.keeps() ? refusals : this::stop);
            Map<String, Long> rows = filling.bring(
                    way == Way.QUICK ? destination : sieve,
                    new Filling.Aside(aside, file),
                    this::stop,
                    new Pace(work, limit, filling.rows()).lane(),
                    sieve::numbers);
            limit.check("the keys of " + step.database().name());
            if (refusals.count() > before) {
                return Optional.empty();
            }
            work.progress(Headway.of("keys and indexes"));
            file.finish();
            finish(destination);
            return Optional.of(rows);
        } catch (SQLException e) {
            limit.check("rows of " + step.from()); // the server was told to end then
            throw e;
        } catch (IOException e) {
            limit.check("rows of " + step.from());
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new Failure(Exit.FAILED, "the import of " + step.from() + " ended: " + Reason.of(e), e);
        }
    }

    /** What the server refuses now leaves nothing; what else goes wrong may, and then the file is needed. */
    private void finish(Destination destination) throws SQLException {
        try {
            destination.finish(mark);
        } catch (Failure refused) {
            withdraw();
            throw refused;
        } catch (SQLException e) {
            if (Systems.isOfRow(step.database(), e)) {
                withdraw();
            }
            throw e;
        }
    }

    private void stop(String table, long number, Refused why) {
        throw Failure.failed(
                why.told(table, number) + NOTHING,
                step.rejects().isPresent()
                        ? "mend the row where it came from, and export again"
                        : "mend the row where it came from, or set such rows aside: rejects: 'FILE'");
    }

    private Failure refused(SQLException e, String more) {
        String words = Systems.words(step.database(), e);
        return new Failure(Exit.FAILED, step.database() + " refused the import: " + words + more + NOTHING, e);
    }

    /** All that is set aside now, with the rows that lead to what the server refused. */
    private SetAside withDependents() {
        Misfits.Found found = step.misfits().besides(work, refusals);
        if (!found.refused().isEmpty()) {
            throw Failure.failed(String.join("; ", found.refused()) + NOTHING);
        }
        return found.aside();
    }

    /** Where the rows go that are set aside; the file of an earlier import is kept beside it. */
    private Rejects rejected() throws IOException {
        FileWriter files = work.files(step.context());
        Optional<String> older = step.rejects()
                .filter(files::exists)
                .map(path -> Rejects.mark(files, path)
                        .orElseThrow(() -> Failure.failed(path + " holds no rows that an import set aside")));
        older.filter(other -> !other.equals(mark))
                .ifPresent(other -> files.rename(path(), Rejects.kept(path(), other)));
        withdraw(); // of an attempt that broke off
        return aside.count() == 0 ? Rejects.none() : new Rejects(files, path(), mark, aside);
    }

    /** Removes the file where it is of this import. */
    private void withdraw() {
        FileWriter files = work.files(step.context());
        step.rejects()
                .filter(files::exists)
                .filter(path -> Rejects.mark(files, path).equals(Optional.of(mark)))
                .ifPresent(files::remove);
    }

    private String path() {
        return step.rejects().orElseThrow();
    }
}
