package dev.belay.drivers.source;

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
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.util.List;
import java.util.Optional;

/** {@code installed file: 'package.json', key: 'version'}: the version is what a file says. */
record InstalledFile(InFile fact) implements Action {

    static Operation operation() {
        Form form = Form.of("installed", Subject.none(), "file", Type.PATH, "the file that tells the version")
                .option(
                        Option.of(
                                "key",
                                Type.TEXT,
                                "its key in a JSON, YAML, TOML, INI or properties file; dots lead to inner keys"),
                        Option.of(
                                "pattern",
                                Type.REGEX,
                                "a regular expression for a line; its first group is the version"),
                        Options.AS,
                        Options.DIR)
                .result(Type.VERSION)
                .doc("Tells the installed version by a key of a file, or by a pattern for one of its lines.")
                .example("installed file: '/srv/app/package.json', key: 'version'")
                .form();
        return new Operation(form, InstalledFile::of);
    }

    private static Action of(Arguments arguments) {
        Optional<String> key = arguments.optionalText("key");
        Optional<String> pattern = arguments.optionalText("pattern");
        if (key.isPresent() == pattern.isPresent()) {
            throw Failure.wrong("installed file: takes either key: or pattern:");
        }
        Optional<VersionPattern> compiled = pattern.map(VersionPattern::of);
        String path = arguments.context().absolute(arguments.text("file"));
        return new InstalledFile(new InFile(path, arguments.context().user(), key, compiled));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Nothing());
        forecast.checks();
        forecast.result(Value.of(version(forecast.now(fact))));
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    @Override
    public Result apply(Work work) {
        return Result.of(Value.of(version(work.read(fact))));
    }

    private String version(Optional<String> found) {
        return found.flatMap(InstalledGit::version)
                .orElseThrow(() -> Failure.unmet(
                        fact.path() + " tells no version" + fact.wanted()
                                + found.map(text -> " but '" + text + "'").orElse(""),
                        "correct installed file:"));
    }
}
