package dev.belay.drivers.check;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Operation;
import dev.belay.driver.Shell;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.host.Context;
import java.time.Duration;
import java.util.Optional;

/** {@code verify command: 'app check', contains: 'ok', within: 1.minutes}: a command that only looks ends with 0. */
record VerifyCommand(
        String command, Optional<String> contains, Context context, Duration within, Optional<Duration> timeout)
        implements Verification {

    static final Operation OPERATION = new Operation(
            Form.of("verify", Subject.none(), "command", Type.SHELL, "a command that looks and changes nothing")
                    .option(
                            Option.of("contains", Type.TEXT, "a text that it must print"),
                            Options.WITHIN,
                            Options.TIMEOUT)
                    .options(Options.CONTEXT)
                    .doc("Runs a command that only looks, again and again until it ends with 0 and prints the text, "
                            + "if one is given.")
                    .example("verify command: 'nextgisweb check_integrity', within: 1.minutes")
                    .form(),
            arguments -> new VerifyCommand(
                    arguments.text("command"),
                    arguments.optionalText("contains"),
                    arguments.context(),
                    arguments.optionalDuration("within").orElse(Duration.ZERO),
                    arguments.optionalDuration("timeout")));

    @Override
    public Optional<String> wrong(Work work) {
        Command run = Shell.command(command, context);
        Completed completed = work.run(timeout.map(run::timeout).orElse(run));
        if (!completed.ok()) {
            String why = completed.timedOut() ? "did not end in time" : "ended with " + completed.exit();
            return Optional.of("'" + command + "' " + why);
        }
        return contains.filter(text -> !completed.output().contains(text))
                .map(text -> "'" + command + "' did not print '" + text + "'");
    }
}
