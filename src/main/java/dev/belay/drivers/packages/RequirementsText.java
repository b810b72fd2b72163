package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import dev.belay.value.Digest;
import java.util.Optional;

/** What a file of requirements says; empty where there is none. An address in it may hold a password: only its digest is shown. */
record RequirementsText(String path, Optional<String> user) implements Fact<Optional<String>> {

    @Override
    public Optional<String> read(Probe world) {
        return world.host().read(Context.own().as(user)).text(path);
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
    public String show(Optional<String> text) {
        return text.map(it -> Digest.of(it).brief()).orElse("");
    }
}
