package dev.belay.drivers.service;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Touches;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.host.HostReader;
import dev.belay.plan.Again;
import dev.belay.plan.WayBack;
import dev.belay.value.DurationText;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code start 'app'}: starts a service and waits until it serves.
 *
 * @param timeout how long to wait until it serves
 * @param unless a file; where it exists, the service stays as it is
 * @param touched what the service changes when it starts, such as the database that it migrates
 */
record Start(Service service, Duration timeout, Optional<String> unless, List<Target> touched) implements Action {

    static final Value STANDARD = new Value.Span(Duration.ofMinutes(1));

    /** Without a health check, a service that lives so long counts as started. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Duration TO_FALL_SILENT = Duration.ofSeconds(5);

    /** An application that starts may make or change its databases. */
    private static final Target DATABASES = Target.every("database");

    static final Option TOUCHES = Option.of(
            "touches",
            Touches.TYPE,
            "what the service changes when it starts, such as the database that it migrates: an undo stops it and restores"
                    + " the backups of that");

    static Operation operation(String technology) {
        Form form = Form.of("start", Subject.resource("service"))
                .technology(technology)
                .option(Options.TIMEOUT.standard(STANDARD))
                .option(Option.of("unless", Type.PATH, "does nothing where this file exists; for undos"))
                .option(TOUCHES)
                .worst(Effect.REVERSIBLE)
                .doc(
                        "Starts a service and waits until it serves. One that is active stays as it is. Where it migrates its"
                                + " database by itself, say so: touches: [database('main')].")
                .example("start 'app', timeout: 2.minutes")
                .form();
        return new Operation(form, Start::of);
    }

    private static Action of(Arguments arguments) {
        return new Start(
                Service.of(arguments),
                arguments.duration("timeout"),
                arguments.optionalText("unless"),
                touched(arguments));
    }

    /** What {@code touches:} names. */
    static List<Target> touched(Arguments arguments) {
        List<Target> touched = Touches.named(arguments);
        touched.stream()
                .filter(target ->
                        target.kind().equals("files") && !target.name().startsWith("/"))
                .findFirst()
                .ifPresent(relative -> {
                    throw Failure.wrong("touches: '" + relative.name() + "' is a relative path", "give a full path");
                });
        return touched;
    }

    /** Stops the service, and restores what it changed when it started. */
    static Back back(Service service, List<Target> touched, boolean again) {
        return back(service.deed("stop", Map.of()), touched, again);
    }

    /** The same, by this stop. */
    static Back back(WayBack.Deed stop, List<Target> touched, boolean again) {
        return new Back.Restore(new Back.Restoring(List.of(stop), again), touched);
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(back(service, touched, false));
        if (unless.isPresent() && forecast.host().read(Context.own()).exists(unless.get())) {
            forecast.remark(service.name() + " was inactive before, and stays so");
            return;
        }
        Optional<Fact<Boolean>> active = service.active();
        if (active.isEmpty()) {
            Unforeseen.of(service, "start", forecast);
            touched.forEach(forecast::disturbs);
            return;
        }
        if (forecast.now(active.get())) {
            forecast.back(new Back.Nothing());
            service.health().ifPresent(health -> forecast.becomes(new Answering(service.name(), health), true));
        } else {
            refuseStranger(service, forecast);
            forecast.disturbs(DATABASES);
            touched.forEach(forecast::disturbs);
            forecast.disturbs(Stranger.ADDRESSES);
            forecast.becomes(active.get(), true);
        }
    }

    /** A service that is to start must not be taken for one that answers in its place. */
    static void refuseStranger(Service service, Forecast forecast) {
        Stranger.of(service)
                .filter(forecast::foreseen)
                .ifPresent(stranger ->
                        forecast.now(stranger).ifPresent(who -> forecast.unmet(stranger.refusal(service.name(), who))));
    }

    /** A service that ended again may have changed what it touches before it did. */
    @Override
    public Standing resolve(Resolving world) {
        Standing standing = service.active().isEmpty() ? Standing.PARTIAL : world.compare();
        return touched.isEmpty() || standing == Standing.DONE ? standing : Standing.PARTIAL;
    }

    @Override
    public List<Target> touches() {
        return Stream.concat(Stream.of(service.target(), DATABASES, Stranger.ADDRESSES), touched.stream())
                .toList();
    }

    @Override
    public Result apply(Work work) {
        if (unless.isPresent() && work.host().read(Context.own()).exists(unless.get())) {
            return Result.none();
        }
        run(service, timeout, work);
        return Result.none();
    }

    /** Starts it where it is not active, and waits until it serves. */
    static void run(Service service, Duration timeout, Work work) {
        if (!service.isActive(work)) {
            Stranger.of(service).ifPresent(stranger -> expel(stranger, service, work));
        }
        Service.Starting starting = service.isActive(work) ? () -> "" : service.begin(work, timeout);
        if (service.health().isEmpty()) {
            work.await(SETTLED, () -> !service.isActive(work));
        } else {
            Health health = service.health().get();
            boolean over = work.await(timeout, () -> !service.isActive(work) || health.holds(work.host()));
            if (!over) {
                throw late(service, health, timeout, starting, work);
            }
            if (!answersItself(service, health, work)) {
                work.await(SETTLED, () -> !service.isActive(work));
            }
        }
        if (!service.isActive(work)) {
            throw Failure.failed(service.name() + " started and ended" + ProcessService.said(starting.lastLines()));
        }
    }

    /** What a service that was just stopped leaves behind may answer for a moment. */
    private static void expel(Stranger stranger, Service service, Work work) {
        if (!fallsSilent(stranger, work)) {
            throw Failure.failed(
                    stranger.refusal(service.name(), work.read(stranger).orElse("")));
        }
    }

    /** Waits a moment for what a service leaves behind that was just stopped. False where somebody answers still. */
    static boolean fallsSilent(Stranger stranger, Work work) {
        return work.await(TO_FALL_SILENT, () -> work.read(stranger).isEmpty());
    }

    /**
     * True where the service's own process holds the port that its health asks. Where that cannot be told, as behind a proxy, it
     * must live a while longer: one whose port is taken ends by itself.
     */
    private static boolean answersItself(Service service, Health health, Work work) {
        Optional<Long> own = service.process()
                .flatMap(pidfile -> pidfile.process(work.host()))
                .map(HostReader.ProcessInfo::pid);
        return own.isPresent()
                && health.localPort().map(work.host()::listeners).orElse(List.of()).stream()
                        .anyMatch(listener -> work.host().descends(listener.pid(), own.get()));
    }

    private static Failure late(
            Service service, Health health, Duration timeout, Service.Starting starting, Work work) {
        return Failure.failed(
                service.name() + " runs, but " + health + " does not answer as it should after "
                        + DurationText.about(timeout)
                        + health.trouble(work.host())
                                .map(why -> " (at last: " + why + ")")
                                .orElse("")
                        + ProcessService.said(starting.lastLines()),
                "give it more time: timeout: 5.minutes",
                "or correct health: of '" + service.name() + "', where it serves elsewhere");
    }
}
