package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import dev.belay.value.Failure;
import java.util.Optional;

/**
 * What a file says under a key, or in the line that a pattern fits; empty where it says nothing.
 *
 * @param path absolute
 * @param user who reads it; empty for the one who runs Belay
 * @param key with dots that lead to inner keys
 * @param pattern in its place
 */
record InFile(String path, Optional<String> user, Optional<String> key, Optional<VersionPattern> pattern)
        implements Fact<Optional<String>> {

    @Override
    public Optional<String> read(Probe world) {
        String text = world.host()
                .read(Context.own().as(user))
                .text(path)
                .orElseThrow(() -> Failure.unmet("there is no file " + path));
        return pattern.isPresent() ? pattern.get().find(text) : KeyedText.find(path, text, key.orElseThrow());
    }

    /** What is looked for, as the end of a sentence. */
    String wanted() {
        return key.map(name -> " under '" + name + "'").orElse("")
                + pattern.map(regex -> " by '" + regex + "'").orElse("");
    }

    @Override
    public Target target() {
        return Target.files(path);
    }

    @Override
    public String subject() {
        return path;
    }

    @Override
    public String show(Optional<String> found) {
        return found.orElse("");
    }
}
