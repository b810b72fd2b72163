package dev.belay.drivers.check;

import dev.belay.catalog.Form;
import dev.belay.catalog.Subject;
import dev.belay.driver.Operation;
import dev.belay.expr.Type;
import java.util.List;
import java.util.Optional;

/** {@code require user: 'ngw'}: accounts exist. */
record RequireUser(List<String> users) implements Requirement {

    static final Operation OPERATION = new Operation(
            Form.of("require", Subject.none(), "user", new Type.ListOf(Type.TEXT), "the names of the accounts")
                    .doc("Holds where each account exists on this machine.")
                    .example("require user: 'ngw'")
                    .form(),
            arguments -> new RequireUser(arguments.texts("user")));

    RequireUser {
        users = List.copyOf(users);
    }

    @Override
    public Optional<String> unmet(Facts facts) {
        List<String> missing =
                users.stream().filter(user -> !facts.now(new Account(user))).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("there is no account " + String.join(", ", missing) + ": make it, or correct the name");
    }
}
