package dev.belay.drivers.files;

import dev.belay.driver.Arguments;
import dev.belay.driver.Forecast;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import dev.belay.host.HostReader;
import dev.belay.value.Failure;
import java.util.List;
import java.util.Optional;

/**
 * A path, and the account that reaches it.
 *
 * @param path absolute
 * @param user who reaches it; empty for the one who runs Belay
 */
record Place(String path, Optional<String> user) {

    /**
     * The path that a text means under the step's {@code dir:} and {@code as:}.
     *
     * @throws Failure where it is relative and there is no {@code dir:}
     */
    static Place of(Arguments arguments, String text) {
        Context context = arguments.context();
        String path = normal(context.absolute(text));
        if (!path.startsWith("/")) {
            throw Failure.wrong(
                    "'" + text + "' is a relative path, and nothing says against which folder",
                    "give dir: or a full path");
        }
        return new Place(path, context.user());
    }

    /** Another path of the same account. */
    Place at(String other) {
        return new Place(other, user);
    }

    /** The circumstances in which the account reaches it. */
    Context context() {
        return Context.own().as(user);
    }

    /** The path as a target of facts and steps. */
    Target target() {
        return Target.files(path);
    }

    /**
     * Refuses a place that root will not write to, since another user could turn it elsewhere; nothing where an earlier step decides
     * that.
     */
    void mustBeOurs(Forecast forecast) {
        if (forecast.foreseen(new FileKind(this))) {
            forecast.host().read(context()).refusal(path).ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    /** Refuses a place that cannot be replaced by a rename: something is mounted there, or in it. */
    void mustBeReplaceable(Forecast forecast) {
        mustBeOurs(forecast);
        mounted(forecast.host()).stream().findFirst().ifPresent(mount -> {
            throw Failure.failed(
                    "something is mounted at " + mount + ", so that " + (mount.equals(path) ? "it" : path)
                            + " cannot be replaced",
                    "unmount it, and mount it again afterwards: umount " + mount);
        });
    }

    /** The paths, this one and all in it, at which something is mounted. */
    List<String> mounted(HostReader host) {
        return host.mounts().stream()
                .filter(mount -> target().covers(Target.files(mount)))
                .toList();
    }

    /** The last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder that it is in. */
    Place parent() {
        int end = path.lastIndexOf('/');
        return at(end <= 0 ? "/" : path.substring(0, end));
    }

    @Override
    public String toString() {
        return user.map(name -> path + " as " + name).orElse(path);
    }

    private static String normal(String path) {
        String normal = java.nio.file.Path.of(path).normalize().toString();
        return normal.isEmpty() ? path : normal;
    }
}
