package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import dev.belay.value.VersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of a database before anything changes.
 *
 * @param database which must exist
 * @param version of its server
 * @param empty true where it must hold no tables
 */
record RequireDatabase(Database database, Optional<VersionRange> version, boolean empty) implements Action {

    static Action of(Arguments arguments) {
        return new RequireDatabase(
                DeclaredDatabase.of(arguments, "database"),
                arguments.optionalText("version").map(VersionRange::parse),
                arguments.flag("empty"));
    }

    /** How a fact is looked at: foreseen, or as it is. */
    private interface Look {
        <T> T at(Fact<T> fact);
    }

    @Override
    public void predict(Forecast f) {
        f.checks();
        f.again(Again.IDEMPOTENT);
        f.back(new Back.Nothing());
        missing(new Look() {
                    @Override
                    public <T> T at(Fact<T> fact) {
                        return f.now(fact);
                    }
                })
                .forEach(f::unmet);
    }

    @Override
    public Result apply(Work w) {
        List<String> missing = missing(new Look() {
            @Override
            public <T> T at(Fact<T> fact) {
                return w.read(fact);
            }
        });
        if (!missing.isEmpty()) {
            throw Failure.unmet(String.join("; ", missing));
        }
        return Result.none();
    }

    private List<String> missing(Look look) {
        if (!look.at(new DatabaseFacts.Exists(database))) {
            return List.of("there is no database " + database + " that '" + database.user()
                    + "' may see; make it with CREATE DATABASE, or grant rights on it");
        }
        List<String> missing = new ArrayList<>();
        if (version.isPresent()) {
            Version found = look.at(new DatabaseFacts.ServerVersion(database));
            if (!version.get().contains(found)) {
                missing.add("MariaDB on " + database.address() + " is " + found + ", needed is " + version.get());
            }
        }
        if (empty) {
            long tables = look.at(new DatabaseFacts.Tables(database));
            if (tables > 0) {
                missing.add("the database " + database + " must be empty and holds " + tables
                        + (tables == 1 ? " table" : " tables"));
            }
        }
        return missing;
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }
}
