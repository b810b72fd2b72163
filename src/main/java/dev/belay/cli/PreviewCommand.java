package dev.belay.cli;

import dev.belay.plan.JsonText;
import dev.belay.plan.Preview;
import dev.belay.plan.PreviewJson;
import dev.belay.report.PreviewLines;
import dev.belay.report.PreviewMarkdown;
import dev.belay.report.PreviewText;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "belay preview",
        description = "Shows what an upgrade would do. Changes nothing: it only reads.",
        footer = {
            "",
            "Exits with 0, with 5 where a requirement is not met, or with 4 where an open run is in the way.",
            "belay preview nextgisweb -o plan.json"
        })
final class PreviewCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--detailed-exitcode", description = "exit with 10 where something would change")
    boolean detailedExitCode;

    @Mixin
    InputOptions input = new InputOptions();

    PreviewCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        Screen screen = new Screen(parts.terminal().err(), false);
        Preparation prepared = Preparation.of(parts, script, screen, input.none);
        Preview preview = prepared.preview();
        Optional<String> done = prepared.done();
        if (done.isPresent() && output.format() == OutputOptions.Format.text) {
            output.write(parts.terminal(), done.get() + "\n");
            return Exit.DONE;
        }
        Optional<Exit> open = done.isPresent() ? Optional.empty() : openRun(prepared);
        output.write(parts.terminal(), render(preview, output, parts.terminal(), hints(prepared)));
        if (output.file.isPresent() && !output.quiet) {
            parts.terminal().err().println("written: " + output.file.get());
        }
        return done.isPresent() ? Exit.DONE : open.orElseGet(() -> exit(preview));
    }

    /** Says before the preview that a run is in its way, one that waits to be accepted. */
    private Optional<Exit> openRun(Preparation prepared) {
        try {
            prepared.engine().refuseOpenRun();
            return Optional.empty();
        } catch (Failure open) {
            return Optional.of(new Errors(parts.terminal(), false).report(open));
        }
    }

    /** The preview in the format asked for. */
    static String render(Preview preview, OutputOptions output, Terminal terminal, List<String> hints) {
        return switch (output.format()) {
            case text -> new PreviewText(preview, output.page(terminal), output.detail()).render(hints);
            case json ->
                output.file.isPresent()
                        ? new String(PreviewJson.write(preview), StandardCharsets.UTF_8)
                        : JsonText.page(PreviewJson.json(preview));
            case jsonl -> PreviewLines.of(preview);
            case markdown -> PreviewMarkdown.of(preview);
        };
    }

    private Exit exit(Preview preview) {
        if (preview.refused()) {
            return Exit.UNMET;
        }
        return detailedExitCode && preview.changes() ? Exit.CHANGES : Exit.DONE;
    }

    private List<String> hints(Preparation prepared) {
        String subject = script.subject.orElse("");
        if (ScriptFinder.isPlan(subject) || output.file.isPresent()) {
            return List.of();
        }
        String command = "belay preview " + subject;
        String to = script.to.map(PreviewCommand::to).orElse("");
        List<String> hints = new ArrayList<>();
        prepared.further()
                .ifPresent(version ->
                        hints.add("on to the newest version: " + command + to(version.text()) + script.besides()));
        hints.add("save for review: " + command + to + script.besides() + " -o plan.json");
        return hints;
    }

    private static String to(String version) {
        return " --to " + version;
    }
}
