package dev.belay.drivers.packages;

import dev.belay.driver.Arguments;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.value.Failure;
import java.util.List;
import java.util.Optional;

/** What pip is told to install. */
sealed interface PipSource {

    /** Behind {@code pip install}. */
    List<String> arguments();

    /** The folder in which pip works; empty where that is all the same. */
    default Optional<String> dir() {
        return Optional.empty();
    }

    /** A package by its sources. */
    record Project(String path, boolean editable, List<String> extras) implements PipSource {
        public Project {
            extras = List.copyOf(extras);
        }

        @Override
        public List<String> arguments() {
            String with = extras.isEmpty() ? path : path + "[" + String.join(",", extras) + "]";
            return editable ? List.of("--editable", with) : List.of(with);
        }

        @Override
        public Optional<String> dir() {
            return Optional.of(path);
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /** The lines of a file. Relative paths in it are taken against the folder. */
    record RequirementsFile(String path, String folder) implements PipSource {
        @Override
        public List<String> arguments() {
            return List.of("--requirement", path);
        }

        @Override
        public Optional<String> dir() {
            return Optional.of(folder);
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /** Packages by name. */
    record Named(List<String> requirements) implements PipSource {
        public Named {
            requirements = List.copyOf(requirements);
        }

        @Override
        public List<String> arguments() {
            return requirements;
        }

        @Override
        public String toString() {
            return String.join(", ", requirements);
        }
    }

    /** What the arguments of {@code install pip:} mean. */
    static PipSource of(Arguments arguments) {
        Optional<String> file = arguments.optionalText("requirements");
        boolean editable = arguments.flag("editable");
        if (arguments.value("pip") instanceof Value.Items) {
            if (file.isPresent() || editable || arguments.has("extras")) {
                throw Failure.wrong("packages by name take neither editable: nor requirements: nor extras:");
            }
            return named(arguments.texts("pip"));
        }
        String folder = folder(arguments.context(), arguments.text("pip"));
        if (file.isEmpty()) {
            return new Project(folder, editable, arguments.texts("extras"));
        }
        if (editable || arguments.has("extras")) {
            throw Failure.wrong("requirements: is instead of the package itself, and takes no editable: or extras:");
        }
        return new RequirementsFile(Context.own().in(folder).absolute(file.get()), folder);
    }

    private static Named named(List<String> requirements) {
        if (requirements.isEmpty()) {
            throw Failure.wrong("install pip: names no package");
        }
        requirements.stream()
                .filter(text -> !text.matches("[A-Za-z0-9].*"))
                .findFirst()
                .ifPresent(text -> {
                    throw Failure.wrong("'" + text + "' is not the name of a package", "write 'name' or 'name==1.0'");
                });
        return new Named(requirements);
    }

    private static String folder(Context context, String text) {
        if (text.matches("[^/]*[=<>~]=.*")) {
            throw Failure.wrong(
                    "'" + text + "' is no folder", "write packages by name as a list: install pip: ['" + text + "']");
        }
        String path = context.absolute(text).replaceFirst("(?<=.)/+$", "");
        if (!path.startsWith("/")) {
            throw Failure.wrong(
                    "'" + text + "' is a relative path, and nothing says against which folder",
                    "give dir: or a full path, or write a package by name as a list: ['" + text + "']");
        }
        return path;
    }
}
