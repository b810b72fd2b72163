package dev.belay.cli;

import dev.belay.demo.Demo;
import dev.belay.value.Exit;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "belay demo",
        description = "Upgrades a small web application with a real PostgreSQL, in a folder of its own, and cleans up.")
final class DemoCommand implements Subcommand {

    private final Parts parts;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "tell what this command does and takes")
    boolean help;

    @Option(names = "--break", description = "let the migration fail in its middle, and go back")
    boolean breaking;

    @Option(names = "--keep", description = "leave everything to play with")
    boolean keep;

    @Option(
            names = {"-y", "--yes"},
            description = "do not wait for the person who watches")
    boolean yes;

    DemoCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        Terminal terminal = parts.terminal();
        Demo demo = new Demo(
                words -> Main.run(words.toArray(String[]::new), terminal),
                terminal.out(),
                yes || !terminal.interactive(),
                parts.home().orElseGet(() -> Path.of("").toAbsolutePath()));
        return demo.play(new Demo.Choices(breaking, keep));
    }
}
