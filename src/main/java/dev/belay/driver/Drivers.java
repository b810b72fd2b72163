package dev.belay.driver;

import dev.belay.catalog.Catalog;
import dev.belay.catalog.Form;
import dev.belay.catalog.Technology;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import dev.belay.value.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The installed drivers: the catalogue that they make together, and who does what. Immutable. */
public final class Drivers {

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Driver> byForm = new LinkedHashMap<>();
    private final Map<String, Driver> byTechnology = new LinkedHashMap<>();
    private final Catalog catalog;

    /**
     * These drivers, in this order.
     *
     * @throws Failure where two offer the same
     */
    public Drivers(List<Driver> drivers) {
        List<Form> forms = new ArrayList<>();
        List<Technology> technologies = new ArrayList<>();
        for (Driver driver : drivers) {
            for (Operation operation : driver.operations()) {
                forms.add(operation.form());
                operations.put(operation.form().key(), operation);
                byForm.put(operation.form().key(), driver);
            }
            for (Technology technology : driver.technologies()) {
                technologies.add(technology);
                byTechnology.put(technology.kind() + "/" + technology.name(), driver);
            }
        }
        catalog = Catalog.of(forms, technologies);
    }

    /** All that scripts can say. */
    public Catalog catalog() {
        return catalog;
    }

    /**
     * The operation of a form.
     *
     * @throws Failure where no installed driver has it
     */
    public Operation operation(String form) {
        return Optional.ofNullable(operations.get(form))
                .orElseThrow(() -> Failure.wrong(
                        "no installed driver does '" + form + "'",
                        "install the driver's jar that the plan was made with"));
    }

    /** The driver of a form; empty where none has it. */
    public Optional<Driver> driverOf(String form) {
        return Optional.ofNullable(byForm.get(form));
    }

    /** The fact that tells whether a service is active. */
    public Optional<Fact<Boolean>> activeOf(Resource service) {
        return Optional.ofNullable(byTechnology.get(service.kind() + "/" + service.technology()))
                .flatMap(driver -> driver.activeOf(service));
    }

    /** The target that a resource is: what its driver says, else one of its kind and name. */
    public Target targetOf(Resource resource) {
        return Optional.ofNullable(byTechnology.get(resource.kind() + "/" + resource.technology()))
                .flatMap(driver -> driver.targetOf(resource))
                .orElseGet(() -> new Target(resource.kind(), resource.name()));
    }

    /** Who tells of a run by a declaration; empty for a resource of another kind. */
    public Optional<Notifier> notifierOf(Resource resource) {
        return Optional.ofNullable(byTechnology.get(resource.kind() + "/" + resource.technology()))
                .flatMap(driver -> driver.notifierOf(resource));
    }

    /** The fact that tells how large a resource is. */
    public Optional<Fact<Size>> sizeOf(Resource resource) {
        return Optional.ofNullable(byTechnology.get(resource.kind() + "/" + resource.technology()))
                .flatMap(driver -> driver.sizeOf(resource));
    }
}
