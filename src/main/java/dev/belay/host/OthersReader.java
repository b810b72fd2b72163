package dev.belay.host;

import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.Size;
import dev.belay.value.Unseen;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files as another user reads them: through small commands of coreutils and findutils that run as that user, so that Belay never
 * sees more, nor follows a link further, than the user could. Paths go in as arguments and are never part of a script.
 */
class OthersReader implements FileReader {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int MOST_NAMES = 64_000_000;

    private static final String INFO = """
            stat --printf='%f %s %U %G %.9Y\\n' -- "$1" || exit 1
            if [ -L "$1" ]; then readlink -n -- "$1"; fi
            """;
    private static final String REGULAR = """
            if [ -e "$1" ] && ! [ -f "$1" ]; then echo 'it is not a regular file' >&2; exit 1; fi
            """;
    private static final String FREE = """
            at=$1
            while ! [ -e "$at" ] && [ -n "$at" ]; do at=${at%/*}; done
            df -B1 --output=avail -- "${at:-/}" | tail -n 1
            """;
    private static final String DEVICE = """
            at=$1
            while ! [ -e "$at" ] && [ -n "$at" ]; do at=${at%/*}; done
            stat -c %d -- "${at:-/}"
            """;
    private static final String WALK = "exec find \"$1\" -printf '%P\\0%y %m %s %u %g %T@\\0%l\\0'";
    private static final String WHICH = """
            set -f; IFS=:
            case $1 in */*) PATH=/; set -- "${1#/}" ;; esac
            for folder in $PATH
            do if [ -f "${folder%/}/$1" ] && [ -x "${folder%/}/$1" ]; then echo "${folder%/}/$1"; exit; fi
            done
            exit 1
            """;

    private final Asking asking;
    private final Launch launch;
    private final Context context;

    OthersReader(Asking asking, Launch launch, Context context) {
        this.asking = asking;
        this.launch = launch;
        this.context = context;
    }

    @Override
    public String absolute(String path) {
        return OwnReader.path(context, path).toString();
    }

    @Override
    public Optional<FileInfo> info(String path) {
        return seen(path, INFO, MOST_NAMES).map(OthersReader::parsed);
    }

    @Override
    public Optional<String> text(String path) {
        return look(path, REGULAR + "cat -- \"$1\"", OwnReader.LONGEST_TEXT + 1)
                .map(bytes -> OwnReader.decoded(absolute(path), bytes));
    }

    @Override
    public InputStream open(String path) {
        if (info(path).isEmpty()) {
            throw new Unseen("cannot read " + absolute(path) + ": it does not exist");
        }
        try {
            return asking.read(
                    start(context, REGULAR + "exec cat -- \"$1\"", absolute(path)), "cannot read " + absolute(path));
        } catch (IOException e) {
            throw new Unseen("cannot read " + absolute(path) + ": " + Reason.of(e), e);
        }
    }

