package dev.belay.drivers.source;

import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.drivers.source.Head.Place;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import java.util.List;
import java.util.Optional;

/** {@code installed git: 'path'}: the version is what the tags tell of the commit that is checked out. */
record InstalledGit(Repository repository) implements Action {

    static Operation operation() {
        Form form = Form.of("installed", Subject.none(), "git", Type.PATH, "the work tree whose tags tell the version")
                .option(Options.AS, Options.DIR)
                .result(Type.VERSION)
                .doc(
                        "Tells the installed version by the tag of the commit that is checked out, or the nearest one before it.")
                .example("installed git: '/srv/app'")
                .form();
        return new Operation(form, arguments -> new InstalledGit(Repository.of(arguments, "git")));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Nothing());
        forecast.checks();
        forecast.result(Value.of(version(forecast::now)));
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    @Override
    public Result apply(Work work) {
        return Result.of(Value.of(version(work::read)));
    }

    private String version(Wanted.Eyes eyes) {
        Place place = eyes.now(new Head(repository));
        String tag = place.tag()
                .or(() -> eyes.now(new Described(repository, place.commit())))
                .orElseThrow(() -> Failure.unmet(
                        "no tag of " + repository.path() + " tells a version",
                        "fetch the tags, or tell the version by installed file:"));
        return version(tag)
                .orElseThrow(() -> Failure.unmet("the tag '" + tag + "' of " + repository.path() + " is no version"));
    }

    /** The version in a tag such as {@code v4.4.0} or {@code release-4.4.0}. */
    static Optional<String> version(String tag) {
        String numbers = Version.isVersion(tag) ? tag : tag.replaceFirst("^\\D*", "");
        return Optional.of(numbers).filter(Version::isVersion);
    }
}
