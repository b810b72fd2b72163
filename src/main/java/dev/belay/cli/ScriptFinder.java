package dev.belay.cli;

import dev.belay.value.Destination;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds scripts and site files by what a person typed. Only looks at names; reads no script. */
final class ScriptFinder {

    private static final String ENDING = ".groovy";

    private final Terminal terminal;
    private final List<Path> folders;
    private final Path sites;

    /**
     * @param home where Belay is installed, with the scripts that came along
     * @param scripts the folder that the person named
     * @param sites the folder of site files, {@code /etc/belay}
     */
    ScriptFinder(Terminal terminal, Optional<Path> home, Optional<String> scripts, Path sites) {
        this.terminal = terminal;
        this.sites = sites;
        List<Path> all = new ArrayList<>();
        scripts.ifPresentOrElse(named -> all.add(terminal.path(named)), () -> {
            all.add(terminal.path("scripts"));
            all.add(sites.resolve("scripts"));
            home.ifPresent(folder -> all.add(folder.resolve("scripts")));
        });
        this.folders = List.copyOf(all);
    }

    /** True where the text is the path of a script rather than the name of an application. */
    static boolean isPath(String subject) {
        return subject.contains("/") || subject.endsWith(ENDING);
    }

    /** True where the text is the path of a saved plan. */
    static boolean isPlan(String subject) {
        return subject.endsWith(".json");
    }

    /**
     * The scripts that the text may mean, the newest version first; a path means itself.
     *
     * @throws Failure where there is none
     */
    List<Path> scripts(String subject, Optional<String> to) {
        if (isPath(subject)) {
            Path script = terminal.path(subject);
            if (!Files.exists(script)) {
                throw Failure.wrong("there is no script " + subject, "name an application, or a script by its path");
            }
            return List.of(script);
        }
        Path folder = folders.stream()
                .map(parent -> parent.resolve(subject))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> noApplication(subject));
        List<Path> all = versions(folder);
        List<Path> fitting = all.stream()
                .filter(script -> to.map(wanted -> leads(script, wanted)).orElse(true))
                .toList();
        if (fitting.isEmpty()) {
            String there = String.join(
                    ", ", all.stream().map(script -> version(script).toString()).toList());
            throw Failure.wrong(
                    "no script for " + subject
                            + to.map(version -> " " + version).orElse("") + " in " + shown(folder),
                    all.isEmpty() ? "a script is called VERSION.groovy, such as 4.4.0.groovy" : "there are: " + there);
        }
        return fitting;
    }

    /** All scripts of all applications, for a check of everything. */
    List<Path> all() {
        return folders.stream()
                .filter(Files::isDirectory)
                .limit(1)
                .flatMap(folder -> list(folder).stream())
                .filter(Files::isDirectory)
                .flatMap(folder -> versions(folder).stream())
                .toList();
    }

    /** The site file: the one named by its path or by its name in /etc/belay, else that of the application in /etc/belay, else site.groovy beside the script. */
    Optional<Path> site(Optional<String> name, Path script) {
        if (name.isPresent()) {
            Path named = terminal.path(name.get());
            Path file = isPath(name.get()) || Files.exists(named) ? named : sites.resolve(name.get() + ENDING);
            if (!Files.exists(file)) {
                throw Failure.wrong("there is no site file " + name.get(), "belay init APP writes one");
            }
            return Optional.of(file);
        }
        Path folder = script.toAbsolutePath().getParent();
        String application = folder == null ? "" : String.valueOf(folder.getFileName());
        return Stream.of(sites.resolve(application + ENDING), script.resolveSibling("site" + ENDING))
                .filter(Files::exists)
                .findFirst();
    }

    /** The site files in /etc/belay, each named after its application. */
    List<Path> siteFiles() {
        return list(sites).stream()
                .filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                .toList();
    }

    private Failure noApplication(String subject) {
        List<String> known = folders.stream()
                .flatMap(folder -> list(folder).stream())
                .filter(Files::isDirectory)
                .map(folder -> String.valueOf(folder.getFileName()))
                .distinct()
                .toList();
        String meant = Suggestion.didYouMean(subject, known);
        return Failure.wrong(
                "no scripts for '" + subject + "'" + meant,
                "looked in "
                        + String.join(", ", folders.stream().map(this::shown).toList()),
                "name a script by its path, or the folder of scripts by --scripts DIR");
    }

    private static List<Path> versions(Path folder) {
        return list(folder).stream()
                .filter(file -> String.valueOf(file.getFileName()).endsWith(ENDING))
                .filter(file -> Destination.isDestination(stem(file)))
                .sorted(Comparator.comparing((Path script) -> version(script).first())
                        .reversed())
                .toList();
    }

    /** The version, or the line of versions, that a script's name tells. */
    static Destination version(Path script) {
        return Destination.parse(stem(script));
    }

    private static boolean leads(Path script, String wanted) {
        Destination line = Destination.parse(wanted);
        return line.isLine()
                ? line.text().equals(stem(script))
                : version(script).covers(line.first());
    }

    private static String stem(Path script) {
        String name = String.valueOf(script.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /** A path as short as a person would type it. */
    String shown(Path path) {
        Path own = terminal.path("").toAbsolutePath();
        return path.startsWith(own) && !path.equals(own) ? own.relativize(path).toString() : path.toString();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