    /** From a scratch file that nobody else sees and that is gone when it is closed: a pipe cannot be read here and there. */
    @Override
    public SeekableByteChannel channel(String path) {
        try (InputStream content = open(path)) {
            Path scratch = Files.createTempFile("belay-", "");
            FileChannel channel = FileChannel.open(
                    scratch, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            try {
                content.transferTo(Channels.newOutputStream(channel));
                return channel.position(0);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new Unseen("cannot read " + absolute(path) + ": " + Reason.of(e), e);
        }
    }

    @Override
    public List<String> list(String path) {
        String names = seen(path, "find \"$1/\" -mindepth 1 -maxdepth 1 -printf '%f\\0'", MOST_NAMES)
                .orElse("");
        return List.of(names.split("\0")).stream()
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }

    /** By one command for all, in the order in which the folders hold their names. */
    @Override
    public void walk(String path, Predicate<String> leaveOut, TreeVisitor visitor) throws IOException {
        if (info(path).isEmpty()) {
            return;
        }
        String at = absolute(path);
        String left = "\0";
        try (InputStream all = new BufferedInputStream(asking.read(start(context, WALK, at), "cannot read " + at))) {
            for (Optional<String> below = field(all); below.isPresent(); below = field(all)) {
                String stat = field(all).orElseThrow(EOFException::new);
                String target = field(all).orElseThrow(EOFException::new);
                String found = below.get().isEmpty() ? at : (at.equals("/") ? "" : at) + "/" + below.get();
                if (leaveOut.test(found)) {
                    left = found + "/";
                } else if (!found.startsWith(left)) {
                    visitor.found(found, found(stat.split(" "), target), () -> open(found));
                }
            }
        }
    }

    /** The text before the next NUL; empty at the end. */
    private static Optional<String> field(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != 0; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            bytes.write(next);
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    private static FileInfo found(String[] stat, String target) {
        FileInfo.Kind kind = switch (stat[0]) {
            case "f" -> FileInfo.Kind.FILE;
            case "d" -> FileInfo.Kind.FOLDER;
            case "l" -> FileInfo.Kind.LINK;
            default -> FileInfo.Kind.OTHER;
        };
        return new FileInfo(
                kind,
                Size.of(Long.parseLong(stat[2])),
                Integer.parseInt(stat[1], 8),
                stat[3],
                stat[4],
                instant(stat[5]),
                kind == FileInfo.Kind.LINK ? Optional.of(target) : Optional.empty());
    }

    /** Of seconds with a fraction; what is beyond nanoseconds is left. */
    private static Instant instant(String seconds) {
        String[] parts = seconds.split("\\.");
        return Instant.ofEpochSecond(
                Long.parseLong(parts[0]), Long.parseLong((parts[1] + "000000000").substring(0, 9)));
    }

    @Override
    public String fileSystem(String path) {
        return seen(path, DEVICE, 1000).map(String::strip).orElse("");
    }

    @Override
    public Size total(String path) {
        String sizes =
                seen(path, "find \"$1\" -type f -printf '%s\\n'", MOST_NAMES).orElse("");
        return Size.of(sizes.lines().mapToLong(Long::parseLong).sum());
    }

    @Override
    public Size free(String path) {
        return seen(path, FREE, 1000)
                .map(text -> Size.of(Long.parseLong(text.strip())))
                .orElse(Size.ZERO);
    }

    @Override
    public Optional<Digest> digest(String path) {
        return seen(path, REGULAR + "sha256sum <\"$1\"", 1000).map(text -> new Digest(text.substring(0, 64)));
    }

    /** The path of a program as the user finds it. */
    Optional<String> which(String program) {
        String name = program.contains("/") ? context.absolute(program) : program;
        Asking.Answer answer = ask(start(context, WHICH, name), new byte[0], MOST_NAMES, "look for " + program);
        return Optional.of(answer.outText().strip()).filter(found -> answer.exit() == 0 && !found.isEmpty());
    }

    /** A script of the shell with its arguments, as the user. Scripts are constants of this package. */
    final Launch.Start start(Context inside, String script, String... arguments) {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        all.addAll(List.of(arguments));
        Context bare = new Context(inside.user(), Optional.of("/"), inside.path(), Map.of());
        return launch.reading(Command.of(all).in(bare));
    }

    final Asking asking() {
        return asking;
    }

    final Context context() {
        return context;
    }

    /** The reason that a tool of coreutils gives: the last part of its message. */
    static String reason(String err) {
        String last = err.strip().lines().reduce("", (first, second) -> second);
        String tail = last.substring(last.lastIndexOf(": ") + 1).strip();
        return tail.isEmpty() ? last : tail.substring(0, 1).toLowerCase(Locale.ROOT) + tail.substring(1);
    }

    private Optional<String> seen(String path, String script, int most) {
        return look(path, script, most).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> look(String path, String script, int most) {
        String at = absolute(path);
        Asking.Answer answer = ask(start(context, script, at), new byte[0], most, "read " + at);
        if (answer.exit() == 0) {
            return Optional.of(answer.out());
        }
        String why = reason(answer.errText());
        if (why.startsWith("no such file") || why.equals("not a directory")) {
            return Optional.empty();
        }
        throw new Unseen("cannot read " + at + " as " + context.user().orElse("") + ": " + why);
    }

    private Asking.Answer ask(Launch.Start start, byte[] input, int most, String what) {
        try {
            Asking.Answer answer = asking.ask(start, input, PATIENCE, most);
            Optional<String> refusal = Launch.refusal(answer.exit(), answer.errText());
            if (answer.timedOut() || refusal.isPresent()) {
                throw new Unseen("cannot " + what + ": " + refusal.orElse("no answer in time"));
            }
            return answer;
        } catch (IOException e) {
            throw new Unseen("cannot " + what + ": " + Reason.of(e), e);
        } catch (Failure e) {
            throw new Unseen("cannot " + what + ": " + e.message(), e);
        }
    }

    private static FileInfo parsed(String text) {
        int end = text.indexOf('\n');
        String[] fields = text.substring(0, end).split(" ");
        int mode = Integer.parseInt(fields[0], 16);
        FileInfo.Kind kind = Inode.kind(mode);
        return new FileInfo(
                kind,
                Size.of(Long.parseLong(fields[1])),
                mode & 07777,
                fields[2],
                fields[3],
                instant(fields[4]),
                kind == FileInfo.Kind.LINK ? Optional.of(text.substring(end + 1)) : Optional.empty());
    }
}
