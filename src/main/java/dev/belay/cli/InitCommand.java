package dev.belay.cli;

import dev.belay.database.Connections;
import dev.belay.discovery.Findings;
import dev.belay.discovery.Search;
import dev.belay.discovery.SiteDraft;
import dev.belay.expr.Expr;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.host.Host;
import dev.belay.plan.Plan;
import dev.belay.plan.Step;
import dev.belay.script.Scripts;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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
            "It takes what clearly belongs to APP, asks about what may, and leaves the open questions in comments."
                    + " It writes /etc/belay/APP.groovy, or APP-site.groovy here where that folder cannot be written; with"
                    + " --site NAME or --site FILE another site, or another place. It never overwrites a file.",
            "",
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
        String subject = script.subject.orElseThrow(() -> Failure.wrong("for which application? belay init APP"));
        Path newest = parts.finder(script.scripts).scripts(subject, script.to).get(0);
        Scripts.Header header = Scripts.header(newest, parts.drivers().catalog());
        String application = header.application();
        Scripts.Stop stop = new Scripts.Stop(
                newest, script.target().or(() -> Optional.of(header.to().first())));
        Path file = target(application);
        refuseExisting(file);
        TerminalPerson person = parts.person(new Screen(parts.terminal().err(), false), input.none);
        Map<String, String> set = new LinkedHashMap<>(script.set);
        for (String missing :
                new TreeSet<>(parts.check(stop, Optional.empty(), set).missing())) {
            set.put(missing, ask(person, missing));
        }
        Plan plan = parts.plan(stop, Optional.empty(), set);
        write(file, draft(plan, set.keySet(), siteName(file), person) + values(set));
        tell(file, application, subject);
        return Exit.DONE;
    }

    private static String ask(TerminalPerson person, String parameter) {
        return person.ask("value of the parameter " + parameter + ":")
                .orElseThrow(() -> new Failure(
                        Exit.PERSON,
                        "the parameter " + parameter + " has no value, and nobody is there to ask",
                        "give it by --set " + parameter + "=VALUE"));
    }

    private String draft(Plan plan, Set<String> set, String siteName, TerminalPerson person) {
        Host host = parts.host(plan.secrets(), person);
        Map<String, Value> parameters = new LinkedHashMap<>(plan.parameters());
        parameters.keySet().removeAll(set);
        SiteDraft.Declared declared =
                new SiteDraft.Declared(plan.application(), plan.resources(), parameters, paths(plan));
        try (Connections connections = new Connections(host)) {
            Findings findings =
                    Search.of(host, plan.application(), declared.units()).all(connections::query);
            SiteDraft.Site site = new SiteDraft.Site(
                    siteName.isEmpty() ? host.name() : siteName, !testMachine, host.read(Context.own())::exists);
            return SiteDraft.of(declared, findings, site, person::ask);
        }
    }

    /** The absolute paths that the steps of a plan name. */
    private static List<String> paths(Plan plan) {
        return Stream.concat(plan.installed().stream(), plan.steps().stream())
                .flatMap(InitCommand::paths)
                .filter(text -> text.startsWith("/"))
                .distinct()
                .toList();
    }

    private static Stream<String> paths(Step step) {
        String dir = text(step.arguments().getOrDefault("dir", Expr.text("")));
        return step.arguments().values().stream()
                .map(InitCommand::text)
                .map(path -> path.startsWith("/") || dir.isEmpty() ? path : dir + "/" + path);
    }

    private static String text(Expr expr) {
        return expr instanceof Expr.Constant constant && constant.value() instanceof Value.Text text ? text.text() : "";
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

    /** Where the site file comes: {@code --site FILE}, {@code --site NAME} or the application's own place. */
    private Path target(String application) {
        if (output.file.isPresent()) {
            return parts.terminal().path(output.file.get());
        }
        if (script.site.filter(ScriptFinder::isPath).isPresent()) {
            return parts.terminal().path(script.site.get());
        }
        Path sites = parts.sites();
        boolean writable = Files.isWritable(
                Files.isDirectory(sites) ? sites : sites.toAbsolutePath().getParent());
        String name = script.site.orElse(application);
        return writable
                ? sites.resolve(name + ".groovy")
                : parts.terminal().path(name + (script.site.isPresent() ? ".groovy" : "-site.groovy"));
    }

    /** The name that the site gets; empty for that of the machine. */
    private String siteName(Path file) {
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.groovy$", "");
        return script.site.isPresent() && !stem.equals("site") ? stem : "";
    }

    private static void refuseExisting(Path file) {
        if (Files.exists(file)) {
            throw Failure.wrong(
                    file + " is there already, and is not overwritten", "edit it, or write another by --site FILE");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new Failure(
                    Exit.WRONG, "cannot write " + file + ": " + Reason.of(e), e, "name another place by --site FILE");
        }
    }

    private void tell(Path file, String application, String subject) {
        String site = file.equals(parts.sites().resolve(application + ".groovy")) ? "" : " --site " + file;
        List.of(
                        "written: " + file,
                        "  look at it, then",
                        "  belay doctor " + subject + site,
                        "  belay preview " + subject + site)
                .forEach(parts.terminal().out()::println);
    }
}
