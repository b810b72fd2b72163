package dev.belay.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Follows a file that grows and tells its lines, whole. A carriage return ends a line too, for progress bars; a line of more than
 * {@value #LONGEST} bytes is cut there, and its rest is not told.
 */
final class Tail implements AutoCloseable {

    static final int LONGEST = 64 * 1024;

    /** What one look reads at most, so that a command that prints without end does not hold up its watcher. */
    private static final int MOST = 1 << 20;

    private final FileChannel channel;
    private final Consumer<String> lines;
    private final Secrets secrets;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean cut;
    private boolean returned;

    Tail(Path file, Secrets secrets, Consumer<String> lines) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.secrets = secrets;
        this.lines = lines;
    }

    /** Tells the lines that came since the last look. */
    void read() throws IOException {
        if (channel.size() < channel.position()) {
            channel.position(0); // the command emptied its own output
        }
        int most = MOST;
        for (int count = fill(); count > 0 && most > 0; count = fill()) {
            most -= count;
            take();
        }
        take();
    }

    /** Tells all that has come by now, and what stands after the last line's end. */
    void finish() throws IOException {
        long end = channel.size();
        while (channel.position() < end) {
            read();
        }
        if (line.size() > 0) {
            tell();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int fill() throws IOException {
        return channel.read(buffer);
    }

    private void take() {
        buffer.flip();
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            if (next == '\n' && returned) {
                returned = false;
            } else if (next == '\n' || next == '\r') {
                returned = next == '\r';
                tell();
            } else {
                returned = false;
                cut = cut || line.size() >= LONGEST;
                if (!cut) {
                    line.write(next);
                }
            }
        }
        buffer.clear();
    }

    private void tell() {
        Masking masking = secrets.masking();
        String text = masking.mask(line.toString(StandardCharsets.UTF_8));
        if (cut) {
            text = text.substring(0, Math.max(0, text.length() - masking.longest())) + "...";
        }
        line.reset();
        cut = false;
        lines.accept(text);
    }
}
