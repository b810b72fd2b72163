package dev.belay.driver;

import dev.belay.catalog.Technology;
import dev.belay.plan.Resource;
import dev.belay.value.Size;
import java.util.List;
import java.util.Optional;

/** One family of operations. Found by {@link java.util.ServiceLoader}; has a public constructor without parameters and no state. */
public interface Driver {

    /** Its name: {@code systemd}, {@code git}, {@code postgresql}. */
    String name();

    /** Its version; part of a plan's hash, so that a plan is not run by a driver that means something else. */
    String version();

    /** The technologies by which it lets resources be declared. */
    default List<Technology> technologies() {
        return List.of();
    }

    /** What it can do. */
    List<Operation> operations();

    /** The target that a resource of one of its technologies is, as its steps name it; empty where it has none of its own. */
    default Optional<Target> targetOf(Resource resource) {
        return Optional.empty();
    }

    /** The fact that tells whether a service of one of its technologies is active; empty where no reading tells it. */
    default Optional<Fact<Boolean>> activeOf(Resource service) {
        return Optional.empty();
    }

    /** Who tells of a run by a declaration of kind {@code notify} of one of its technologies; empty where it has none. */
    default Optional<Notifier> notifierOf(Resource resource) {
        return Optional.empty();
    }

    /** The fact that tells how large a resource of one of its technologies is; empty where it has no size. */
    default Optional<Fact<Size>> sizeOf(Resource resource) {
        return Optional.empty();
    }
}
