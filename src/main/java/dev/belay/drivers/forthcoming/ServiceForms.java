package dev.belay.drivers.forthcoming;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.catalog.Technology;
import dev.belay.expr.Type;
import java.util.ArrayList;
import java.util.List;

/** Services of systemd and of docker compose. */
final class ServiceForms {

    private static final Subject SERVICE = Subject.resource("service");

    private ServiceForms() {}

    static List<Technology> technologies() {
        return List.of(
                new Technology(
                        "service",
                        "systemd",
                        new Type.ListOf(Type.TEXT),
                        List.of(),
                        List.of(),
                        "Units of systemd, started in this order and stopped in the opposite one.",
                        "service 'web', systemd: ['ngw.service', 'ngw-maintenance.timer']"),
                new Technology(
                        "service",
                        "compose",
                        Type.PATH,
                        List.of(
                                Option.of(
                                        "services",
                                        new Type.ListOf(Type.TEXT),
                                        "which of its services; all unless told"),
                                Option.of("as", Type.TEXT, "the account that runs docker compose")),
                        List.of(),
                        "Services of a docker compose project, by its folder or file.",
                        "service 'app', compose: '/srv/mmgis/docker-compose.yml'"));
    }

    static List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        for (String technology : List.of("systemd", "compose")) {
            forms.add(form(
                    "stop",
                    technology,
                    "Stops a service and waits until it is down; what was down already is left alone."));
            forms.add(form("start", technology, "Starts a service and waits until it is up."));
            forms.add(form("restart", technology, "Stops a service and starts it again."));
        }
        return forms;
    }

    private static Form form(String verb, String technology, String doc) {
        return Form.of(verb, SERVICE)
                .technology(technology)
                .option(Options.TIMEOUT)
                .worst(Effect.REVERSIBLE)
                .doc(doc)
                .example(verb + " 'web', timeout: 2.minutes")
                .form();
    }
}
