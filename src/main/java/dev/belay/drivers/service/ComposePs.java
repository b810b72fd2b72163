package dev.belay.drivers.service;

import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.value.Unseen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The containers of a compose project, as three programs print them. {@code docker compose ps --all --format json} prints an array
 * until its version 2.20 and an object a line since; {@code docker inspect} and {@code podman inspect} print an array of another shape, for
 * the older {@code docker-compose} and for {@code podman-compose}, which know no such format.
 */
final class ComposePs {

    private static final List<String> SERVICE_LABELS =
            List.of("com.docker.compose.service", "io.podman.compose.service");

    private static final String ONE_OFF = "com.docker.compose.oneoff"; // containers of 'compose run'

    private ComposePs() {}

    /**
     * A container.
     *
     * @param name by which the engine knows it, where that is told
     * @param service of the compose file
     * @param state {@code running}, {@code exited}, {@code restarting}, {@code created}, {@code paused}, {@code dead}, ...
     * @param health {@code healthy}, {@code starting}, {@code unhealthy}; empty where it has no health check
     * @param exit its exit code, where it ended
     */
    record Container(Optional<String> name, String service, String state, String health, long exit) {}

    /** What {@code ps --format json} printed; empty where that is no JSON. */
    static Optional<List<Container>> listed(String printed) {
        return documents(printed)
                .map(documents -> documents.stream()
                        .map(Json::fields)
                        .filter(fields -> !fields.optional("Labels", Json::text)
                                .filter(labels -> labels.contains(ONE_OFF + "=True"))
                                .isPresent())
                        .map(fields -> new Container(
                                fields.optional("Name", Json::text),
                                fields.text("Service"),
                                fields.text("State"),
                                fields.optional("Health", Json::text).orElse(""),
                                fields.optional("ExitCode", Json::whole).orElse(0L)))
                        .toList());
    }

    /** What {@code inspect} printed. */
    static List<Container> inspected(String printed) {
        return documents(printed)
                .orElseThrow(() -> new Unseen("what inspect says of the containers cannot be read"))
                .stream()
                .map(Json::fields)
                .filter(container ->
                        label(container, ONE_OFF).filter("True"::equals).isEmpty())
                .map(ComposePs::inspected)
                .toList();
    }

    private static Container inspected(Json.Fields container) {
        Json.Fields state = container.get("State", Json::fields);
        return new Container(
                container.optional("Name", Json::text).map(name -> name.replaceFirst("^/", "")),
                service(container),
                state.text("Status"),
                state.optional("Health", Json::fields)
                        .or(() -> state.optional("Healthcheck", Json::fields))
                        .flatMap(health -> health.optional("Status", Json::text))
                        .orElse(""),
                state.optional("ExitCode", Json::whole).orElse(0L));
    }

    private static String service(Json.Fields container) {
        return SERVICE_LABELS.stream()
                .flatMap(label -> label(container, label).stream())
                .findFirst()
                .orElseThrow(() -> new Json.Misfit("a container has no label that names its service"));
    }

    private static Optional<String> label(Json.Fields container, String name) {
        return container
                .get("Config", Json::fields)
                .optional("Labels", Json::fields)
                .flatMap(labels -> labels.optional(name, Json::text));
    }

    /** A service as its containers are: active where all are, at rest where all rest. */
    static Unit unit(String service, List<Container> containers) {
        List<Unit.State> states =
                containers.stream().map(ComposePs::state).distinct().toList();
        Unit.State state = Unit.State.ACTIVATING;
        if (states.size() == 1) {
            state = states.get(0);
        } else if (states.stream().allMatch(each -> each == Unit.State.INACTIVE || each == Unit.State.FAILED)) {
            state = Unit.State.FAILED;
        }
        String told = containers.stream().map(ComposePs::told).distinct().collect(Collectors.joining(", "));
        return new Unit(
                service,
                state,
                told,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                containers.stream()
                        .flatMap(container -> container.name().stream())
                        .toList());
    }

    private static Unit.State state(Container container) {
        return switch (container.state()) {
            case "running" -> container.health().matches("|healthy|none") ? Unit.State.ACTIVE : Unit.State.ACTIVATING;
            case "restarting", "paused", "initialized", "configured" -> Unit.State.ACTIVATING;
            case "created", "exited", "stopped" -> Unit.State.INACTIVE;
            case "dead" -> Unit.State.FAILED;
            case "removing", "stopping" -> Unit.State.DEACTIVATING;
            default ->
                throw new Unseen("a container of " + container.service() + " is '" + container.state()
                        + "', which may mean anything");
        };
    }

    private static String told(Container container) {
        if (container.state().equals("exited")) {
            return "exited (" + container.exit() + ")";
        }
        return container.health().isEmpty() ? container.state() : container.state() + " (" + container.health() + ")";
    }

    /** The objects of an array, or of lines; empty where it is neither. */
    private static Optional<List<Json>> documents(String printed) {
        try {
            String text = printed.strip();
            if (text.startsWith("[")) {
                return Optional.of(Json.items(JsonText.parse(text), json -> json));
            }
            List<Json> documents = new ArrayList<>();
            text.lines().filter(line -> !line.isBlank()).forEach(line -> documents.add(JsonText.parse(line)));
            return Optional.of(documents);
        } catch (Json.Misfit noJson) {
            return Optional.empty();
        }
    }
}
