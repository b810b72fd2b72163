package dev.belay.cli;

import dev.belay.host.Host;
import dev.belay.journal.Entry;
import dev.belay.journal.Next;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.report.LogText;
import dev.belay.value.Exit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "belay log",
        description = "The journal of a run in lines, or all that one of its steps printed.",
        footer = {"", "belay log ngw-7f3a", "belay log ngw-7f3a 8", "belay log ngw-7f3a undo:2"})
final class LogCommand implements Subcommand {

    /** What names a step and no run, whose ids end in four digits. */
    private static final String A_STEP = "(" + Next.UNDO + ")?[0-9]{1,3}";

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STEP",
            description = "the step, by number or id; undo:N of the undo")
    Optional<String> step = Optional.empty();

    @Mixin
    InputOptions input = new InputOptions();

    LogCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        output.textOnly("belay log");
        if (step.isEmpty() && options.run.filter(word -> word.matches(A_STEP)).isPresent()) {
            step = options.run;
            options.run = Optional.empty();
        }
        RunFolder folder = new RunFinder(parts.terminal(), options).find().folder();
        RunState run = folder.read();
        if (step.isPresent()) {
            print(folder, StepNames.find(run, step.get()));
            if (run.undo().isPresent() && step.get().matches("[0-9]+")) {
                parts.terminal()
                        .err()
                        .println("this is step " + step.get() + " of the run; the steps of its undo are "
                                + Next.UNDO + "1 to " + Next.UNDO
                                + run.undo().get().steps().size());
            }
            return Exit.DONE;
        }
        LogText text = new LogText(run, output.page(parts.terminal()));
        StringBuilder lines = new StringBuilder();
        for (Entry entry : folder.entries()) {
            lines.append(text.render(entry));
        }
        output.write(parts.terminal(), lines.toString());
        return Exit.DONE;
    }

    private void print(RunFolder folder, StepState state) {
        Host host = parts.host(
                folder.plan().secrets(),
                parts.person(new Screen(parts.terminal().err(), false), input.none));
        if (!new StepOutput(folder, state.step().id())
                .print(host, parts.terminal().out())) {
            parts.terminal()
                    .err()
                    .println("step " + state.step().label() + " printed nothing, or it is not kept any more");
        }
    }
}
