package dev.belay.cli;

import dev.belay.engine.Ended;
import dev.belay.journal.Entry;
import dev.belay.report.ClosingText;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "belay resolve",
        description = "Settles a step of which nobody can tell whether it happened.",
        footer = {
            "",
            "belay resolve ngw-7f3a 6 done --reason 'the mail went out, the list has it'",
            "belay resolve 6 redo --reason 'no mail went out'"
        })
final class ResolveCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Parameters(
            index = "1..*",
            arity = "1..2",
            hideParamSyntax = true,
            paramLabel = "STEP done|redo|skip",
            description = {
                "the step, by number or id; undo:N of the undo",
                "done: it happened; redo: apply it again; skip: leave it"
            })
    List<String> words = List.of();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; the journal keeps it")
    String reason = "";

    ResolveCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean onlyPrints() {
        return false;
    }

    @Override
    public Exit run() {
        String last = words.get(words.size() - 1);
        Entry.Settled decision = Stream.of(Entry.Settled.values())
                .filter(each -> word(each).equals(last.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> unknown(last));
        if (words.size() == 1) { // without RUN, which is the only open one then, the first word is the step
            words = List.of(options.run.orElseThrow(), last);
            options.run = Optional.empty();
        }
        String step = words.get(0);
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        String id = StepNames.find(found.folder().read(), step).step().id();
        Ended ended = parts.engine(found.state(), new Screen(parts.terminal().out(), false), true)
                .resolve(found.folder().id(), id, decision, reason);
        String commands = RunFinder.options(found.state(), options.state, parts.terminal());
        parts.terminal().out().print(new ClosingText(ended.state(), output.page(parts.terminal()), commands).render());
        return ended.exit();
    }

    private static String word(Entry.Settled decision) {
        return decision.name().toLowerCase(Locale.ROOT);
    }

    private static Failure unknown(String typed) {
        List<String> all =
                Stream.of(Entry.Settled.values()).map(ResolveCommand::word).toList();
        return Failure.wrong(
                "belay resolve: '" + typed + "' is none of " + String.join(", ", all)
                        + Suggestion.didYouMean(typed, all),
                "belay resolve [RUN] STEP done|redo|skip --reason TEXT");
    }
}
