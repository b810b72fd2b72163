package dev.belay.drivers.files.settings;

import dev.belay.value.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The formats of settings files, and how the name of a file tells its own. */
public enum Format {
    /** {@code KEY=value} lines, as shells, systemd and dotenv libraries read them. */
    ENV(false, ""),
    /** Sections of {@code key = value} lines; a key is {@code section.key}. */
    INI(false, ".*\\.(ini|cfg)"),
    /** Java's properties. */
    PROPERTIES(false, ".*\\.properties"),
    /** YAML; dots lead to inner keys, numbers to items of lists. */
    YAML(true, ".*\\.ya?ml"),
    /** JSON; the same. */
    JSON(true, ".*\\.json"),
    /** A unit of systemd or a drop-in for one; a key is {@code Section.Key}. */
    SYSTEMD(false, ".*\\.(service|socket|timer|target|mount|path|slice)(\\.d/[^/]+\\.conf)?|.*/systemd/.*\\.conf");

    private static final Pattern FOREIGN =
            Pattern.compile(".*\\.(toml|xml|php|py|rb|js|ts|lua)", Pattern.CASE_INSENSITIVE);

    private final boolean typed;
    private final Pattern names;

    Format(boolean typed, String names) {
        this.typed = typed;
        this.names = Pattern.compile(names, Pattern.CASE_INSENSITIVE);
    }

    /** As scripts write it: {@code 'yaml'}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, as scripts write them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Format::word).toList();
    }

    /**
     * The format of a file.
     *
     * @param told what the script says of it
     * @throws Failure where its name tells a format that is not edited
     */
    public static Format of(String path, Optional<String> told) {
        if (told.isPresent()) {
            return valueOf(told.get().toUpperCase(Locale.ROOT));
        }
        if (FOREIGN.matcher(path).matches()) {
            throw Failure.wrong(
                    "configure edits " + String.join(", ", words()) + ", and "
                            + path.substring(path.lastIndexOf('/') + 1) + " is of another format",
                    "change it with sh, and name it in touches:");
        }
        return Arrays.stream(values())
                .filter(format -> format.names.matcher(path).matches())
                .findFirst()
                .orElse(ENV);
    }

    /**
     * Reads a text.
     *
     * @param path for messages
     * @throws Failure where it is of another format, or is broken; names the line, never its content
     */
    public Settings parse(String path, String text) {
        try {
            return parse(text);
        } catch (Failure failure) {
            throw Failure.failed(
                    path + ", " + failure.message(), failure.remedies().toArray(String[]::new));
        }
    }

    private Settings parse(String text) {
        return switch (this) {
            case ENV -> EnvText.parse(text);
            case INI -> IniText.parse(IniText.Dialect.INI, text);
            case PROPERTIES -> PropertiesText.parse(text);
            case YAML -> YamlText.parse(text);
            case JSON -> JsonText.parse(text);
            case SYSTEMD -> IniText.parse(IniText.Dialect.SYSTEMD, text);
        };
    }

    /** A value as the format tells it: most know texts only. */
    public Held held(Held value) {
        return typed ? value : Held.text(value.text());
    }

    /** A value as a preview shows it. */
    public String shown(Held value) {
        return typed ? value.shown() : value.text();
    }

    /**
     * Sees that a key can stand in such a file.
     *
     * @throws Failure where it cannot
     */
    public void check(String key) {
        if (this == ENV) {
            EnvText.checkKey(key);
        } else if (key.isBlank() || key.chars().anyMatch(Character::isISOControl)) {
            throw Failure.wrong("'" + key + "' cannot be a key of a " + word() + " file");
        } else if (this == SYSTEMD && !key.matches("[A-Za-z0-9-]+\\.[A-Za-z0-9_-]+")) {
            throw Failure.wrong("'" + key + "' names no section; keys of a unit look like Service.Environment");
        }
    }

    /**
     * Sees that a value can be written; never shows it.
     *
     * @throws Failure where it cannot
     */
    public void check(String key, Held value) {
        parse("").holding(key, held(value));
    }
}
