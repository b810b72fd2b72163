package dev.belay.cli;

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
            description = "the version to go to; else the newest that fits what is installed")
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
}
