package dev.belay.drivers.files;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.host.FileInfo;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code configure '.env', set: [KEY: value]}: sets and removes keys of an env file. The file keeps its comments, order, mode and
 * owner, is replaced at once, and is kept as it was for the way back. Values of secrets and of keys that look like secrets are
 * compared while reading and never shown.
 */
record Configure(
        Place file, Map<String, SecretText> set, List<String> remove, Optional<Place> from, Optional<Integer> mode)
        implements Action {

    private static final Pattern FOREIGN =
            Pattern.compile(".*\\.(ini|cfg|ya?ml|json|toml|xml|properties|php|py|rb|js)", Pattern.CASE_INSENSITIVE);

    static final Operation OPERATION = new Operation(
            Form.of("configure", Subject.of(Type.PATH, "the env file"))
                    .option(
                            Option.of("set", new Type.MapOf(Type.SECRET), "keys and the values they get"),
                            Option.of("remove", new Type.ListOf(Type.TEXT), "keys to take out"),
                            Option.of("from", Type.PATH, "the example that a missing file is copied from"),
                            Option.of("mode", Type.TEXT, "permission bits, such as '640'; kept unless told"))
                    .option(Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc("Sets and removes keys of an env file (KEY=value lines) and leaves all else as it is. "
                            + "The old file is kept and put back by an undo.")
                    .example("configure '.env', from: '.env.example', set: [DB_HOST: 'db.example.org', DEBUG: false]")
                    .form(),
            Configure::bind);

    Configure {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        remove = List.copyOf(remove);
    }

    private static Action bind(Arguments arguments) {
        Place file = Place.of(arguments, arguments.text(Form.SUBJECT));
        Map<String, SecretText> set = arguments.secretTexts("set");
        List<String> remove = arguments.texts("remove");
        if (FOREIGN.matcher(file.name()).matches()) {
            throw Failure.wrong(
                    "configure edits env files (lines of KEY=value), and " + file.name() + " is of another format",
                    "change it with sh, and name it in touches:");
        }
        set.keySet().forEach(EnvText::checkKey);
        set.keySet().stream().filter(remove::contains).findFirst().ifPresent(key -> {
            throw Failure.wrong("'" + key + "' is both set and removed");
        });
        return new Configure(
                file,
                set,
                remove,
                arguments.optionalText("from").map(example -> Place.of(arguments, example)),
                arguments.optionalText("mode").map(FileMode::parse));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(RestoreFile.wayBack(file, forecast.keep()));
        String kind = forecast.now(new FileKind(file));
        refuseAllBut(kind);
        if (kind.equals(FileKind.NOTHING)) {
            predictNew(forecast);
        } else {
            predictRemarks(forecast);
        }
        set.forEach((key, value) -> predictSet(forecast, key, value));
        remove.forEach(key -> predictRemoved(forecast, key));
        mode.ifPresent(bits -> forecast.becomes(new FileMode(file), Optional.of(bits)));
    }

    private void refuseAllBut(String kind) {
        if (!kind.equals(FileKind.FILE) && !kind.equals(FileKind.NOTHING)) {
            throw Failure.failed(
                    file.path() + " is not a plain file but a " + kind,
                    kind.equals("link") ? "configure the file that it leads to" : "name the file in it");
        }
    }

    private void predictNew(Forecast forecast) {
        if (!forecast.now(new FileKind(file.parent())).equals(FileKind.FOLDER)) {
            throw Failure.failed(
                    file.parent().path() + " is not a folder, so " + file.name() + " cannot be made in it");
        }
        from.ifPresent(example -> predictCopy(forecast, example));
        forecast.becomes(new FileKind(file), FileKind.FILE);
    }

    private void predictCopy(Forecast forecast, Place example) {
        if (!forecast.now(new FileKind(example)).equals(FileKind.FILE)) {
            throw noExample(example);
        }
        for (String key : forecast.now(new EnvKeys(example))) {
            if (set.containsKey(key) || remove.contains(key)) {
                continue;
            }
            if (EnvKey.looksSecret(key)) {
                forecast.becomes(new EnvSecret(file, key, EnvSecret.NONE), Optional.of(EnvSecret.OTHER));
            } else {
                forecast.becomes(new EnvKey(file, key), forecast.now(new EnvKey(example, key)));
            }
        }
    }

    /** Says what the example has and the file lacks, and which keys stand twice; reads no facts, for nothing rests on it. */
    private void predictRemarks(Forecast forecast) {
        EnvText text = text(forecast, file).orElse(EnvText.parse(""));
        from.flatMap(example -> text(forecast, example)).ifPresent(example -> {
            List<String> lacking = example.keys().stream()
                    .filter(key -> !text.keys().contains(key) && !set.containsKey(key) && !remove.contains(key))
                    .toList();
            if (!lacking.isEmpty()) {
                forecast.remark(
                        from.get().name() + " also has, and " + file.name() + " lacks: " + String.join(" ", lacking));
            }
        });
        set.keySet().stream()
                .filter(key -> text.count(key) > 1)
                .forEach(key -> forecast.remark(key + " stands " + text.count(key) + " times in " + file.name()
                        + "; the last one counts, and is set"));
    }

    private static Optional<EnvText> text(Forecast forecast, Place place) {
        return forecast.host().read(place.context()).text(place.path()).map(text -> EnvText.parse(place.path(), text));
    }

    private void predictSet(Forecast forecast, String key, SecretText value) {
        EnvKey open = new EnvKey(file, key);
        EnvSecret hidden = new EnvSecret(file, key, value);
        if (value.holdsSecret() || EnvKey.looksSecret(key)) {
            boolean changes =
                    !forecast.foreseen(hidden) || !forecast.now(hidden).equals(Optional.of(value));
            forecast.becomes(hidden, Optional.of(value));
            if (changes && !EnvKey.looksSecret(key)) {
                forecast.disturbs(open);
            }
        } else {
            EnvValue.write(key, value.masked(), Optional.empty());
            forecast.becomes(open, Optional.of(value.masked()));
        }
    }

    private void predictRemoved(Forecast forecast, String key) {
        if (EnvKey.looksSecret(key)) {
            forecast.becomes(new EnvSecret(file, key, EnvSecret.NONE), Optional.empty());
        } else {
            forecast.becomes(new EnvKey(file, key), Optional.empty());
        }
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(file.context());
        Optional<FileInfo> info = files.info(file.path());
        info.ifPresent(found -> refuseAllBut(FileKind.word(found)));
        Optional<String> old = info.isPresent() ? files.text(file.path()) : Optional.empty();
        String text = edited(work, EnvText.parse(file.path(), old.orElseGet(() -> example(files))))
                .text();
        boolean modeDiffers = mode.isPresent() && !info.map(FileInfo::mode).equals(mode);
        if (!old.equals(Optional.of(text)) || modeDiffers) {
            Kept.keep(work, file);
            files.write(
                    file.path(),
                    SecretText.plain(text),
                    mode.or(() -> info.isEmpty() ? newMode(files) : Optional.empty()));
        }
        return Result.none();
    }

    private EnvText edited(Work work, EnvText text) {
        EnvText edited = text;
        for (Map.Entry<String, SecretText> entry : set.entrySet()) {
            edited = edited.with(entry.getKey(), work.reveal(entry.getValue()));
        }
        for (String key : remove) {
            edited = edited.without(key);
        }
        return edited;
    }

    private String example(FileWriter files) {
        return from.map(example -> files.text(example.path()).orElseThrow(() -> noExample(example)))
                .orElse("");
    }

    /** A new file that holds secrets is its owner's alone; another is as open as its example. */
    private Optional<Integer> newMode(FileWriter files) {
        return set.values().stream().anyMatch(SecretText::holdsSecret)
                ? Optional.of(0600)
                : from.flatMap(example -> files.info(example.path())).map(FileInfo::mode);
    }

    private Failure noExample(Place example) {
        return Failure.failed("neither " + file.path() + " is there nor its example " + example.path());
    }

    @Override
    public List<Target> touches() {
        return List.of(file.target());
    }
}
