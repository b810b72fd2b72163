package dev.belay.cli;

import dev.belay.engine.Listener;
import dev.belay.journal.Entry;
import dev.belay.journal.Outcome;
import dev.belay.journal.RunState;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.report.Page;
import dev.belay.report.PreviewText;
import dev.belay.report.ProgressText;
import dev.belay.value.DurationText;
import dev.belay.value.Headway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;

/**
 * Shows how a run goes. On a terminal a live line under the steps that ended; elsewhere lines with the time, and one each minute in
 * which a step goes on. Closing it takes the live line away.
 */
final class Progress implements Listener, AutoCloseable {

    private static final long TICK_MILLIS = 1000;
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final int WINDOW = 4;

    /** The step at hand. */
    private record Current(Step step, int number, int total, Instant begun, String said, Instant when, Instant told) {
        Current saying(String text, Instant now) {
            return new Current(step, number, total, begun, text, now, told);
        }

        Current told(Instant now) {
            return new Current(step, number, total, begun, said, when, now);
        }
    }

    private final Screen screen;
    private final Page page;
    private final ProgressText text;
    private final PreviewText.Detail detail;
    private final Clock clock;
    private final Timer ticks;
    private final Optional<Consumer<String>> tell;
    private Optional<Current> current = Optional.empty();
    private final Deque<String> window = new ArrayDeque<>();

    /** @param detail quietly only what failed is told, in full every line of output */
    Progress(Screen screen, Page page, PreviewText.Detail detail) {
        this(screen, page, detail, Clock.systemUTC(), Optional.empty());
        begin();
    }

    /** The same under the eyes of a person who waits for it: each line that stays is told without the time, and not when a step begins. */
    Progress(Screen screen, Page page, PreviewText.Detail detail, Consumer<String> tell) {
        this(screen, page, detail, Clock.systemUTC(), Optional.of(tell));
        begin();
    }

    private void begin() {
        TimerTask task = new TimerTask() {
            @Override
            public void run() {
                tick();
            }
        };
        ticks.schedule(task, TICK_MILLIS, TICK_MILLIS);
    }

    /** The same with a clock from outside, whose ticks the caller gives by {@link #tick}. */
    Progress(Screen screen, Page page, PreviewText.Detail detail, Clock clock) {
        this(screen, page, detail, clock, Optional.empty());
    }

    private Progress(
            Screen screen, Page page, PreviewText.Detail detail, Clock clock, Optional<Consumer<String>> tell) {
        this.screen = screen;
        this.page = page;
        this.text = new ProgressText(page);
        this.detail = detail;
        this.clock = clock;
        this.ticks = new Timer("progress", true);
        this.tell = tell;
    }

    @Override
    public void opened(RunState state) {
        if (tell.isEmpty()) {
            say("run " + state.run());
        }
    }

    @Override
    public synchronized void begun(Step step, int number, int total, Prediction prediction) {
        Instant now = clock.instant();
        window.clear();
        current = Optional.of(new Current(step, number, total, now, "", now, now));
        if (screen.live()) {
            tick();
        } else if (detail != PreviewText.Detail.QUIET && tell.isEmpty()) {
            say(text.begun(step.label(), number, total) + "  begins");
        }
    }

    @Override
    public synchronized void line(Step step, String line) {
        if (detail == PreviewText.Detail.FULL) {
            say("    " + Page.printable(line));
        } else if (tell.isPresent()) {
            window.addLast(Page.cut("  | " + Page.printable(line), page.width() - 1));
            if (window.size() > WINDOW) {
                window.removeFirst();
            }
        }
        saying(step, line);
    }

    @Override
    public synchronized void progress(Step step, Headway headway) {
        saying(step, ProgressText.progress(headway));
    }

    private void saying(Step step, String said) {
        if (!said.isBlank()) {
            current =
                    current.map(at -> at.step().id().equals(step.id()) ? at.saying(said.strip(), clock.instant()) : at);
        }
    }

    @Override
    public synchronized void ended(Step step, int number, int total, Entry.Ended ended) {
        current = Optional.empty();
        boolean well = ended.outcome() != Outcome.FAILED && ended.outcome() != Outcome.INTERRUPTED;
        if (detail != PreviewText.Detail.QUIET || !well) {
            say(text.ended(step.label(), number, total, ended));
        }
    }

    @Override
    public synchronized void resolved(Step step, Entry.Resolved resolved) {
        say("    " + step.label() + ": the attempt that was lost is found " + resolved.finding());
    }

    @Override
    public synchronized void remark(String remark) {
        say("    " + Page.printable(remark));
    }

    /** Draws the live line, or says that a step still goes on. */
    synchronized void tick() {
        Instant now = clock.instant();
        current.ifPresent(at -> {
            Duration elapsed = Duration.between(at.begun(), now);
            Duration silence = Duration.between(at.when(), now);
            if (screen.live()) {
                List<String> lines = new ArrayList<>(window);
                lines.add(text.live(at.step().label(), at.number(), at.total(), elapsed, at.said(), silence));
                screen.draw(lines);
            } else if (Duration.between(at.told(), now).compareTo(HEARTBEAT) >= 0) {
                say(text.begun(at.step().label(), at.number(), at.total()) + "  " + DurationText.clock(elapsed)
                        + (at.said().isEmpty()
                                ? ""
                                : "    " + Page.printable(at.said()) + "  (last output " + DurationText.about(silence)
                                        + " ago)"));
                current = Optional.of(at.told(now));
            }
        });
    }

    private void say(String line) {
        if (tell.isPresent()) {
            screen.clear();
            tell.get().accept(line);
            return;
        }
        screen.line(screen.live() ? line : clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }

    @Override
    public void close() {
        ticks.cancel();
        screen.clear();
    }
}
