package dev.belay.drivers.packages;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.drivers.packages.AptSimulation.Outcome;
import dev.belay.drivers.packages.Debian.Word;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code install apt: ['gdal-bin', 'redis=5:7.0.15-1']}: packages of the system, as root.
 *
 * @param wanted which
 * @param upgrade whether newer versions of those that are there are wanted too
 * @param recommends whether what packages recommend comes too
 * @param timeout after which it is ended, and a lock is waited for no longer
 * @param circumstances the arguments that a way back takes over
 */
record InstallApt(
        Debian debian,
        List<Word> wanted,
        boolean upgrade,
        boolean recommends,
        Optional<Duration> timeout,
        Map<String, Value> circumstances)
        implements Action {

    static final Operation OPERATION = new Operation(
            Form.of(
                            "install",
                            Subject.none(),
                            "apt",
                            new Type.ListOf(Type.TEXT),
                            "the packages: 'name', or 'name=version'")
                    .option(
                            Option.of("upgrade", Type.BOOL, "brings those that are there to the newest version too"),
                            Option.of("recommends", Type.BOOL, "whether what packages recommend comes too")
                                    .standard(Value.of(true)),
                            Options.ENV,
                            Options.TIMEOUT)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Installs packages of the system as root, by the lists that are here; never removes any. Waits where"
                                    + " another apt works, and keeps changed configuration files. An undo goes back to the versions of"
                                    + " before, where the archives still have them.")
                    .example("install apt: ['gdal-bin', 'postgresql-16-postgis-3']")
                    .form(),
            InstallApt::of);

    private static Action of(Arguments arguments) {
        return new InstallApt(
                Debian.of(arguments),
                Debian.words(arguments.texts("apt"), false),
                arguments.flag("upgrade"),
                arguments.flag("recommends"),
                arguments.optionalDuration("timeout"),
                RestoreApt.circumstances(arguments));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.CLEAN_FIRST);
        List<String> words = words(name -> forecast.now(new DebianPackage(debian, name)));
        if (words.isEmpty()) {
            return;
        }
        Outcome outcome = forecast.now(new AptSimulation(debian, false, recommends, words));
        if (!outcome.removes().isEmpty()) {
            throw Failure.unmet(
                    "apt would remove " + String.join(", ", outcome.removes()),
                    "remove them yourself first, or name versions that go with them");
        }
        if (outcome.installs().isEmpty()) {
            return;
        }
        forecast.back(back(forecast, outcome));
        forecast.disturbs(debian.lists());
        forecast.disturbs(debian.status());
        outcome.installs()
                .forEach((name, version) -> forecast.becomes(new DebianPackage(debian, name), Optional.of(version)));
    }

    private List<String> words(Function<String, Optional<String>> installed) {
        return wanted.stream()
                .filter(word -> (upgrade && word.version().isEmpty()) || !word.met(installed.apply(word.name())))
                .map(Word::toString)
                .toList();
    }

    private Back back(Forecast forecast, Outcome outcome) {
        List<String> words = new ArrayList<>();
        outcome.before().forEach((name, version) -> words.add(name + "=" + version));
        Set<String> offered = words.isEmpty()
                ? Set.of()
                : forecast.now(new AptOffer(debian, List.copyOf(outcome.before().keySet())));
        List<String> lost =
                words.stream().filter(word -> !offered.contains(word)).toList();
        if (!lost.isEmpty()) {
            return new Back.None("the archives no longer have " + String.join(", ", lost));
        }
        outcome.installs().keySet().stream()
                .filter(name -> !outcome.before().containsKey(name))
                .forEach(name -> words.add(name + "-"));
        return RestoreApt.back(words, circumstances);
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.machine(), debian.lists(), debian.status());
    }

    @Override
    public Result apply(Work work) {
        List<String> words = words(name -> work.read(new DebianPackage(debian, name)));
        if (!words.isEmpty()) {
            Command command = Command.of(AptCommand.install(Debian.patience(timeout), recommends, words))
                    .in(debian.changing(work.host()));
            work.must(timeout.map(command::timeout).orElse(command));
        }
        return Result.none();
    }

    @Override
    public void clean(Work work) {
        work.must(Command.of(AptCommand.configure()).in(debian.changing(work.host())));
    }
}
