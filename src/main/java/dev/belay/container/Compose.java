package dev.belay.container;

import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compose project, run by {@code docker compose}, {@code docker-compose} or {@code podman-compose}, whichever is there.
 *
 * @param file the compose file; empty where the program finds it in the context's folder
 * @param context who runs the program, and in which folder
 */
public record Compose(Optional<String> file, Context context) {

    private static final String PODMAN = "podman-compose";

    /** The names of files that compose finds by itself (docs.docker.com/compose/intro/compose-application-model). */
    private static final Pattern FOUND = Pattern.compile("(.+)/(docker-)?compose\\.ya?ml");

    /**
     * The project of a file or folder.
     *
     * @param declared what names it, for the error
     * @throws Failure where the path is not absolute
     */
    public static Compose of(String declared, String path, Context context) {
        if (!path.startsWith("/")) {
            throw Failure.wrong(declared + ": compose: '" + path + "' is not an absolute path");
        }
        boolean isFile = path.matches("/(.*/)?[^/]+\\.ya?ml");
        return new Compose(
                isFile ? Optional.of(path) : Optional.empty(),
                context.in(isFile ? path.replaceFirst("/[^/]+$", "/") : path));
    }

    /** The first of the three programs that is there. */
    public List<String> program(HostReader host) {
        if (host.which("docker", context).isPresent()
                && host.ask(Command.of("docker", "compose", "version").in(context))
                        .ok()) {
            return List.of("docker", "compose");
        }
        for (String alone : List.of("docker-compose", PODMAN)) {
            if (host.which(alone, context).isPresent()) {
                return List.of(alone);
            }
        }
        throw new Unseen("there is neither docker compose nor docker-compose nor podman-compose");
    }

    /** True where the program is not one of docker's: it prints no JSON, and {@code ps} knows no services. */
    public static boolean isPodman(List<String> program) {
        return program.contains(PODMAN);
    }

    /** What runs the containers of the project: {@code docker} or {@code podman}. */
    public static String engine(List<String> program) {
        return isPodman(program) ? "podman" : "docker";
    }

    /** The command of a verb on some of the project's services; on all where none are named. */
    public Command command(List<String> program, List<String> verb, List<String> some) {
        List<String> arguments = new ArrayList<>(program);
        file.ifPresent(path -> arguments.addAll(List.of("-f", path)));
        arguments.addAll(verb);
        arguments.addAll(some);
        return Command.of(arguments).in(context);
    }

    /** The ids of the project's containers, stopped ones too. The programs that stand alone show them without being told. */
    public List<String> ids(HostReader host, List<String> program) {
        List<String> ps = program.size() > 1 ? List.of("ps", "--all", "-q") : List.of("ps", "-q");
        return answer(host, command(program, ps, List.of()))
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("[0-9a-f]{12,64}"))
                .toList();
    }

    /** The services of the compose file. */
    public List<String> services(HostReader host, List<String> program) {
        return answer(host, command(program, List.of("config", "--services"), List.of()))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * What a command of the project, or of its engine, printed.
     *
     * @throws Unseen where it failed
     */
    public String answer(HostReader host, Command command) {
        Output output = host.ask(command);
        if (!output.ok()) {
            String said = output.err().isBlank() ? "exit " + output.exit() : output.err();
            throw Refusal.of(host, "the compose project " + this, context, said)
                    .orElseGet(() -> new Unseen(command + " failed: " + Refusal.last(said)));
        }
        return output.out();
    }

    /** Where it is, the same for its folder and for a file that compose finds there by itself. */
    public String place() {
        Matcher found = FOUND.matcher(toString());
        return Path.of(found.matches() ? found.group(1) : toString())
                .normalize()
                .toString();
    }

    /** A command as a person would type it anywhere. */
    String typed(List<String> program, List<String> verb, List<String> some) {
        String command = command(program, verb, some).toString();
        return file.isPresent() ? command : "cd " + this + " && " + command;
    }

    /** The file, or the folder that it is found in. */
    @Override
    public String toString() {
        return file.or(context::dir).orElse("");
    }
}
