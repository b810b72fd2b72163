package dev.belay.drivers.notify;

import dev.belay.catalog.Technology;
import dev.belay.driver.Driver;
import dev.belay.driver.Notifier;
import dev.belay.driver.Operation;
import dev.belay.plan.Resource;
import java.util.List;
import java.util.Optional;

/** Webhooks and commands that tell of a run. It has no steps. */
public final class NotifyDriver implements Driver {

    @Override
    public String name() {
        return "notify";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Technology> technologies() {
        return List.of(Webhook.declared(), NotifyCommand.declared());
    }

    @Override
    public List<Operation> operations() {
        return List.of();
    }

    @Override
    public Optional<Notifier> notifierOf(Resource resource) {
        return Optional.of(
                resource.technology().equals(Webhook.TECHNOLOGY) ? Webhook.of(resource) : NotifyCommand.of(resource));
    }
}
