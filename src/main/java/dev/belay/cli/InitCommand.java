package dev.belay.cli;

import dev.belay.value.Exit;
import dev.belay.value.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "belay init", description = "Looks at this machine and writes a site file.")
final class InitCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    InitCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        throw Failure.wrong("init is not there yet in Belay " + Parts.VERSION);
    }
}
