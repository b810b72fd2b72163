package dev.belay.cli;

import dev.belay.engine.Engine;
import dev.belay.engine.Fetches;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.Host;
import dev.belay.host.Output;
import dev.belay.journal.StateFolder;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Prediction.Note;
import dev.belay.plan.Preview;
import dev.belay.plan.Secret;
import dev.belay.plan.Step;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import dev.belay.value.Unseen;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries all that a plan names: its secrets, its accounts, what its steps look at, and its requirements. */
final class Examination {

    /**
     * What came of trying one thing.
     *
     * @param untried why it could not be tried; empty where it was
     * @param trouble what is wrong; empty where it is fine
     * @param remedies what to do about it
     */
    record Finding(String what, Optional<String> untried, Optional<String> trouble, List<String> remedies) {
        Finding(String what, Optional<String> trouble, List<String> remedies) {
            this(what, Optional.empty(), trouble, remedies);
        }

        private static Finding untried(String what, String why) {
            return new Finding(what, Optional.of(why), Optional.empty(), List.of());
        }
    }

    private static final String UNSEEN = "not looked at: ";

    /** How long a server may take to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Plan plan;
    private final Optional<String> installed;
    private final Host host;
    private final Engine engine;
    private final Map<String, URI> fetches;
    private final List<Finding> findings = new ArrayList<>();

    private Examination(Plan plan, Optional<String> installed, Host host, Engine engine, Map<String, URI> fetches) {
        this.plan = plan;
        this.installed = installed;
        this.host = host;
        this.engine = engine;
        this.fetches = fetches;
    }

    /** Of the plan that a preview with the same words would show. */
    static Examination of(Parts parts, ScriptOptions options, Screen screen, boolean noInput) {
        String subject = options.subject.orElseThrow(
                () -> Failure.wrong("what is to be examined? name an application or a script"));
        Deque<Examination> examinations = new ArrayDeque<>();
        try {
            Plan chosen = Preparation.chosen(parts, options, subject, screen, noInput, (plan, installed) -> {
                        StateFolder state = parts.state(options.state, plan.site());
                        Engine engine = parts.engine(state, screen, noInput);
                        Host host = parts.host(plan.secrets(), parts.person(screen, noInput));
                        examinations.add(
                                new Examination(plan, installed, host, engine, Fetches.of(plan, parts.drivers())));
                        return new Preparation(engine.preview(plan, installed), engine, state);
                    })
                    .preview()
                    .plan();
            return examinations.stream()
                    .filter(examination -> examination.plan.equals(chosen))
                    .findFirst()
                    .orElseThrow();
        } catch (Failure broken) { // what breaks a preview is for the examination to tell
            return Optional.ofNullable(examinations.peekLast()).orElseThrow(() -> broken);
        }
    }

    /** Tries all, one by one, and lets nothing stop it. */
    List<Finding> findings() {
        for (Secret secret : plan.secrets()) {
            examine("secret " + secret.name(), () -> host.reveal(SecretText.secret(secret.name())));
        }
        for (String account : Engine.accounts(plan)) {
            examine("work as " + account, () -> work(account));
        }
        try {
            steps();
        } catch (Failure failure) {
            findings.add(new Finding("steps", Optional.of(failure.message()), failure.remedies()));
        }
        return findings;
    }

    private void work(String account) {
        Output output = host.ask(Command.of("true").in(Context.own().as(Optional.of(account))));
        if (!output.ok()) {
            throw Failure.unmet(
                    output.err().strip(),
                    "let " + host.user() + " work as " + account + " without a password, or run as root");
        }
    }

    private void steps() {
        Preview preview = engine.preview(plan, installed);
        preview.unmet().forEach(sentence -> findings.add(new Finding("version", Optional.of(sentence), List.of())));
        for (int i = 0; i < preview.predictions().size(); i++) {
            step(plan.steps().get(i), preview.predictions().get(i));
        }
    }

    private void step(Step step, Prediction prediction) {
        List<String> troubles = new ArrayList<>(prediction.unmet());
        prediction.notes().stream()
                .filter(note -> note.kind() == Note.Kind.UNSEEN)
                .forEach(note -> troubles.add(UNSEEN + note.text()));
        String what = "step " + (step.part().isEmpty() ? "" : step.part() + ": ") + step.label();
        Optional<String> before = toldBefore(troubles);
        if (before.isPresent()) {
            findings.add(Finding.untried(what, "not looked at, for the same reason as " + before.get()));
        } else if (troubles.isEmpty() && step.verb().equals("verify")) {
            findings.add(Finding.untried(what, "not tried, it is to hold after the upgrade"));
        } else if (troubles.isEmpty()
                && prediction.fidelity() != Prediction.Fidelity.UNCHANGED
                && fetches.containsKey(step.id())) {
            findings.add(
                    answer(what, Optional.ofNullable(fetches.get(step.id())).orElseThrow()));
        } else {
            findings.add(new Finding(
                    what, troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles)), List.of()));
        }
    }

    /** What a server answers where the step will get something. No answer is no trouble yet: there may be a network by then. */
    private Finding answer(String what, URI address) {
        try (Host.Fetched fetched = host.fetch(address, 0, Optional.empty(), PATIENCE)) {
            fetched.end().run(); // its head is all that is wanted
            int status = fetched.status();
            if (status / 100 == 4) {
                String trouble = address + " answers " + status;
                return new Finding(what, Optional.of(trouble), List.of("correct the address"));
            }
            return status == 200
                    ? new Finding(
                            what + ": " + address + " answers"
                                    + fetched.length()
                                            .map(bytes -> ", " + Size.of(bytes))
                                            .orElse(""),
                            Optional.empty(),
                            List.of())
                    : Finding.untried(what, address + " answers " + status + " now");
        } catch (Failure failure) {
            return new Finding(what, Optional.of(failure.message()), failure.remedies());
        } catch (IOException none) {
            return Finding.untried(what, address + " does not answer now: " + Reason.of(none));
        }
    }

    /** What all of these troubles were told of before: a server that is down is one trouble, however many steps need it. */
    private Optional<String> toldBefore(List<String> troubles) {
        return findings.stream()
                .filter(finding -> finding.trouble()
                        .filter(told -> !troubles.isEmpty()
                                && troubles.stream()
                                        .allMatch(trouble -> plain(trouble).startsWith(plain(told))))
                        .isPresent())
                .map(Finding::what)
                .findFirst();
    }

    private static String plain(String trouble) {
        return trouble.startsWith(UNSEEN) ? trouble.substring(UNSEEN.length()) : trouble;
    }

    private void examine(String what, Runnable trial) {
        try {
            trial.run();
            findings.add(new Finding(what, Optional.empty(), List.of()));
        } catch (Failure failure) {
            findings.add(new Finding(what, Optional.of(failure.message()), failure.remedies()));
        } catch (Unseen unseen) {
            findings.add(new Finding(what, Optional.of(unseen.message()), List.of()));
        }
    }
}
