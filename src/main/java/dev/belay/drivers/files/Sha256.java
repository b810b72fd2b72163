package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.value.Digest;
import java.util.Optional;

/** The checksum of a file; empty where there is none. */
record Sha256(Place place) implements Fact<Optional<Digest>> {

    private static final int SHOWN = 12;

    @Override
    public Optional<Digest> read(Probe world) {
        return world.host().read(place.context()).digest(place.path());
    }

    @Override
    public Target target() {
        return place.target();
    }

    @Override
    public String subject() {
        return place.path();
    }

    @Override
    public String show(Optional<Digest> digest) {
        return digest.map(sum -> "sha256 " + sum.hex().substring(0, SHOWN) + "...")
                .orElse("");
    }
}
