package dev.belay.cli;

import dev.belay.value.Destination;
import dev.belay.value.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which script, for which site, with which values. */
final class ScriptOptions {

    @Parameters(
            arity = "0..1",
            paramLabel = "APP|SCRIPT|PLAN",
            description =
                    "an application (its scripts are looked for in --scripts, ./scripts, /etc/belay/scripts and beside"
                            + " Belay), the path of a script, or a plan that preview -o wrote")
    Optional<String> subject = Optional.empty();

    @Option(
            names = "--site",
            paramLabel = "NAME|FILE",
            description =
                    "the site file, or its name in /etc/belay; else /etc/belay/APP.groovy, else site.groovy beside the script, else none")
    Optional<String> site = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "the value of a parameter; may be given several times")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description =
                    "the version to go to, over the versions in between where one script does not lead there; else that of the"
                            + " newest script that fits what is installed")
    Optional<String> to = Optional.empty();

    @Option(
            names = "--installed",
            paramLabel = "VERSION",
            description = "the installed version, where Belay cannot find it out")
    Optional<String> installed = Optional.empty();

    @Option(names = "--scripts", paramLabel = "DIR", description = "the folder of scripts, DIR/APP/VERSION.groovy")
    Optional<String> scripts = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "the folder of the site's state; else what the site file says, else /var/lib/belay/SITE")
    Optional<String> state = Optional.empty();

    @Option(names = "--ask-application", description = "let applications tell by their own dry run what they would do")
    boolean askApplication;

    /** The version that {@code --to} chooses; empty where it names a line of versions, or is not given. */
    Optional<Version> target() {
        return to.map(Destination::parse).flatMap(Destination::standard);
    }

    /** True where {@code --to} may mean this; without it anything may be meant. */
    boolean leadsTo(Destination destination) {
        return target().map(destination::covers).orElse(to.isEmpty() || to.get().equals(destination.text()));
    }

    /** What a person gave besides the version, to be typed again behind a command. */
    String besides() {
        StringBuilder words = new StringBuilder();
        site.ifPresent(file -> words.append(" --site ").append(file));
        scripts.ifPresent(folder -> words.append(" --scripts ").append(folder));
        state.ifPresent(folder -> words.append(" --state ").append(folder));
        installed.ifPresent(version -> words.append(" --installed ").append(version));
        set.forEach((name, value) ->
                words.append(" --set ").append(name).append('=').append(value));
        if (askApplication) {
            words.append(" --ask-application");
        }
        return words.toString();
    }
}
