package dev.belay.drivers.service;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.catalog.Technology;
import dev.belay.driver.Arguments;
import dev.belay.driver.Fact;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.HostReader.ProcessInfo;
import dev.belay.plan.Resource;
import dev.belay.value.DurationText;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A process in the foreground that Belay starts, in a session of its own, and whose number is in a pid file.
 *
 * @param name as scripts call it
 * @param command program and arguments
 * @param context under which it runs
 * @param pidfile that names its process
 * @param log to which its output is appended; absolute
 * @param health what tells that it serves
 */
record ProcessService(
        String name, List<String> command, Context context, PidFile pidfile, String log, Optional<Health> health)
        implements Service {

    static final String TECHNOLOGY = "process";

    private static final Duration TO_BE_NAMED = Duration.ofSeconds(10);
    private static final Duration TO_BE_KILLED = Duration.ofSeconds(10);

    /** How such a service is declared. */
    static Technology declared() {
        return new Technology(
                "service",
                TECHNOLOGY,
                new Type.AnyOf(List.of(Type.TEXT, new Type.ListOf(Type.TEXT))),
                List.of(
                        Option.required(
                                "pidfile",
                                Type.PATH,
                                "the file whose first line is the number of its process; of what others than Belay write into it no more is read"),
                        Option.of("log", Type.PATH, "the file to which its output is appended; beside the pid file"),
                        Option.of("health", HEALTH, HEALTH_DOC),
                        Options.AS,
                        Options.DIR,
                        Options.PATH,
                        Options.ENV),
                List.of(),
                "A process that stays in the foreground: a command line (blanks and quotes part it, no shell reads it) or a"
                        + " list. Belay starts it in a session of its own.",
                "service 'app', process: 'python3 app.py', pidfile: 'app.pid', dir: '/srv/app', health: 8080");
    }

    static final Type HEALTH = new Type.AnyOf(List.of(Type.NUMBER, Type.TEXT));
    static final String HEALTH_DOC =
            "what tells that it serves: an address that answers with a status below 400, or a port that accepts connections";

    static ProcessService of(Resource resource) {
        Arguments declared = arguments(resource, declared());
        Context context = declared.context();
        Value process = declared.value(TECHNOLOGY);
        List<String> command =
                process instanceof Value.Items ? declared.texts(TECHNOLOGY) : Words.of(Arguments.text(process));
        if (command.isEmpty()) {
            throw Failure.wrong("service '" + resource.name() + "': its process is an empty command line");
        }
        String pidfile = context.absolute(declared.text("pidfile"));
        return new ProcessService(
                resource.name(),
                command,
                context,
                new PidFile(pidfile, context.user()),
                context.absolute(declared.optionalText("log").orElse(pidfile.replaceFirst("\\.pid$", "") + ".log")),
                declared.find("health").map(Health::of));
    }

    /** The arguments of a declaration, to be read like those of a step. */
    static Arguments arguments(Resource resource, Technology technology) {
        Form form = Form.of(technology.kind(), Subject.none(), technology.name(), technology.type(), technology.doc())
                .options(technology.options())
                .form();
        return new Arguments(form, resource.arguments());
    }

    @Override
    public String technology() {
        return TECHNOLOGY;
    }

    @Override
    public Optional<PidFile> process() {
        return Optional.of(pidfile);
    }

    @Override
    public Optional<Fact<Boolean>> active() {
        return Optional.of(new Running(name, pidfile));
    }

    @Override
    public boolean isActive(Work work) {
        return running(work).isPresent();
    }

    private Optional<ProcessInfo> running(Work work) {
        return pidfile.process(work.host());
    }

    @Override
    public Starting begin(Work work, Duration timeout) {
        LogTail tail = LogTail.from(log, work);
        work.say("what " + name + " prints is appended to " + log);
        long launched = work.host().launch(Command.of(pidfile.become(command)).in(context), log);
        work.await(TO_BE_NAMED, () -> isActive(work) || gone(work, launched));
        if (!isActive(work)) {
            throw Failure.failed(name + " ended at once" + said(tail.lastLines()), "look at " + log);
        }
        return tail;
    }

    @Override
    public void end(Work work, Duration timeout, boolean force) {
        Optional<ProcessInfo> running = running(work);
        if (running.isPresent()) {
            long pid = running.get().pid();
            work.host().signal(pid, "TERM", own());
            if (!work.await(timeout, () -> !isActive(work))) {
                kill(work, pid, timeout, force);
            }
        }
        work.files(own()).remove(pidfile.path());
    }

    private void kill(Work work, long pid, Duration timeout, boolean force) {
        if (!force) {
            throw Failure.failed(
                    name + " (process " + pid + ") did not end within " + DurationText.about(timeout),
                    "look what it waits for, and resume",
                    "give it more time: timeout: 5.minutes",
                    "have it killed when its time is over: force: true");
        }
        work.say(name + " did not end within " + DurationText.about(timeout) + ": killed");
        work.host().signal(pid, "KILL", own());
        if (!work.await(TO_BE_KILLED, () -> !isActive(work))) {
            throw Failure.failed(name + " (process " + pid + ") does not end, not even when killed");
        }
    }

    private static boolean gone(Work work, long pid) {
        return work.host()
                .process(pid)
                .filter(process -> !process.command().isEmpty())
                .isEmpty();
    }

    private Context own() {
        return Context.own().as(context.user());
    }

    /** What a service said, as the end of a sentence. */
    static String said(String lines) {
        return lines.isEmpty()
                ? " and said nothing"
                : "; its last words:\n" + lines.indent(2).stripTrailing();
    }
}
