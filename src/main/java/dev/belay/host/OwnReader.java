package dev.belay.host;

import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.Size;
import dev.belay.value.Unseen;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Files as Belay's own user reads them. */
class OwnReader implements FileReader {

    static final int LONGEST_TEXT = 16_000_000;

    private final Context context;
    private final boolean root;

    OwnReader(Context context, boolean root) {
        this.context = context;
        this.root = root;
    }

    /** True where Belay is root. */
    final boolean root() {
        return root;
    }

    @Override
    public Optional<Failure> refusal(String path) {
        try {
            if (root) {
                PathSafety.mustBeRoots(path(path), false);
            }
            return Optional.empty();
        } catch (Failure weak) {
            return Optional.of(weak);
        }
    }

    /** A look at the file system, which may fail. */
    interface Look<T> {
        T look(Path path) throws IOException;
    }

    @Override
    public String absolute(String path) {
        return path(path).toString();
    }

    @Override
    public Optional<FileInfo> info(String path) {
        return seen(path, at -> Inode.of(at, LinkOption.NOFOLLOW_LINKS).info(at));
    }

    @Override
    public Optional<String> text(String path) {
        return seen(path, at -> {
            try (InputStream in = regular(at)) {
                return decoded(absolute(path), in.readNBytes(LONGEST_TEXT + 1));
            }
        });
    }

    @Override
    public InputStream open(String path) {
        return seen(path, OwnReader::regular)
                .orElseThrow(() -> new Unseen("cannot read " + absolute(path) + ": it does not exist"));
    }

    @Override
    public SeekableByteChannel channel(String path) {
        return seen(path, at -> {
                    regular(at).close();
                    return Files.newByteChannel(at);
                })
                .orElseThrow(() -> new Unseen("cannot read " + absolute(path) + ": it does not exist"));
    }

    @Override
    public List<String> list(String path) {
        return seen(path, at -> {
                    List<String> names = new ArrayList<>();
                    if (Files.isDirectory(at)) {
                        try (DirectoryStream<Path> entries = Files.newDirectoryStream(at)) {
                            entries.forEach(entry -> names.add(entry.toFile().getName()));
                        }
                    }
                    Collections.sort(names);
                    return List.copyOf(names);
                })
                .orElse(List.of());
    }

    @Override
    public Size total(String path) {
        return seen(path, at -> Size.of(new OwnTree(any -> false).bytes(at))).orElse(Size.ZERO);
    }

    @Override
    public void walk(String path, Predicate<String> leaveOut, TreeVisitor visitor) throws IOException {
        new OwnTree(leaveOut).walk(path(path), visitor);
    }

    @Override
    public Size free(String path) {
        return seen(nearest(path).toString(), there -> Size.of(there.toFile().getUsableSpace()))
                .orElse(Size.ZERO);
    }

    @Override
    public String fileSystem(String path) {
        return seen(nearest(path).toString(), at -> Files.getAttribute(at, "unix:dev"))
                .map(Object::toString)
                .orElse("");
    }

    /** The path, or the nearest folder above it that is there. */
    private Path nearest(String path) {
        Path at = path(path);
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    @Override
    public Optional<Digest> digest(String path) {
        return seen(path, at -> {
            MessageDigest digest = Digest.sha256();
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = regular(at)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            }
            return Digest.of(digest);
        });
    }

    /** The text of bytes, which must be UTF-8 and not too many. */
    static String decoded(String path, byte[] bytes) {
        if (bytes.length > LONGEST_TEXT) {
            throw Failure.failed(
                    path + " is larger than " + Size.of(LONGEST_TEXT) + ", too large to be read as a text");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Failure.failed(path + " is not a text in UTF-8", "convert it, for example with iconv");
        }
    }

    /** The path made absolute; without a folder of the context against Belay's own. */
    final Path path(String path) {
        return path(context, path);
    }

    static Path path(Context context, String path) {
        try {
            return Path.of(context.absolute(path)).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw Failure.failed("'" + path + "' cannot be a path here", Launch.UTF8);
        }
    }

    private <T> Optional<T> seen(String path, Look<T> look) {
        Path at = path(path);
        try {
            return Optional.of(look.look(at));
        } catch (IOException e) {
            if (Trouble.absent(e)) {
                return Optional.empty();
            }
            throw new Unseen("cannot read " + at + ": " + Reason.of(e), e);
        }
    }

    /** A pipe or a device would be waited for without end. */
    private static InputStream regular(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException(attributes.isDirectory() ? "it is a folder" : "it is not a regular file");
        }
        return Files.newInputStream(path);
    }
}
