package dev.belay.driver;

import dev.belay.catalog.Option;
import dev.belay.expr.Type;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many backups of one kind stay in a folder. Older ones are removed when the run is accepted, not before: until then nobody knows
 * whether the newest is the best. Only those go of which both the name and the checksum file beside say that Belay made them, for
 * the same application.
 *
 * @param context who may remove them
 * @param folder in which they lie
 * @param before what their names begin with, up to the id of the run
 * @param after what their names end with, behind it
 * @param keep how many stay, the new one among them
 */
public record Retention(Context context, String folder, String before, String after, int keep) {

    /** What the name of a checksum file adds to that of its backup. */
    private static final String CHECKSUM = ".sha256";

    /** The option of backups that says it. */
    public static final Option OPTION = Option.of(
            "keep",
            Type.NUMBER,
            "how many backups of the same stay in the folder, this one among them; accept removes older ones");

    private static final Pattern LAST_DIGITS = Pattern.compile("-[0-9a-f]+$");

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

    /** The names of those that are more than are kept, once this run's is there; the oldest last. */
    List<String> surplus(FileReader files, String run) {
        String application = LAST_DIGITS.matcher(run).replaceFirst("");
        Pattern named = Pattern.compile(Pattern.quote(before + application) + "-[0-9a-f]+" + Pattern.quote(after));
        return files.list(folder).stream()
                .filter(name -> named.matcher(name).matches() && !name.equals(before + run + after))
                .filter(name -> isBelays(files, name))
                .sorted(Comparator.comparing((String name) -> changed(files, name))
                        .reversed())
                .skip(keep - 1L)
                .toList();
    }

    private boolean isBelays(FileReader files, String name) {
        Optional<FileInfo> info = files.info(path(name));
        return info.filter(found -> found.kind() == FileInfo.Kind.FILE).isPresent()
                && files.text(path(name) + CHECKSUM)
                        .filter(line -> line.matches("[0-9a-f]{64}  " + Pattern.quote(name) + "\n"))
                        .isPresent();
    }

    private Instant changed(FileReader files, String name) {
        return files.info(path(name)).map(FileInfo::modified).orElse(Instant.MAX);
    }

    private String path(String name) {
        return folder + "/" + name;
    }

    /** Tells which will go. Reads no facts: nothing rests on them. */
    public void foresee(Forecast forecast) {
        FileReader files = forecast.host().read(context);
        List<String> surplus = surplus(files, forecast.run());
        if (!surplus.isEmpty()) {
            Size size = surplus.stream().map(name -> files.total(path(name))).reduce(Size.ZERO, Size::plus);
            forecast.remark("keeps " + keep + ": accept removes " + String.join(", ", surplus) + " (" + size + ")");
        }
    }

    /** Notes which are to go, once the new one counts. */
    public void note(Work work) {
        String text = String.join("\n", surplus(work.files(context), work.run()));
        work.files(Context.own()).write(noted(work), SecretText.plain(text), Optional.of(0600));
    }

    /** Removes those that were noted, and are still what they were. */
    public void accept(Work work) {
        FileWriter files = work.files(context);
        work.files(Context.own()).text(noted(work)).stream()
                .flatMap(String::lines)
                .filter(name -> isBelays(files, name))
                .forEach(name -> {
                    files.remove(path(name));
                    files.remove(path(name) + CHECKSUM);
                    work.say("removed the old backup " + path(name));
                });
    }

    private static String noted(Work work) {
        return work.keep() + "/old-backups";
    }
}
