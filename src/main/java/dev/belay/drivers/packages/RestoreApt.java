package dev.belay.drivers.packages;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code restore apt: ['gdal-bin=3.6.2+dfsg-1', 'libnew-']}: brings packages of the system to these versions, older ones too, or
 * away; all in one go.
 */
record RestoreApt(Debian debian, List<Word> wanted, Optional<Duration> timeout, Map<String, Value> circumstances)
        implements Action {

    static final Operation OPERATION = new Operation(
            Form.of(
                            "restore",
                            Subject.none(),
                            "apt",
                            new Type.ListOf(Type.TEXT),
                            "the packages: 'name=version', or 'name-' for one that shall go")
                    .option(Options.ENV, Options.TIMEOUT)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Brings packages of the system to these versions, older ones too, or removes them; their configuration"
                                    + " stays. The way back of 'install apt:'; scripts seldom need it.")
                    .example("restore apt: ['gdal-bin=3.6.2+dfsg-1', 'libnew-']")
                    .form(),
            RestoreApt::of);

    private static final List<String> CIRCUMSTANCES = List.of("env", "timeout");

    private static Action of(Arguments arguments) {
        List<Word> words = Debian.words(arguments.texts("apt"), true);
        words.stream()
                .filter(word -> !word.gone() && word.version().isEmpty())
                .findFirst()
                .ifPresent(word -> {
                    throw Failure.wrong(
                            "restore apt: '" + word + "' has no version",
                            "write '" + word + "=version', or '" + word + "-' to remove it");
                });
        return new RestoreApt(
                Debian.of(arguments), words, arguments.optionalDuration("timeout"), circumstances(arguments));
    }

    /** The arguments that a way back of apt takes over. */
    static Map<String, Value> circumstances(Arguments arguments) {
        Map<String, Value> all = new LinkedHashMap<>();
        CIRCUMSTANCES.forEach(name -> arguments.find(name).ifPresent(value -> all.put(name, value)));
        return all;
    }

    /** The way back to these words. */
    static Back back(List<String> words, Map<String, Value> circumstances) {
        Map<String, Value> arguments = new LinkedHashMap<>(circumstances);
        arguments.put("apt", new Value.Items(words.stream().map(Value::of).toList()));
        return Back.step("restore apt", arguments, "restore apt " + String.join(", ", words));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.CLEAN_FIRST);
        List<Word> left = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (Word word : wanted) {
            Optional<String> version = forecast.now(new DebianPackage(debian, word.name()));
            if (!word.met(version)) {
                left.add(word);
                before.add(word.name() + version.map(it -> "=" + it).orElse("-"));
            }
        }
        if (left.isEmpty()) {
            return;
        }
        forecast.back(back(before, circumstances));
        Outcome outcome = forecast.now(new AptSimulation(
                debian, true, true, left.stream().map(Word::toString).toList()));
        List<String> others = outcome.removes().stream()
                .filter(name -> left.stream()
                        .noneMatch(word -> word.gone() && word.name().equals(name)))
                .toList();
        if (!others.isEmpty()) {
            throw Failure.unmet(
                    "apt would remove " + String.join(", ", others) + " too", "name them as well, or go back by hand");
        }
        forecast.disturbs(debian.lists());
        forecast.disturbs(debian.status());
        left.forEach(word -> forecast.becomes(new DebianPackage(debian, word.name()), word.version()));
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.machine(), debian.lists(), debian.status());
    }

    @Override
    public Result apply(Work work) {
        List<String> words = wanted.stream()
                .filter(word -> !word.met(work.read(new DebianPackage(debian, word.name()))))
                .map(Word::toString)
                .toList();
        if (!words.isEmpty()) {
            Command command = Command.of(AptCommand.restore(Debian.patience(timeout), words))
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
