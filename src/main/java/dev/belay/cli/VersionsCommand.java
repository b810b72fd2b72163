package dev.belay.cli;

import dev.belay.ladder.Way;
import dev.belay.report.LadderText;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "belay versions",
        description =
                "Shows the scripts of an application as a ladder, where this machine stands on it, and the way that --to would"
                        + " take. Only reads.",
        footer = {"", "Exits with 5 where there is no way to --to.", "belay versions nextgisweb --to 4.4.0"})
final class VersionsCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    InputOptions input = new InputOptions();

    VersionsCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        String application = script.subject
                .filter(subject -> !ScriptFinder.isPath(subject) && !ScriptFinder.isPlan(subject))
                .orElseThrow(() -> Failure.wrong("the versions of what? name an application", "belay versions APP"));
        Ascent ascent = Ascent.of(
                parts, script, application, new Screen(parts.terminal().err(), false), input.none);
        Optional<Way> way = Optional.empty();
        Optional<Failure> blocked = Optional.empty();
        try {
            way = ascent.way(script.to);
        } catch (Failure none) {
            blocked = Optional.of(none);
        }
        output.write(parts.terminal(), render(ascent, way, blocked));
        blocked.filter(none -> script.to.isPresent()).ifPresent(none -> {
            throw none;
        });
        return Exit.DONE;
    }

    private String render(Ascent ascent, Optional<Way> way, Optional<Failure> blocked) {
        if (output.format() != OutputOptions.Format.text) {
            return LadderText.line(ascent.ladder(), ascent.installed(), way);
        }
        LadderText text = new LadderText(ascent.ladder(), ascent.installed(), way, output.page(parts.terminal()));
        List<String> troubles = new ArrayList<>(ascent.troubles());
        blocked.filter(none -> script.to.isEmpty()).ifPresent(none -> {
            none.message().lines().forEach(troubles::add);
            troubles.addAll(none.remedies());
        });
        String command = "belay preview " + ascent.ladder().application() + " --to ";
        return text.render(ascent.site(), troubles, target -> command + target + script.besides());
    }
}
