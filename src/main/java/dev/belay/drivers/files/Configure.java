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
import dev.belay.drivers.files.settings.Format;
import dev.belay.drivers.files.settings.Held;
import dev.belay.drivers.files.settings.Settings;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.FileInfo;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.Secrecy;
import dev.belay.value.SecretText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code configure '.env', set: [KEY: value]}: sets and removes keys of a settings file. The file keeps its comments, order, mode and
 * owner, is replaced at once, and is kept as it was for the way back. Values of secrets and of keys that look like secrets are
 * compared while reading and never shown.
 */
record Configure(
        Place file,
        Format format,
        Map<String, Setting> set,
        List<String> remove,
        Optional<Place> from,
        Optional<Integer> mode)
        implements Action {

    /**
     * A value that a key gets.
     *
     * @param literal true for a number or a truth, where the format tells them from texts
     */
    record Setting(SecretText text, boolean literal) {}

    static final Operation OPERATION = new Operation(
            Form.of("configure", Subject.of(Type.PATH, "the settings file"))
                    .option(
                            Option.of(
                                    "set",
                                    new Type.MapOf(new Type.AnyOf(List.of(Type.NUMBER, Type.BOOL, Type.SECRET))),
                                    "keys and the values they get; section.key, or a.b.0 in YAML and JSON"),
                            Option.of("remove", new Type.ListOf(Type.TEXT), "keys to take out"),
                            Option.of(
                                    "format",
                                    new Type.OneOf(Format.words()),
                                    "what the name of the file does not tell: env, ini, properties, yaml, json, systemd"),
                            Option.of("from", Type.PATH, "the example that a missing file is copied from"),
                            Option.of("mode", Type.TEXT, "permission bits, such as '640'; kept unless told"))
                    .option(Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc("Sets and removes keys of an env, INI, properties, YAML or JSON file or a unit of systemd, and"
                            + " leaves all else as it is. The old file is kept and put back by an undo.")
                    .example("configure '.env', from: '.env.example', set: [DB_HOST: 'db.example.org', DEBUG: false]")
                    .form(),
            Configure::bind);

    Configure {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        remove = List.copyOf(remove);
    }

    private static Action bind(Arguments arguments) {
        Place file = Place.of(arguments, arguments.text(Form.SUBJECT));
        Format format = Format.of(file.path(), arguments.optionalText("format"));
        Map<String, Setting> set = new LinkedHashMap<>();
        arguments.entries("set").forEach((key, value) -> set.put(key, setting(format, value)));
        List<String> remove = arguments.texts("remove");
        set.keySet().forEach(format::check);
        set.keySet().stream().filter(remove::contains).findFirst().ifPresent(key -> {
            throw Failure.wrong("'" + key + "' is both set and removed");
        });
        return new Configure(
                file,
                format,
                set,
                remove,
                arguments.optionalText("from").map(example -> Place.of(arguments, example)),
                arguments.optionalText("mode").map(FileMode::parse));
    }

    private static Setting setting(Format format, Value value) {
        boolean literal = value instanceof Value.Decimal || value instanceof Value.Bool;
        return new Setting(
                Arguments.secretText(value), format.held(new Held("", literal)).literal());
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
        file.mustBeReplaceable(forecast);
        set.forEach((key, value) -> predictSet(forecast, key, value));
        remove.forEach(key -> predictRemoved(forecast, key));
        mode.ifPresent(bits -> forecast.becomes(new FileMode(file), Optional.of(bits)));
        predictEdit(forecast);
    }

    /** What cannot be edited safely is told before anything is done; a secret stands in as a text that every format takes. */
    private void predictEdit(Forecast forecast) {
        if (!forecast.foreseen(new Keys(file, format))) {
            return;
        }
        Optional<Settings> there = text(forecast, file).or(() -> from.flatMap(example -> text(forecast, example)));
        Settings edited = there.orElseGet(() -> format.parse(file.path(), ""));
        try {
            for (Map.Entry<String, Setting> entry : set.entrySet()) {
                SecretText text = entry.getValue().text();
                boolean secret = text.holdsSecret();
                edited = edited.holding(
                        entry.getKey(),
                        new Held(
                                secret ? "secret" : text.masked(),
                                entry.getValue().literal()));
            }
            for (String key : remove) {
                edited = edited.without(key);
            }
        } catch (Failure failure) {
            throw Failure.failed(
                    file.path() + ", " + failure.message(), failure.remedies().toArray(String[]::new));
        }
    }

    private void refuseAllBut(String kind) {
        if (!kind.equals(FileKind.FILE) && !kind.equals(FileKind.NOTHING)) {
            throw Failure.failed(
                    file.path() + " is not a plain file but a " + kind,
                    switch (kind) {
                        case "link" -> "configure the file that it leads to";
                        case FileKind.FOLDER -> "name the file in it";
                        default -> "correct the path";
                    });
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
        String kind = forecast.now(new FileKind(example));
        if (kind.equals(FileKind.NOTHING)) {
            throw noExample(example);
        }
        if (!kind.equals(FileKind.FILE)) {
            throw Failure.failed(example.path() + " is a " + kind + ", and no example to copy", "correct from:");
        }
        for (String key : forecast.now(new Keys(example, format))) {
            if (set.containsKey(key) || remove.contains(key)) {
                continue;
            }
            if (Secrecy.looksSecret(key)) {
                forecast.becomes(secret(key, KeySecret.NONE, false), Optional.of(KeySecret.OTHER));
            } else {
                forecast.becomes(new KeyValue(file, format, key), forecast.now(new KeyValue(example, format, key)));
            }
        }
    }

    /** Says what the example has and the file lacks, and which keys stand twice; reads no facts, for nothing rests on it. */
    private void predictRemarks(Forecast forecast) {
        Settings text = text(forecast, file).orElseGet(() -> format.parse(file.path(), ""));
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

    private Optional<Settings> text(Forecast forecast, Place place) {
        return forecast.host().read(place.context()).text(place.path()).map(text -> format.parse(place.path(), text));
    }

    private KeySecret secret(String key, SecretText wanted, boolean literal) {
        return new KeySecret(file, format, key, wanted, literal);
    }

    private void predictSet(Forecast forecast, String key, Setting value) {
        KeyValue open = new KeyValue(file, format, key);
        KeySecret hidden = secret(key, value.text(), value.literal());
        if (value.text().holdsSecret() || Secrecy.looksSecret(key)) {
            boolean changes =
                    !forecast.foreseen(hidden) || !forecast.now(hidden).equals(Optional.of(value.text()));
            forecast.becomes(hidden, Optional.of(value.text()));
            if (changes && !Secrecy.looksSecret(key)) {
                forecast.disturbs(open);
            }
        } else {
            Held held = new Held(value.text().masked(), value.literal());
            format.check(key, held);
            forecast.becomes(open, Optional.of(held));
        }
    }

    private void predictRemoved(Forecast forecast, String key) {
        if (Secrecy.looksSecret(key)) {
            forecast.becomes(secret(key, KeySecret.NONE, false), Optional.empty());
        } else {
            forecast.becomes(new KeyValue(file, format, key), Optional.empty());
        }
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(file.context());
        Optional<FileInfo> info = files.info(file.path());
        info.ifPresent(found -> refuseAllBut(FileKind.word(found)));
        Optional<String> old = info.isPresent() ? files.text(file.path()) : Optional.empty();
        String text = edited(work, format.parse(file.path(), old.orElseGet(() -> example(files))))
                .text();
        boolean modeDiffers = mode.isPresent() && !info.map(FileInfo::mode).equals(mode);
        if (!old.equals(Optional.of(text)) || modeDiffers) {
            Optional<Integer> bits = mode.or(() -> info.isEmpty() ? newMode(files) : Optional.empty());
            Kept.around(work, file, writer -> writer.write(file.path(), SecretText.plain(text), bits));
        }
        return Result.none();
    }

    private Settings edited(Work work, Settings text) {
        Settings edited = text;
        for (Map.Entry<String, Setting> entry : set.entrySet()) {
            Setting value = entry.getValue();
            edited = edited.holding(entry.getKey(), new Held(work.reveal(value.text()), value.literal()));
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
        return set.values().stream().anyMatch(value -> value.text().holdsSecret())
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
