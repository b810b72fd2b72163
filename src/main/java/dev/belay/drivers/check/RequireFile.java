package dev.belay.drivers.check;

import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Operation;
import dev.belay.expr.Type;
import dev.belay.host.Context;
import java.util.List;
import java.util.Optional;

/** {@code require file: '/srv/app/.env'}: files or folders are there, and can be read. */
record RequireFile(List<String> paths, Context context) implements Requirement {

    static final Operation OPERATION = new Operation(
            Form.of("require", Subject.none(), "file", new Type.ListOf(Type.PATH), "files or folders")
                    .option(Options.AS, Options.DIR)
                    .doc("Holds where each file or folder is there and the account can read it.")
                    .example("require file: \"$home/config/config.ini\", as: 'ngw'")
                    .form(),
            arguments -> new RequireFile(
                    arguments.texts("file").stream()
                            .map(arguments.context()::absolute)
                            .toList(),
                    arguments.context()));

    RequireFile {
        paths = List.copyOf(paths);
    }

    @Override
    public Optional<String> unmet(Facts facts) {
        return paths.stream()
                .flatMap(path -> facts.now(new FileAccess(path, context)).stream())
                .findFirst()
                .map(trouble -> trouble
                        + context.user().map(user -> " (as " + user + ")").orElse("")
                        + ": put it there, or correct the path");
    }
}
