package dev.belay.drivers.service;

import dev.belay.driver.Work;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.value.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What was appended to a log since a moment.
 *
 * @param path of the log; absolute
 * @param from the length that it had then, in bytes
 */
record LogTail(String path, long from, Work work) implements Service.Starting {

    private static final int BYTES = 64_000;
    private static final int LINES = 20;

    /** From now on. */
    static LogTail from(String path, Work work) {
        long length = work.host()
                .read(Context.own())
                .info(path)
                .map(FileInfo::size)
                .map(size -> size.bytes())
                .orElse(0L);
        return new LogTail(path, length, work);
    }

    @Override
    public String lastLines() {
        if (!work.host().read(Context.own()).exists(path)) {
            return "";
        }
        long end = from(path, work).from();
        try (InputStream log = work.host().read(Context.own()).open(path)) {
            log.skipNBytes(Math.max(Math.min(from, end), end - BYTES));
            String text = new String(log.readNBytes(BYTES), StandardCharsets.UTF_8);
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            return work.host().mask(String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size())));
        } catch (IOException unreadable) {
            return "(" + path + " cannot be read: " + Reason.of(unreadable) + ")";
        }
    }
}
