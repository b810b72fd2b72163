package dev.belay.cli;

import dev.belay.database.Connections;
import dev.belay.discovery.Findings;
import dev.belay.discovery.Search;
import dev.belay.discovery.SiteDraft;
import dev.belay.host.Context;
import dev.belay.host.Host;
import dev.belay.plan.Plan;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "belay init",
        description =
                "Looks at this machine for what a script needs, asks for the rest, and writes a site file that can be previewed"
                        + " as it is. Changes nothing else.",
        footer = {
            "",
            "It writes /etc/belay/APP.groovy, or APP-site.groovy here where that folder cannot be written.",
            "belay init nextgisweb"
        })
final class InitCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    InputOptions input = new InputOptions();

    @Option(names = "--test-machine", description = "not a production site: nothing wants the site's name typed")
    boolean testMachine;

    InitCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        String application = script.subject.orElseThrow(() -> Failure.wrong("for which application? belay init APP"));
        Path newest =
                parts.finder(script.scripts).scripts(application, script.to).get(0);
        TerminalPerson person = parts.person(new Screen(parts.terminal().err(), false), input.none);
        Map<String, String> set = new LinkedHashMap<>(script.set);
        for (String missing :
                new TreeSet<>(parts.check(newest, Optional.empty(), set).missing())) {
            set.put(missing, ask(person, missing));
        }
        Plan plan = parts.plan(newest, Optional.empty(), set);
        Path file = target(plan.application());
        write(file, draft(plan, person) + values(set));
        tell(file, application);
        return Exit.DONE;
    }

    private static String ask(TerminalPerson person, String parameter) {
        return person.ask("value of the parameter " + parameter + ":")
                .orElseThrow(() -> new Failure(
                        Exit.PERSON,
                        "the parameter " + parameter + " has no value, and nobody is there to ask",
                        "give it by --set " + parameter + "=VALUE"));
    }

    private String draft(Plan plan, TerminalPerson person) {
        Host host = parts.host(plan.secrets(), person);
        try (Connections connections = new Connections(host)) {
            Findings findings = Search.of(host, plan.application()).all(connections::query);
            SiteDraft.Declared declared =
                    new SiteDraft.Declared(plan.application(), plan.resources(), plan.parameters());
            return SiteDraft.of(declared, findings, host.name(), !testMachine, host.read(Context.own())::exists)
                    .text();
        }
    }

    private static String values(Map<String, String> set) {
        StringBuilder lines = new StringBuilder();
        set.forEach((name, value) -> lines.append("set ")
                .append(name)
                .append(": '")
                .append(value.replace("\\", "\\\\").replace("'", "\\'"))
                .append("'\n"));
        return lines.toString();
    }

    private Path target(String application) {
        if (output.file.isPresent()) {
            return parts.terminal().path(output.file.get());
        }
        Path sites = parts.sites();
        return Files.isWritable(
                        Files.isDirectory(sites)
                                ? sites
                                : sites.toAbsolutePath().getParent())
                ? sites.resolve(application + ".groovy")
                : parts.terminal().path(application + "-site.groovy");
    }

    private static void write(Path file, String text) {
        if (Files.exists(file)) {
            throw Failure.wrong(file + " is there already", "edit it, or write another by -o FILE");
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure(
                    Exit.WRONG, "cannot write " + file + ": " + Reason.of(e), e, "name another place by -o FILE");
        }
    }

    private void tell(Path file, String application) {
        String site = file.startsWith(parts.sites()) ? "" : " --site " + file;
        List.of(
                        "written: " + file,
                        "  look at it, then",
                        "  belay doctor " + application + site,
                        "  belay preview " + application + site)
                .forEach(parts.terminal().out()::println);
    }
}
