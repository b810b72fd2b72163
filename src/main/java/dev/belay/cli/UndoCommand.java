package dev.belay.cli;

import dev.belay.engine.Engine;
import dev.belay.engine.UndoPreview;
import dev.belay.journal.Next;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.plan.Plan;
import dev.belay.plan.Step;
import dev.belay.report.UndoText;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "belay undo",
        description =
                "Goes back: shows what an undo would do, asks, and does it; goes on with an undo that was broken off. Exits with"
                        + " 1 where a step that has no way back was passed over.")
final class UndoCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "stop at this version, where the run went over several; the run stays open there")
    Optional<String> to = Optional.empty();

    @Option(
            names = "--back-to",
            paramLabel = "STEP",
            description =
                    "go back only to before this step, its number or id; the run stays open there, and resume goes on from it")
    Optional<String> backTo = Optional.empty();

    @Option(
            names = "--skip",
            paramLabel = "STEP",
            description =
                    "leave out a step of the undo, undo:N or its id: what it would put back stays, and the undo ends with 1")
    Set<String> skip = new LinkedHashSet<>();

    @Option(names = "--preview", description = "only show what an undo would do")
    boolean previewOnly;

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    UndoCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean onlyPrints() {
        return false;
    }

    @Override
    public Exit run() {
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        String id = found.folder().id();
        Execution execution = new Execution(parts, output, consent.input.none);
        Engine engine = parts.engine(found.state(), execution.screen(), consent.input.none);
        if (!previewOnly) {
            engine.refuseHeld();
        }
        Optional<String> step = step(found.folder());
        UndoPreview preview =
                step.map(each -> engine.previewBack(id, each)).orElseGet(() -> engine.previewUndo(id, to));
        execution.showUndo(
                preview.steps(),
                heading(id, preview) + ", " + title(found.folder().plan()),
                foot(preview));
        if (previewOnly) {
            return Exit.DONE;
        }
        refuseUnsettled(preview.run());
        Set<String> skipped = skipped(preview);
        refuseUnmet(preview, skipped);
        Asking.agreeToUndo(preview.steps(), preview.restores(), execution.person(), consent);
        return execution.watch(
                engine,
                RunFinder.options(found.state(), options.state, parts.terminal()),
                listener -> step.map(each -> engine.back(id, each, preview, skipped, listener))
                        .orElseGet(() -> engine.undo(id, preview, skipped, listener)));
    }

    /** The id of the step to before which it goes back; empty where it goes further. */
    private Optional<String> step(RunFolder folder) {
        if (backTo.isPresent() && to.isPresent()) {
            throw Failure.wrong("--back-to names a step, and --to a version: give one of them");
        }
        return backTo.map(named -> StepNames.find(folder.read(), named).step().id());
    }

    private List<String> foot(UndoPreview preview) {
        return Stream.concat(
                        preview.step().map(step -> UndoText.back(preview.run(), step, preview.undone())).stream(),
                        UndoText.foot(
                                preview.run(),
                                preview.undone(),
                                preview.passedOver(),
                                preview.otherDrivers(),
                                output.page(parts.terminal()))
                                .stream())
                .toList();
    }

    /** The ids of the steps to leave out; they are numbered as the preview shows them, once begun as the undo has them. */
    private Set<String> skipped(UndoPreview preview) {
        boolean begun = preview.run().undoUnderWay();
        List<Step> all = begun
                ? preview.run().undo().orElseThrow().steps().stream()
                        .map(RunState.StepState::step)
                        .toList()
                : preview.steps().plan().steps();
        List<Step> left = preview.steps().plan().steps();
        Set<String> ids = new LinkedHashSet<>();
        for (String word : skip) {
            ids.add(IntStream.range(0, all.size())
                    .filter(i -> word.equals(Next.UNDO + (i + 1))
                            || word.equals(all.get(i).id()))
                    .mapToObj(all::get)
                    .filter(left::contains)
                    .findFirst()
                    .orElseThrow(() -> Failure.wrong(
                            "this undo has no step '" + word + "' to leave out",
                            "its first step is " + Next.UNDO + "1; belay undo "
                                    + preview.run().run() + " --preview shows them"))
                    .id());
        }
        return ids;
    }

    /** Throws (3) where a person must say first what became of a step: what leads back from it depends on that. */
    private static void refuseUnsettled(RunState run) {
        run.unsettled().stream().findFirst().ifPresent(step -> {
            String number = Next.number(run, step);
            throw new Failure(
                    Exit.DOUBT,
                    "step " + number + " " + step.step().label()
                            + " is in doubt: it was begun, nobody can tell whether it happened, and what leads back depends on that",
                    "settle it first: belay resolve " + run.run() + " " + number + " done|redo|skip --reason TEXT");
        });
    }

    /** Throws (5) where a step cannot be done as things are: better before the first than behind a stop. */
    private static void refuseUnmet(UndoPreview preview, Set<String> skipped) {
        List<Step> steps = preview.steps().plan().steps();
        for (int i = 0; i < steps.size(); i++) {
            List<String> unmet = preview.steps().predictions().get(i).unmet();
            if (!unmet.isEmpty() && !skipped.contains(steps.get(i).id())) {
                throw Failure.unmet(
                        "this undo cannot begin: " + steps.get(i).label() + ": " + String.join("; ", unmet),
                        "mend that, or leave the step out, and what it would put back as it is: belay undo "
                                + preview.run().run()
                                + preview.step()
                                        .filter(each -> !preview.run().undoUnderWay())
                                        .map(each -> " --back-to " + each)
                                        .orElse("")
                                + " --skip "
                                + steps.get(i).id());
            }
        }
    }

    private static String heading(String id, UndoPreview preview) {
        String step = preview.step()
                .map(each -> " to before step " + preview.run().plan().number(each))
                .orElse("");
        return "undo of " + id + preview.to().map(version -> " to " + version).orElse("") + step;
    }

    private static String title(Plan plan) {
        return plan.application() + " " + plan.to() + " on " + plan.site().name()
                + (plan.site().production() ? " (production)" : "");
    }
}
