package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.drivers.files.settings.Format;
import dev.belay.drivers.files.settings.Held;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.value.SecretText;
import java.util.Objects;
import java.util.Optional;

/**
 * What a key holds whose value must not be seen: nothing, the wanted value, or another. The value itself never leaves the
 * reading; {@code literal} tells a number from a text where the format does. Identified by file and key: what is wanted is not part of the identity, so that two steps that set one key speak of
 * one fact.
 */
record KeySecret(Place file, Format format, String key, SecretText wanted, boolean literal)
        implements Fact<Optional<SecretText>> {

    /** Stands for any value but the wanted one. */
    static final SecretText OTHER = SecretText.secret("a hidden value");

    /** Wanted where no value is; no file can hold it. */
    static final SecretText NONE = SecretText.plain("\0");

    /** Compares two variables of the environment, which only the account itself can see. */
    private static final Command SAME = Command.of("sh", "-c", "[ \"$BELAY_HELD\" = \"$BELAY_WANTED\" ]");

    /** Asks for nothing but whether the wanted secret can be had: what lacks it is told by a preview and not in the night. */
    private static final Command THERE = Command.of("true");

    @Override
    public Optional<SecretText> read(Probe world) {
        Optional<Held> found = KeyValue.settings(world, file, format).held(key);
        if (found.isEmpty() && wanted.holdsSecret() && !wanted.equals(OTHER)) {
            world.host().ask(THERE.in(Context.own().with("BELAY_WANTED", wanted)));
        }
        return found.map(held -> held.literal() == literal && holdsWanted(world, held.text()) ? wanted : OTHER);
    }

    private boolean holdsWanted(Probe world, String held) {
        if (!wanted.holdsSecret()) {
            return held.equals(wanted.masked());
        }
        Context both = Context.own().with("BELAY_HELD", SecretText.plain(held)).with("BELAY_WANTED", wanted);
        return world.host().ask(SAME.in(both)).ok();
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
    public String show(Optional<SecretText> value) {
        return value.map(KeySecret::shown).orElse("");
    }

    private static String shown(SecretText value) {
        if (value.equals(OTHER)) {
            return "a hidden value";
        }
        boolean whole = value.parts().size() == 1 && value.holdsSecret();
        return whole ? "secret " + value.secrets().get(0) : "***";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySecret that && file.equals(that.file) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(file, key);
    }

    @Override
    public String toString() {
        return "KeySecret[file=" + file + ", key=" + key + "]";
    }
}
