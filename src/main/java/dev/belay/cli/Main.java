package dev.belay.cli;

import dev.belay.script.Ahead;
import dev.belay.script.Scripts;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of the command line: finds the command, reads its options, runs it, and turns whatever goes wrong into an exit code. */
public final class Main {

    private static final Set<String> READS_SCRIPTS = Set.of("check", "doctor", "preview", "repl", "run", "versions");

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        boolean reads = args.length > 0 && READS_SCRIPTS.contains(args[0]);
        Ahead ahead = reads
                ? Scripts.ahead(Arrays.stream(args)
                        .filter(word -> word.endsWith(".groovy"))
                        .findFirst()
                        .map(Path::of))
                : Ahead.nothing();
        System.exit(run(args, Terminal.ofProcess(), ahead));
    }

    /**
     * Runs a command.
     *
     * @return the exit code, as {@link Exit} tells
     */
    public static int run(String[] args, Terminal terminal) {
        return run(args, terminal, Ahead.nothing());
    }

    private static int run(String[] args, Terminal terminal, Ahead ahead) {
        Errors errors = new Errors(terminal, Arrays.asList(args).contains("-v"));
        try {
            return dispatch(List.of(args), terminal, ahead).code();
        } catch (Throwable thrown) { // nothing may reach the screen as a stack trace
            return errors.report(thrown).code();
        }
    }

    private static Exit dispatch(List<String> args, Terminal terminal, Ahead ahead) {
        String first = args.isEmpty() ? "help" : args.get(0);
        switch (first) {
            case "--version", "-V" -> {
                terminal.out().println("belay " + Parts.VERSION);
                return written(terminal, Exit.DONE);
            }
            case "help", "--help", "-h" -> {
                if (args.size() < 2) {
                    terminal.out().print(Commands.help());
                    return written(terminal, Exit.DONE);
                }
                return command(args.get(1), List.of("--help"), terminal, ahead);
            }
            default -> {
                return command(first, args.subList(1, args.size()), terminal, ahead);
            }
        }
    }

    private static Exit command(String name, List<String> args, Terminal terminal, Ahead ahead) {
        Commands.Entry entry = Commands.find(name).orElseThrow(() -> unknown(name));
        Parts parts = new Parts(terminal, ahead);
        Subcommand command = entry.make().apply(parts);
        CommandLine line = commandLine(command);
        try {
            line.parseArgs(args.toArray(String[]::new));
        } catch (ParameterException wrong) {
            throw Failure.wrong(
                    "belay " + name + ": " + message(wrong), "belay " + name + " --help lists what it takes");
        }
        if (line.isUsageHelpRequested()) {
            terminal.out().print(line.getUsageMessage());
            return written(terminal, Exit.DONE);
        }
        try {
            return command.onlyPrints() ? written(terminal, command.run()) : command.run();
        } catch (Failure failure) {
            throw parts.addressed(failure);
        }
    }

    /** What only prints has failed where that could not be written; of a reader that went away nothing is said. */
    private static Exit written(Terminal terminal, Exit exit) {
        Optional<String> trouble = terminal.trouble();
        trouble.filter(why -> !why.equals(Terminal.NOBODY_READS))
                .ifPresent(why -> terminal.err().println("belay: the output could not be written: " + why));
        return trouble.isPresent() && (exit == Exit.DONE || exit == Exit.CHANGES) ? Exit.FAILED : exit;
    }

    /** How picocli reads the options of a command. */
    static CommandLine commandLine(Subcommand command) {
        System.setProperty(
                "picocli.disable.closures",
                "true"); // else it starts all of Groovy's runtime, for a feature unused here
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100);
    }

    private static Failure unknown(String name) {
        List<String> names = Commands.all().stream().map(Commands.Entry::name).toList();
        if (name.startsWith("-")) {
            return Failure.wrong("belay: the command comes first, options after it", "belay help lists the commands");
        }
        String meant = Suggestion.didYouMean(name, names);
        return Failure.wrong("belay: there is no command '" + name + "'" + meant, "belay help lists the commands");
    }

    private static String message(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String typed = unmatched.getUnmatched().get(0);
            if (!typed.startsWith("-")) {
                return "'" + typed + "' is one too many";
            }
            String option = typed.contains("=") ? typed.substring(0, typed.indexOf('=')) : typed;
            return "unknown option '" + option + "'"
                    + Suggestion.didYouMean(
                            option,
                            unmatched
                                    .getCommandLine()
                                    .getCommandSpec()
                                    .optionsMap()
                                    .keySet());
        }
        if (wrong.getArgSpec() instanceof OptionSpec option && option.isMultiValue() && wrong.getValue() != null) {
            return option.longestName() + " takes " + option.paramLabel() + ", found '" + wrong.getValue() + "'";
        }
        List<String> words = words(Optional.ofNullable(wrong.getArgSpec()));
        if (!words.isEmpty() && !(wrong instanceof MissingParameterException)) {
            return "'" + wrong.getValue() + "' is none of " + String.join(", ", words)
                    + Suggestion.didYouMean(String.valueOf(wrong.getValue()), words);
        }
        String text = String.valueOf(wrong.getMessage());
        return wrong instanceof MissingParameterException
                ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
                : text;
    }

    /** The words that an option or argument takes; empty where it takes anything. */
    private static List<String> words(Optional<ArgSpec> argument) {
        return argument.stream()
                .flatMap(spec -> Stream.concat(Stream.of(spec.type()), Stream.of(spec.auxiliaryTypes())))
                .filter(Class::isEnum)
                .flatMap(type -> Stream.of(type.getEnumConstants()))
                .map(word -> String.valueOf(word).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
