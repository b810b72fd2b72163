package dev.belay.engine;

import dev.belay.driver.Notifier;
import dev.belay.driver.Notifier.Occasion;
import dev.belay.journal.Entry;
import dev.belay.journal.RunState;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.plan.Plan;
import dev.belay.plan.PreviewJson;
import dev.belay.plan.Resource;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Position;
import dev.belay.value.Unseen;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells those whom a plan names how its run goes. A record goes before each notice and one behind it; that it does not get there is
 * told and fails nothing.
 */
record Notices(OpenRun run) {

    /** Who would be told by a run of the plan, when and how; a sentence each. */
    static List<String> foreseen(Binder binder, Plan plan) {
        return plan.resources().stream()
                .flatMap(resource -> binder.drivers().notifierOf(resource).stream()
                        .map(notifier -> resource.name()
                                + " of the "
                                + notifier.occasions().stream()
                                        .map(Notices::word)
                                        .collect(Collectors.joining(", "))
                                + ", " + notifier.way()))
                .toList();
    }

    /**
     * Tells of the beginning, once for a run: where a Belay died in the middle of telling it, nobody knows whether it got there, and
     * it is not told again.
     */
    void begun() {
        List<String> told = run.state().notices().stream()
                .filter(notice -> notice.occasion().equals(word(Occasion.START)))
                .map(Entry.Notified::whom)
                .toList();
        tell(Occasion.START, Exit.DONE, told);
    }

    /** Tells how a command came to its end; one that was to stop behind a step has nothing to tell. */
    void halted(Exit exit) {
        RunState state = run.state();
        boolean over = switch (state.standing()) {
            case FINISHED, UNDONE, RETURNED -> true;
            default -> false;
        };
        if (exit != Exit.DONE) {
            tell(Occasion.FAILURE, exit, List.of());
        } else if (over) {
            tell(Occasion.END, exit, List.of());
        }
    }

    private void tell(Occasion occasion, Exit exit, List<String> but) {
        for (Resource resource : run.plan().resources()) {
            Optional<Notifier> notifier = run.binder()
                    .drivers()
                    .notifierOf(resource)
                    .filter(each -> each.occasions().contains(occasion) && !but.contains(resource.name()));
            notifier.ifPresent(each -> tell(resource.name(), each, occasion, exit));
        }
    }

    private void tell(String whom, Notifier notifier, Occasion occasion, Exit exit) {
        String notice = run.host().mask(notice(occasion, exit));
        run.append(new Entry.Notified(Instant.now(), whom, word(occasion), Optional.empty()));
        String why = run.host().mask(attempt(whom, notifier, occasion, notice));
        run.append(new Entry.Notified(
                Instant.now(), whom, word(occasion), Optional.of(new Entry.Notified.Told(why.isEmpty(), why))));
        run.listener()
                .remark(
                        why.isEmpty()
                                ? "told " + whom + " of the " + word(occasion)
                                : whom + " was not told of the " + word(occasion) + ": " + why);
    }

    /** Why it failed; empty where it did not. */
    private String attempt(String whom, Notifier notifier, Occasion occasion, String notice) {
        Step step = new Step(
                "notify/" + whom,
                "",
                "",
                "notify",
                Map.of(),
                Optional.empty(),
                "notify " + whom,
                new Position(run.plan().script(), 1, 1));
        String token = run.unused(run.id() + "-" + word(occasion) + "-" + whom.replaceAll("[^A-Za-z0-9]", "-") + "-");
        try (StepWork work = new StepWork(run, step, token)) {
            notifier.tell(work, notice);
            return "";
        } catch (Failure failure) {
            return failure.message().lines().findFirst().orElse("it failed");
        } catch (Unseen unseen) {
            return unseen.message();
        } catch (RuntimeException defect) {
            return "a defect of its driver: " + defect;
        }
    }

    private String notice(Occasion occasion, Exit exit) {
        RunState state = run.state();
        Optional<RunState.StepState> step =
                occasion == Occasion.FAILURE ? state.current() : Optional.<RunState.StepState>empty();
        String how = occasion == Occasion.START ? "begun" : state.word();
        return JsonText.line(Json.object()
                .put("event", word(occasion))
                .put(
                        "text",
                        "belay: " + state.plan().application() + " -> "
                                + state.plan().to() + " on "
                                + state.plan().site().name() + " is " + how
                                + step.map(at -> ", step " + at.step().label()).orElse("") + " (run " + run.id() + ")")
                .put("run", run.id())
                .put("application", state.plan().application())
                .put("from", run.before(), Json.Text::new)
                .put("to", state.plan().to().text())
                .put("site", state.plan().site().name())
                .flag("production", state.plan().site().production())
                .put("by", run.person().name())
                .put("at", PreviewJson.instant(Instant.now()))
                .put("standing", how)
                .put("exit", exit.code())
                .put("step", step.map(at -> at.step().label()), Json.Text::new)
                .put(
                        "message",
                        step.flatMap(RunState.StepState::ended)
                                .flatMap(ended -> ended.message().lines().findFirst()),
                        Json.Text::new)
                .build());
    }

    private static String word(Occasion occasion) {
        return occasion.name().toLowerCase(Locale.ROOT);
    }
}
