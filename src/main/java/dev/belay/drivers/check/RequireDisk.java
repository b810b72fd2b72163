package dev.belay.drivers.check;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.FreeSpace;
import dev.belay.driver.Operation;
import dev.belay.expr.Type;
import dev.belay.host.Context;
import dev.belay.value.Size;
import java.util.Optional;

/** {@code require disk: '/srv', free: 10.GB}: enough space is free where a path is, or will be. */
record RequireDisk(String path, Size free, Context context) implements Requirement {

    static final Operation OPERATION = new Operation(
            Form.of("require", Subject.none(), "disk", Type.PATH, "a path on the disk; it need not be there yet")
                    .option(Option.required("free", Type.SIZE, "how much must be free"))
                    .option(Options.AS, Options.DIR)
                    .doc("Holds where at least so much is free on the disk that the path is on, or will be on.")
                    .example("require disk: \"$home/backup\", free: size('main') * 1.2")
                    .form(),
            arguments -> new RequireDisk(
                    arguments.context().absolute(arguments.text("disk")), arguments.size("free"), arguments.context()));

    @Override
    public Optional<String> unmet(Facts facts) {
        Size found = facts.now(new FreeSpace(context, path));
        Size missing = Size.of(free.bytes() - found.bytes());
        return missing.bytes() <= 0
                ? Optional.empty()
                : Optional.of(found + " are free at " + path + ", and " + free + " are required: make room for "
                        + missing + " more");
    }
}
