package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.value.Digest;
import dev.belay.value.Reason;
import dev.belay.value.Size;
import dev.belay.value.Unseen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/**
 * What stands at a path, whole, as far as it can be told without opening files: names, kinds, sizes, modes, where links lead, and
 * when each file last changed. Two that are alike in all of this are taken to be the same.
 */
record Tree(Place place) implements Fact<Tree.Look> {

    private static final int SHOWN = 7;

    /**
     * How it looks.
     *
     * @param kind as {@link FileKind} tells it
     * @param files how many files are in it
     * @param bytes of all files
     * @param mode of the path itself
     * @param target where a link leads; empty for all others
     * @param mark a digest of all that was looked at, in hexadecimal digits
     * @param odd the first path below it that is neither a file nor a folder nor a link; empty where there is none
     */
    record Look(String kind, long files, Size bytes, int mode, String target, String mark, String odd) {

        /** Nothing at all. */
        static final Look NOTHING = new Look(FileKind.NOTHING, 0, Size.ZERO, 0, "", "", "");

        /** A link that leads to the target. */
        static Look link(String target) {
            Sum sum = new Sum();
            sum.add("", "link", 0, "", target);
            return new Look("link", 0, Size.ZERO, 0, target, sum.hex(), "");
        }

        boolean isThere() {
            return !kind.equals(FileKind.NOTHING);
        }

        @Override
        public String toString() {
            return switch (kind) {
                case FileKind.NOTHING -> "";
                case FileKind.FILE -> "file " + bytes + " " + FileMode.text(mode) + " " + mark.substring(0, SHOWN);
                case FileKind.FOLDER ->
                    (files == 1 ? "1 file, " : files + " files, ") + bytes + " " + mark.substring(0, SHOWN);
                case "link" -> "link to " + target;
                default -> kind;
            };
        }
    }

    /** Adds up digests of entries, in whatever order they come. */
    private static final class Sum {
        private final byte[] all = new byte[32];

        void add(String below, String kind, int mode, String content, String target) {
            byte[] one = Digest.sha256()
                    .digest((below + '\0' + kind + '\0' + mode + '\0' + content + '\0' + target)
                            .getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < all.length; i++) {
                all[i] ^= one[i];
            }
        }

        String hex() {
            return HexFormat.of().formatHex(all);
        }
    }

    /** Looks at one entry after the other. */
    static final class Looking {
        private final Sum sum = new Sum();
        private Look root = Look.NOTHING;
        private long files;
        private long bytes;
        private String odd = "";

        void found(String below, FileInfo info) {
            boolean file = info.kind() == FileInfo.Kind.FILE;
            String kind = FileKind.word(info);
            int mode = info.kind() == FileInfo.Kind.LINK ? 0 : info.mode();
            String target = info.target().orElse("");
            // some systems keep times only to the microsecond when they are set
            long changed = ChronoUnit.MICROS.between(Instant.EPOCH, info.modified());
            sum.add(below, kind, mode, file ? info.size().bytes() + " " + changed : "", target);
            files += file ? 1 : 0;
            bytes += file ? info.size().bytes() : 0;
            if (info.kind() == FileInfo.Kind.OTHER && odd.isEmpty()) {
                odd = below;
            }
            if (below.isEmpty()) {
                root = new Look(kind, 0, Size.ZERO, mode, target, "", "");
            }
        }

        Look look() {
            return root.isThere()
                    ? new Look(root.kind(), files, Size.of(bytes), root.mode(), root.target(), sum.hex(), odd)
                    : root;
        }
    }

    @Override
    public Look read(Probe world) {
        Looking looking = new Looking();
        walk(world.host().read(place.context()), place, looking::found);
        return looking.look();
    }

    /** Shows what stands at a path, by its path below it, which is empty for the path itself. */
    static void walk(FileReader files, Place place, BiConsumer<String, FileInfo> visitor) {
        int begin = place.path().length();
        try {
            files.walk(place.path(), any -> false, (path, info, content) -> {
                String below = path.length() == begin ? "" : path.substring(begin + 1);
                visitor.accept(below, info);
            });
        } catch (IOException broken) {
            throw new Unseen("cannot read " + place.path() + ": " + Reason.of(broken), broken);
        }
    }

    @Override
    public boolean whole() {
        return true;
    }

    @Override
    public Target target() {
        return place.target();
    }

    @Override
    public String subject() {
        return place.path();
    }
}
