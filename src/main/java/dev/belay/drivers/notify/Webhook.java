package dev.belay.drivers.notify;

import dev.belay.catalog.Option;
import dev.belay.catalog.Technology;
import dev.belay.driver.Arguments;
import dev.belay.driver.Notifier;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.host.HostReader.HttpAnswer;
import dev.belay.plan.Resource;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code notify 'chat', http: address, headers: [...]}: posts the notice as JSON. The address of a webhook is mostly a secret in
 * itself, so nothing but its host is ever shown.
 */
record Webhook(SecretText address, Map<String, SecretText> headers, Set<Occasion> occasions, Duration timeout)
        implements Notifier {

    static final String TECHNOLOGY = "http";

    Webhook {
        headers = Map.copyOf(headers);
    }

    static Technology declared() {
        return Declared.by(
                TECHNOLOGY,
                Type.SECRET,
                List.of(Option.of("headers", new Type.MapOf(Type.SECRET), "headers to send, which may hold secrets")),
                "Tells of a run by a POST of JSON with 'text', a line for people, and run, event, application, from, to, site,"
                        + " standing, step and message. Redirects are not followed. That it does not get there fails no run; the"
                        + " report says so.",
                "notify 'chat', http: secret('hook'), at: ['end', 'failure']");
    }

    static Webhook of(Resource resource) {
        Arguments declared = Declared.arguments(resource, declared());
        SecretText address = Arguments.secretText(declared.value(TECHNOLOGY));
        if (!address.holdsSecret()) {
            address(address.reveal(name -> name));
        }
        return new Webhook(
                address,
                declared.secretTexts("headers"),
                Declared.occasions(resource, declared),
                Declared.timeout(declared));
    }

    @Override
    public String way() {
        return address.holdsSecret() ? "POST to an address that is secret" : "POST to " + place(address.reveal(n -> n));
    }

    @Override
    public void tell(Work work, String notice) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("content-type", "application/json; charset=utf-8"));
        headers.forEach((name, value) -> all.put(name, work.reveal(value)));
        HttpAnswer answer = work.host().post(address(work.reveal(address)), all, notice, timeout);
        if (answer.status() / 100 != 2) {
            throw Failure.failed("it answers " + answer.status()
                    + (answer.status() / 100 == 3 ? "; redirects are not followed" : ""));
        }
    }

    /** Names the part of an address that is no secret. */
    private static String place(String text) {
        URI address = address(text);
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    /** Nothing of the text is in the message: it may be secret. */
    private static URI address(String text) {
        try {
            URI address = new URI(text.strip());
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (URISyntaxException wrong) {
            throw new Failure(Exit.WRONG, "the address of a webhook is not one: " + wrong.getReason());
        }
        throw Failure.wrong("the address of a webhook is not one; addresses look like 'https://chat.example.org/hook'");
    }
}
