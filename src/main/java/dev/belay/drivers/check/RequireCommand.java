package dev.belay.drivers.check;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Operation;
import dev.belay.expr.Type;
import dev.belay.host.Context;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import dev.belay.value.VersionRange;
import java.util.List;
import java.util.Optional;

/** {@code require command: ['git', 'pip'], version: '>=3.10'}: programs are there, and of a version. */
record RequireCommand(List<String> programs, Optional<VersionRange> version, Context context) implements Requirement {

    static final Operation OPERATION = new Operation(
            Form.of("require", Subject.none(), "command", new Type.ListOf(Type.TEXT), "the names of the programs")
                    .option(Option.of(
                            "version", Type.TEXT, "the versions that will do: '>=3.10 <3.13'; for one program only"))
                    .options(Options.CONTEXT)
                    .doc(
                            "Holds where the PATH leads to each program and, with version:, where what it prints for --version "
                                    + "is in the range.")
                    .example("require command: 'python3', version: '>=3.10 <3.13'")
                    .form(),
            RequireCommand::bind);

    RequireCommand {
        programs = List.copyOf(programs);
    }

    private static Action bind(Arguments arguments) {
        List<String> programs = arguments.texts("command");
        Optional<VersionRange> version = arguments.optionalText("version").map(VersionRange::parse);
        if (programs.isEmpty()) {
            throw Failure.wrong("'require command:' names no program");
        }
        programs.stream().filter(name -> name.contains(" ")).findFirst().ifPresent(name -> {
            throw Failure.wrong("'" + name + "' is not the name of a program", "name the program alone");
        });
        if (version.isPresent() && programs.size() > 1) {
            throw Failure.wrong(
                    "version: is for one program, and there are " + programs.size(), "require each by itself");
        }
        return new RequireCommand(programs, version, arguments.context());
    }

    @Override
    public Optional<String> unmet(Facts facts) {
        List<String> missing = programs.stream()
                .filter(name -> facts.now(new Program(name, context)).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of(String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
                    + " not installed, or not in the PATH"
                    + context.user().map(user -> " of " + user).orElse("")
                    + ": install, or name the folder in path:");
        }
        return version.flatMap(range -> unmet(facts, programs.get(0), range));
    }

    private Optional<String> unmet(Facts facts, String name, VersionRange range) {
        Optional<Version> found = facts.now(new ProgramVersion(name, context));
        if (found.isEmpty()) {
            return Optional.of(name + " --version prints no version, and " + range + " is required: look by hand");
        }
        return range.contains(found.get())
                ? Optional.empty()
                : Optional.of(name + " is " + found.get() + ", and " + range + " is required: install such a version");
    }
}
