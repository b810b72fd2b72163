package dev.belay.container;

import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.value.SecretText;
import dev.belay.value.Suggestion;
import dev.belay.value.Unseen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container of docker or podman, whichever is there: one that is named, or the one of a service of a compose project. Commands in it
 * get variables of the environment by their names alone, so that no value stands on a command line: {@code docker exec -e NAME}
 * takes it from its own environment (docker/cli, {@code opts/env.go}; podman-exec(1), {@code --env}).
 *
 * @param name of the container; of the service, where there is a project
 * @param project whose service it is
 * @param context who runs docker, and under which circumstances
 */
public record Container(String name, Optional<Compose> project, Context context) {

    private static final List<String> UP = List.of("up", "-d");
    private static final String ONE_OFF = "True"; // a container of 'compose run'

    /** Of a container: name, state, service by docker's label, by podman's, and whether it is of 'compose run'. */
    private static final String TOLD =
            "{{.Name}}|{{.State.Status}}|{{index .Config.Labels \"com.docker.compose.service\"}}"
                    + "|{{index .Config.Labels \"io.podman.compose.service\"}}"
                    + "|{{index .Config.Labels \"com.docker.compose.oneoff\"}}";

    /**
     * Which container it is at the moment.
     *
     * @param engine {@code docker} or {@code podman}
     * @param name of the container, which stays when compose makes it anew
     */
    public record Place(String engine, String name) {}

    /** The same, where no account is named for it by another one. */
    public Container as(Optional<String> account) {
        return new Container(name, project, context.as(context.user().or(() -> account)));
    }

    /**
     * Finds it. Whether a container that is named runs, or exists, is seen only when something is to run in it.
     *
     * @throws Unseen where there is no program for it, or the project has no container of that service that runs
     */
    public Place place(HostReader host) {
        if (project.isPresent()) {
            return inProject(host, project.get());
        }
        for (String engine : List.of("docker", "podman")) {
            if (host.which(engine, context).isPresent()) {
                return new Place(engine, name);
            }
        }
        throw new Unseen("there is neither docker nor podman on this machine, so " + this + " cannot be reached");
    }

    private Place inProject(HostReader host, Compose compose) {
        List<String> program = compose.program(host);
        String engine = Compose.engine(program);
        List<String> ids = compose.ids(host, program);
        List<String[]> found = ids.isEmpty()
                ? List.of()
                : compose.answer(host, inspect(engine, TOLD, ids))
                        .lines()
                        .map(line -> line.split("\\|", -1))
                        .filter(told -> told.length == 5 && !told[4].equals(ONE_OFF))
                        .filter(told -> told[2].equals(name) || told[3].equals(name))
                        .toList();
        if (found.isEmpty()) {
            List<String> known = compose.services(host, program);
            throw new Unseen(
                    known.contains(name)
                            ? this + " has no container; start it: " + compose.typed(program, UP, List.of(name))
                            : "the compose project " + compose + " has no service '" + name + "'"
                                    + Suggestion.among(name, known));
        }
        if (found.size() > 1) {
            throw new Unseen(this + " has " + found.size() + " containers; name the one that is meant with container:");
        }
        String state = found.get(0)[1];
        if (!state.equals("running")) {
            throw new Unseen(
                    this + " does not run (" + state + "); start it: " + compose.typed(program, UP, List.of(name)));
        }
        return new Place(engine, found.get(0)[0].replaceFirst("^/", ""));
    }

    private Command inspect(String engine, String format, List<String> containers) {
        List<String> arguments = new ArrayList<>(List.of(engine, "inspect", "--type", "container", "--format", format));
        arguments.addAll(containers);
        return Command.of(arguments).in(context);
    }

    /**
     * A command in it, its standard streams passed on.
     *
     * @param env variables that it gets; the image's own stay
     */
    public Command exec(Place place, Map<String, SecretText> env, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of(place.engine(), "exec", "-i"));
        env.keySet().forEach(variable -> arguments.addAll(List.of("-e", variable)));
        arguments.add(place.name());
        arguments.addAll(command);
        return Command.of(arguments).in(context.in("/").with(env));
    }

    /** Why nothing can be run in it; empty where it runs. */
    public Optional<Unseen> trouble(HostReader host) {
        try {
            Place place = place(host);
            Output told = host.ask(inspect(place.engine(), "{{.State.Status}}", List.of(place.name())));
            return told.ok()
                    ? atRest(place, told.text())
                    : Optional.of(refusal(host, place, told.err().strip()));
        } catch (Unseen unseen) {
            return Optional.of(unseen);
        }
    }

    private Optional<Unseen> atRest(Place place, String state) {
        return switch (state) {
            case "running" -> Optional.empty();
            case "restarting" ->
                Optional.of(new Unseen(
                        this + " restarts again and again; look why: " + place.engine() + " logs " + place.name()));
            default ->
                Optional.of(new Unseen(this + " does not run (" + state + "); start it: " + place.engine() + " "
                        + (state.equals("paused") ? "unpause " : "start ") + place.name()));
        };
    }

    private Unseen refusal(HostReader host, Place place, String words) {
        if (words.matches("(?is).*no such (container|object).*")) {
            Output all = host.ask(Command.of(place.engine(), "ps", "--all", "--format", "{{.Names}}")
                    .in(context));
            return new Unseen("there is no container '" + name + "'"
                    + Suggestion.among(
                            name, all.out().lines().map(String::strip).toList()));
        }
        return Refusal.of(host, this, context, words)
                .orElseGet(() -> new Unseen(
                        this + " cannot be reached: " + Refusal.last(words).replaceFirst("(?i)^error: ", "")));
    }

    /** For people: {@code container app-db-1}, {@code service db of /opt/app}. */
    @Override
    public String toString() {
        return project.map(compose -> "service " + name + " of " + compose).orElse("container " + name);
    }
}
