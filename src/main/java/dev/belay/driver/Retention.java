package dev.belay.driver;

import dev.belay.catalog.Option;
import dev.belay.expr.Type;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many backups of one kind stay in a folder. Older ones are removed when the run is accepted, not before: until then nobody knows
 * whether the newest is the best. Only those go of which a file beside says that Belay made them, of the same, for the same application.
 *
 * @param context who may remove them
 * @param folder in which they lie
 * @param kin which are of one kind
 * @param keep how many stay, the new one among them
 */
public record Retention(Context context, String folder, Kin kin, int keep) {

    /** The option of backups that says it. */
    public static final Option OPTION = Option.of(
            "keep",
            Type.NUMBER,
            "how many backups of the same stay in the folder, this one among them; accept removes older ones");

    /** What the name of the file beside a backup ends with that says what made it, and for which application. */
    public static final String MARK = ".belay";

    /** The id of a run: the name of the application, and four digits. */
    private static final Pattern ID = Pattern.compile("(.+)-[0-9a-f]{4}");

    /** The name by which a step knows its run: its id, and perhaps the part of the plan. */
    private static final Pattern RUN = Pattern.compile("(.+?)-[0-9a-f]{4}(?:-.*)?");

    /** What tells that a file is a backup of one kind. */
    public sealed interface Kin {

        /** What the file beside that is named with {@link #MARK} says of one of them for this application. */
        String mark(String name, String application);

        /** Where its checksum lies, if Belay writes one. */
        Optional<String> checksum(String backup);

        /** True where its checksum and its name alone make it one of them for this application. */
        boolean proves(String checksum, String name, String application);
    }

    /**
     * Backups whose names Belay gave, with a checksum file beside.
     *
     * @param before what their names begin with, up to the id of the run
     * @param after what their names end with, behind it
     */
    public record Named(String before, String after) implements Kin {

        @Override
        public String mark(String name, String application) {
            return before + "*" + after + "  " + application + "  " + name + "\n";
        }

        @Override
        public Optional<String> checksum(String backup) {
            return Optional.of(backup + ".sha256");
        }

        /** A part's name that looks like the digits of a run may be those of another application's, and proves nothing. */
        @Override
        public boolean proves(String checksum, String name, String application) {
            String part = "(?:(?!-[0-9a-f]{4}(?![A-Za-z0-9]))-[A-Za-z0-9-]+)?";
            return name.matches(Pattern.quote(before + application) + "-[0-9a-f]{4}" + part + Pattern.quote(after))
                    && checksum.matches("[0-9a-f]{64}  " + Pattern.quote(name) + "\n");
        }

        /** The name of the one that a run makes. */
        String of(String run) {
            return before + run + after;
        }
    }

    /**
     * Backups whose names the application gave, with a file beside that says what made them.
     *
     * @param maker tells what makes them from what makes others
     */
    public record Marked(Digest maker) implements Kin {

        @Override
        public Optional<String> checksum(String backup) {
            return Optional.empty();
        }

        @Override
        public boolean proves(String checksum, String name, String application) {
            return false;
        }

        @Override
        public String mark(String name, String application) {
            return maker + "  " + application + "  " + name + "\n";
        }
    }

    /**
     * How many are to stay, where the step says it.
     *
     * @throws Failure for a number below 1
     */
    public static Optional<Integer> keep(Arguments arguments) {
        Optional<Integer> keep = arguments.has("keep") ? Optional.of((int) arguments.number("keep")) : Optional.empty();
        if (keep.filter(count -> count < 1).isPresent()) {
            throw Failure.wrong("keep: " + keep.get() + " would keep no backup at all", "give 1 or more");
        }
        return keep;
    }

    /** The paths of those that are more than are kept, once the new one is there; the oldest last. */
    private List<String> surplus(FileReader files, String application, String made) {
        return files.list(folder).stream()
                .map(name -> folder + "/" + name)
                .filter(path -> !path.equals(made) && proven(files, path, application))
                .sorted(Comparator.comparing((String path) -> changed(files, path))
                        .reversed())
                .skip(keep - 1L)
                .toList();
    }

    private boolean proven(FileReader files, String path, String application) {
        String mark = kin.mark(name(path), application);
        return files.text(path + MARK).filter(mark::equals).isPresent()
                || kin.checksum(path)
                        .flatMap(files::text)
                        .filter(checksum -> kin.proves(checksum, name(path), application))
                        .isPresent();
    }

    /**
     * The name of the application in that of its run. Either may hold four digits more (shop-2024, or the part 2024.1.0), so the
     * folder of the run tells where its id ends.
     *
     * @param run the name by which a step knows its run
     * @param keep the step's private folder, which lies in the folder of the run
     */
    static String application(String run, String keep) {
        for (Path at = Path.of(keep); at != null && at.getFileName() != null; at = at.getParent()) {
            String folder = at.getFileName().toString();
            Matcher id = ID.matcher(folder);
            if (id.matches() && (run.equals(folder) || run.startsWith(folder + "-"))) {
                return id.group(1);
            }
        }
        Matcher matcher = RUN.matcher(run);
        return matcher.matches() ? matcher.group(1) : run;
    }

    private static Instant changed(FileReader files, String path) {
        return files.info(path).map(FileInfo::modified).orElse(Instant.MAX);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Tells which will go, of those that Belay names. Reads no facts: nothing rests on them. */
    public void foresee(Forecast forecast) {
        FileReader files = forecast.host().read(context);
        String made = kin instanceof Named named ? folder + "/" + named.of(forecast.run()) : "";
        List<String> surplus = surplus(files, application(forecast.run(), forecast.keep()), made);
        if (!surplus.isEmpty()) {
            Size size = surplus.stream().map(files::total).reduce(Size.ZERO, Size::plus);
            forecast.remark("keeps " + keep + ": accept removes "
                    + String.join(", ", surplus.stream().map(Retention::name).toList()) + " (" + size + ")");
        }
    }

    /** Notes which are to go, once the new one counts. */
    public void note(Work work, String made) {
        FileWriter files = work.files(context);
        String application = application(work.run(), work.keep());
        if (!proven(files, made, application)) {
            files.write(made + MARK, SecretText.plain(kin.mark(name(made), application)), Optional.of(0600));
        }
        String text = String.join("\n", surplus(files, application, made));
        work.files(Context.own()).write(noted(work), SecretText.plain(text), Optional.of(0600));
    }

    /** Removes those that were noted, and are still what they were. */
    public void accept(Work work) {
        FileWriter files = work.files(context);
        String application = application(work.run(), work.keep());
        work.files(Context.own()).text(noted(work)).stream()
                .flatMap(String::lines)
                .filter(path -> proven(files, path, application))
                .forEach(path -> {
                    files.remove(path);
                    files.remove(path + MARK);
                    kin.checksum(path).ifPresent(files::remove);
                    work.say("removed the old backup " + path);
                });
    }

    private static String noted(Work work) {
        return work.keep() + "/old-backups";
    }
}
