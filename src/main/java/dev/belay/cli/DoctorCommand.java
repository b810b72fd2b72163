package dev.belay.cli;

import dev.belay.value.Exit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "belay doctor",
        description =
                "Tries every account, secret, connection and requirement that a script and its site name. Changes nothing.",
        footer = {"", "Exits with 5 where one fails."})
final class DoctorCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    InputOptions input = new InputOptions();

    DoctorCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        output.textOnly("belay doctor");
        Screen screen = new Screen(parts.terminal().err(), false);
        Examination examination = Examination.of(parts, script, screen, input.none);
        List<Examination.Finding> findings = examination.findings();
        StringBuilder out = new StringBuilder();
        findings.forEach(finding -> out.append(line(finding)));
        long failed = findings.stream()
                .filter(finding -> finding.trouble().isPresent())
                .count();
        long tried =
                findings.stream().filter(finding -> finding.untried().isEmpty()).count();
        out.append(failed == 0 ? "all " + tried + " fine\n" : failed + " of " + tried + " failed\n");
        output.write(parts.terminal(), out.toString());
        return failed == 0 ? Exit.DONE : Exit.UNMET;
    }

    private String line(Examination.Finding finding) {
        Optional<String> trouble = finding.trouble();
        if (finding.untried().isPresent()) {
            return output.quiet
                    ? ""
                    : "-       " + finding.what() + ": " + finding.untried().get() + "\n";
        }
        if (trouble.isEmpty()) {
            return output.quiet ? "" : "ok      " + finding.what() + "\n";
        }
        StringBuilder text = new StringBuilder("FAILED  " + finding.what() + ": " + trouble.get() + "\n");
        finding.remedies()
                .forEach(remedy -> text.append("        ").append(remedy).append('\n'));
        return text.toString();
    }
}
