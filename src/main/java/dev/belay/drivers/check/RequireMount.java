package dev.belay.drivers.check;

import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Operation;
import dev.belay.expr.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code require mount: '/mnt/backup'}: a file system is mounted there, so that nothing is written beneath it by mistake. */
record RequireMount(List<String> paths) implements Requirement {

    static final Operation OPERATION = new Operation(
            Form.of(
                            "require",
                            Subject.none(),
                            "mount",
                            new Type.ListOf(Type.PATH),
                            "folders at which something is mounted")
                    .option(Options.DIR)
                    .doc(
                            "Holds where a file system (a disk, NFS, a stick) is mounted at each folder. It asks the kernel, and"
                                    + " no file system, so that a server that is away does not hold it up.")
                    .example("require mount: '/mnt/backup'")
                    .form(),
            arguments -> new RequireMount(arguments.texts("mount").stream()
                    .map(path -> Path.of(arguments.context().absolute(path))
                            .normalize()
                            .toString())
                    .toList()));

    RequireMount {
        paths = List.copyOf(paths);
    }

    @Override
    public Optional<String> unmet(Facts facts) {
        List<String> missing =
                paths.stream().filter(path -> !facts.now(new MountPoint(path))).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("nothing is mounted at " + String.join(", ", missing)
                        + ": mount it, or name the folder at which it is mounted, and no link to it");
    }
}
