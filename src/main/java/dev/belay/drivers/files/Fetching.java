package dev.belay.drivers.files;

import dev.belay.driver.Limit;
import dev.belay.driver.Work;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileWriter;
import dev.belay.host.Host;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.Headway;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Gets one file, in as many connections as it takes. What came stays over broken connections, and over the death of Belay; which
 * version of the file it is of, the server's validator tells, kept in the step's private folder.
 */
final class Fetching {

    private static final int BUFFER = 1 << 16;
    private static final int TRIES = 5;
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Work work;
    private final FileWriter files;
    private final URI address;
    private final String part;
    private final Optional<Duration> timeout;
    private final Duration silence;
    private volatile Runnable end = () -> {};
    private boolean resumed;

    /** What came of one connection. */
    private enum Came {
        ALL,
        SOME,
        NOTHING
    }

    /**
     * Gets an address into a file.
     *
     * @param part the file, which may hold the beginning already
     */
    Fetching(Work work, FileWriter files, URI address, String part, Optional<Duration> timeout) {
        this.work = work;
        this.files = files;
        this.address = address;
        this.part = part;
        this.timeout = timeout;
        this.silence = timeout.filter(most -> most.compareTo(SILENCE) < 0).orElse(SILENCE);
    }

    /**
     * Gets all of it.
     *
     * @throws Failure where it does not come, or is not what the sum says; then it is removed
     */
    void fetch(Digest expected) {
        try (Limit limit = work.limit(timeout, () -> end.run())) {
            getAll(limit);
            Digest found = files.digest(part).orElseThrow();
            if (!found.equals(expected) && resumed) {
                work.say(
                        "what was put together from several connections has another checksum: gets it once more, whole");
                forget();
                getAll(limit);
                found = files.digest(part).orElseThrow();
            }
            if (!found.equals(expected)) {
                forget();
                throw Failure.failed(
                        address + " has the checksum " + found.hex() + ", and the script says " + expected.hex()
                                + "; it was removed",
                        "find out which is right before anything else: sha256: may be of another version, "
                                + "or somebody changed the file");
            }
        }
    }

    private void getAll(Limit limit) {
        int tries = 0;
        while (true) {
            limit.check(address.toString());
            Came came;
            String broken = "it ended too early";
            try {
                came = get(limit);
            } catch (IOException e) {
                limit.check(address.toString());
                came = Came.NOTHING;
                broken = Reason.of(e);
            }
            if (came == Came.ALL) {
                return;
            }
            tries = came == Came.SOME ? 0 : tries + 1;
            if (tries >= TRIES) {
                throw Failure.failed(
                        "cannot get " + address + ": " + broken,
                        "what came is kept: 'belay resume' goes on where it ended");
            }
            work.say("broke off after " + Size.of(have()) + " (" + broken + "); goes on");
            work.await(PAUSE.multipliedBy(Math.max(1, tries)), () -> false);
        }
    }

    private long have() {
        return files.info(part).map(FileInfo::size).orElse(Size.ZERO).bytes();
    }

    /** One connection. */
    private Came get(Limit limit) throws IOException {
        long from = have();
        try (Host.Fetched fetched =
                work.host().fetch(address, from, from > 0 ? validator() : Optional.empty(), silence)) {
            end = fetched.end();
            if (fetched.status() == 416 && from > 0) {
                return outside(fetched, from);
            }
            if (fetched.status() == 206 && fetched.first().equals(Optional.of(from))) {
                resumed = true;
                return copy(limit, fetched, from);
            }
            if (fetched.status() != 200) {
                return refused(fetched);
            }
            if (from > 0) {
                work.say("the server begins anew: the file changed, or it cannot go on in the middle");
            }
            forget();
            remember(fetched.validator());
            return copy(limit, fetched, 0);
        } finally {
            end = () -> {};
        }
    }

    /** There is nothing from this byte on: it is all here, or what is here is of something else. */
    private Came outside(Host.Fetched fetched, long from) {
        if (fetched.whole().equals(Optional.of(from))) {
            resumed = true;
            return Came.ALL;
        }
        work.say("what came earlier does not fit the file any more: begins anew");
        forget();
        return Came.NOTHING;
    }

    private Came refused(Host.Fetched fetched) throws IOException {
        int status = fetched.status();
        if (status / 100 == 5 || status == 408 || status == 429) {
            throw new IOException("the server answers " + status);
        }
        if (status == 206) {
            forget();
            throw new IOException("the server answers with another part than it was asked for");
        }
        throw Failure.failed("cannot get " + address + ": the server answers " + status, "correct the address");
    }

    private Came copy(Limit limit, Host.Fetched fetched, long from) throws IOException {
        long came = 0;
        long length = fetched.length().orElse(0L);
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = files.append(part)) {
            for (int count = fetched.body().read(buffer);
                    count >= 0;
                    count = fetched.body().read(buffer)) {
                limit.check(address.toString());
                out.write(buffer, 0, count);
                came += count;
                work.progress(Headway.of(from + came, length == 0 ? 0 : from + length, "bytes"));
            }
        } catch (IOException broken) {
            limit.check(address.toString());
            if (came == 0) {
                throw broken;
            }
            return Came.SOME;
        }
        boolean all = fetched.length().isEmpty() || came >= length;
        return all ? Came.ALL : came > 0 ? Came.SOME : Came.NOTHING;
    }

    private String remembered() {
        return work.keep() + "/validator";
    }

    private Optional<String> validator() {
        return work.host().read(Context.own()).text(remembered()).filter(text -> !text.isEmpty());
    }

    private void remember(Optional<String> validator) {
        work.files(Context.own()).write(remembered(), SecretText.plain(validator.orElse("")), Optional.of(0600));
    }

    /** Removes what came so far. */
    private void forget() {
        files.remove(part);
    }
}
