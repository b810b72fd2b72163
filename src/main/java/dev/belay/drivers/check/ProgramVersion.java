package dev.belay.drivers.check;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.Output;
import dev.belay.value.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that a program tells when asked with {@code --version}; empty where it tells none. */
record ProgramVersion(String name, Context context) implements Fact<Optional<Version>> {

    /** The first number with a dot in it, or behind a {@code v}; else the first number that stands alone. */
    private static final Pattern DOTTED =
            Pattern.compile("(?<![\\w.])[vV]?(\\d+(?:\\.\\d+)+(?:[-_.+~]?(?:alpha|beta|rc|dev|a|b|p|post)[-.]?\\d*)?)");

    private static final Pattern WHOLE =
            Pattern.compile("(?<![\\w./:-])[vV]?(\\d+(?:(?:alpha|beta|rc)\\d*)?)(?![\\w./:-])");

    @Override
    public Optional<Version> read(Probe world) {
        Output told = world.host().ask(Command.of(name, "--version").in(context));
        return in(told.out()).or(() -> in(told.err()));
    }

    /** The version in what a program prints. */
    static Optional<Version> in(String printed) {
        for (Pattern pattern : new Pattern[] {DOTTED, WHOLE}) {
            Matcher found = pattern.matcher(printed);
            if (found.find() && Version.isVersion(found.group(1))) {
                return Optional.of(Version.parse(found.group(1)));
            }
        }
        return Optional.empty();
    }

    @Override
    public Target target() {
        return Target.machine();
    }

    @Override
    public String subject() {
        return name + " version";
    }

    @Override
    public String show(Optional<Version> version) {
        return version.map(Version::text).orElse("");
    }
}
