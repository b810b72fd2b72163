package dev.belay.cli;

import dev.belay.value.Exit;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

@Command(
        name = "belay completion",
        description = "Prints a completion script for bash and zsh.",
        footer = {"", "source <(belay completion)"})
final class CompletionCommand implements Subcommand {

    private final Parts parts;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "tell what this command does and takes")
    boolean help;

    CompletionCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        CommandLine belay = new CommandLine(CommandSpec.create().name("belay"));
        Commands.all()
                .forEach(entry -> belay.addSubcommand(
                        entry.name(), Main.commandLine(entry.make().apply(parts))));
        parts.terminal().out().print(AutoComplete.bash("belay", belay));
        return Exit.DONE;
    }
}
