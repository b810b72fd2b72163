package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.Optional;
import java.util.regex.Pattern;

/** The value of a key that nobody needs to hide; empty where the key does not stand in the file. */
record EnvKey(Place file, String key) implements Fact<Optional<String>> {

    private static final Pattern SECRET =
            Pattern.compile("PASS|SECRET|TOKEN|KEY|CREDENTIAL|PRIVATE|SALT", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOGIN = Pattern.compile("(?<=//)([^/@:\\s]*):[^/@\\s]+@");
    private static final int LONG = 60;

    /** True where the name of a key says that its value is nobody's business. */
    static boolean looksSecret(String key) {
        return SECRET.matcher(key).find();
    }

    /** The file's text, empty where there is no file. */
    static EnvText text(Probe world, Place file) {
        return EnvText.parse(
                file.path(), world.host().read(file.context()).text(file.path()).orElse(""));
    }

    @Override
    public Optional<String> read(Probe world) {
        return text(world, file).value(key);
    }

    @Override
    public Target target() {
        return file.target();
    }

    @Override
    public String subject() {
        return file.name() + " " + key;
    }

    @Override
    public String show(Optional<String> value) {
        return value.map(EnvKey::shown).orElse("");
    }

    private static String shown(String value) {
        String line = LOGIN.matcher(value).replaceAll("$1:***@").replace("\n", "\\n");
        if (line.isEmpty()) {
            return "''";
        }
        return line.length() > LONG ? line.substring(0, LONG - 1) + "…" : line;
    }
}
