package dev.belay.drivers.files;

import dev.belay.driver.Work;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.host.FileWriter.Permit;
import dev.belay.host.HostReader;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Modes and owners as they were before a step changed them, a line each, in the step's private folder. The first attempt keeps them;
 * a later one finds them kept and leaves them.
 *
 * @param folder the private folder
 */
record KeptPermissions(String folder) {

    private String list() {
        return folder + "/permissions";
    }

    /** Keeps what the source tells, unless that was done before. */
    static void keep(Work work, Consumer<BiConsumer<Permit, FileInfo>> source) {
        KeptPermissions kept = new KeptPermissions(work.keep());
        FileWriter own = work.files(Context.own());
        if (own.exists(kept.list())) {
            return;
        }
        String part = kept.list() + ".part";
        own.remove(part);
        try (OutputStream out = new BufferedOutputStream(own.create(part))) {
            source.accept((permit, info) -> write(out, permit.below(), info));
        } catch (IOException broken) {
            throw failure(broken);
        }
        own.rename(part, kept.list());
    }

    private static void write(OutputStream out, String below, FileInfo info) {
        if (below.contains("\n")) {
            throw Failure.failed("a file's name holds a line's end: " + below, "rename it, or leave it out");
        }
        String line = FileMode.text(info.mode()) + " " + info.owner() + " " + info.group() + " " + below + "\n";
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw failure(broken);
        }
    }

    /** Tells what differs now from what was kept, and how it looks now; what went away since is passed over. */
    void eachMissing(HostReader host, Place place, BiConsumer<Permit, FileInfo> hears) {
        Map<String, Permit> kept = read(host.read(Context.own()));
        FileReader files = host.read(place.context());
        Tree.walk(files, place, (below, info) -> {
            Permit then = kept.get(below);
            if (then != null && !same(then, info)) {
                hears.accept(then, info);
            }
        });
    }

    private static boolean same(Permit then, FileInfo info) {
        return then.equals(new Permit(
                then.below(), Optional.of(info.mode()), Optional.of(info.owner()), Optional.of(info.group())));
    }

    private Map<String, Permit> read(FileReader own) {
        Map<String, Permit> kept = new LinkedHashMap<>();
        if (own.exists(list())) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(own.open(list()), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] part = line.split(" ", 4);
                    kept.put(
                            part[3],
                            new Permit(
                                    part[3],
                                    Optional.of(Integer.parseInt(part[0], 8)),
                                    Optional.of(part[1]),
                                    Optional.of(part[2])));
                }
            } catch (IOException broken) {
                throw failure(broken);
            }
        }
        return kept;
    }

    private static Failure failure(IOException broken) {
        return new Failure(Exit.FAILED, "the permissions cannot be kept: " + Reason.of(broken), broken);
    }
}
