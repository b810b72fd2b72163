package dev.belay.drivers.packages;

import dev.belay.catalog.Option;
import dev.belay.driver.Arguments;
import dev.belay.driver.Target;
import dev.belay.expr.Type;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Python that packages are installed into: a virtual environment, or the one that the PATH leads to.
 *
 * @param venv the virtual environment's folder; absolute
 * @param context user, folder and PATH; without an environment
 */
record Python(Optional<String> venv, Context context) {

    /** Chooses the virtual environment. */
    static final Option VENV = Option.of(
            "venv", Type.PATH, "the virtual environment; without it the python3 that path: and the PATH lead to");

    /** Asked of an interpreter that is kept from the application: no start-up files, no variables. */
    private static final String SITES =
            "import site; print('\\n'.join([*site.getsitepackages(), site.getusersitepackages()]))";

    /**
     * Where it is.
     *
     * @param virtual the virtual environment's folder
     * @param pip how pip is called
     * @param folders that hold installed packages
     */
    record Place(Optional<String> virtual, List<String> pip, List<String> folders) {
        Place {
            pip = List.copyOf(pip);
            folders = List.copyOf(folders);
        }
    }

    /** The Python that a step's {@code venv:} and circumstances mean. */
    static Python of(Arguments arguments) {
        Context all = arguments.context();
        Optional<String> venv =
                arguments.optionalText("venv").map(all::absolute).map(Python::plain);
        venv.filter(path -> !path.startsWith("/")).ifPresent(relative -> {
            throw Failure.wrong(
                    "venv: '" + relative + "' is a relative path, and nothing says against which folder",
                    "give dir: or a full path");
        });
        return new Python(venv, new Context(all.user(), all.dir(), all.path(), Map.of()));
    }

    /**
     * Finds it; empty where there is none.
     *
     * @throws Failure where {@code venv:} names something else
     */
    Optional<Place> locate(HostReader host) {
        FileReader files = host.read(reading());
        if (venv.isPresent()) {
            if (files.exists(venv.get() + "/pyvenv.cfg")) {
                return Optional.of(virtual(files, venv.get()));
            }
            if (files.list(venv.get()).isEmpty()) {
                return Optional.empty();
            }
            throw Failure.unmet(venv.get() + " is a folder, and no virtual environment: it has no pyvenv.cfg");
        }
        return host.which("python3", context)
                .or(() -> host.which("python", context))
                .map(interpreter -> place(host, files, interpreter));
    }

    private Place place(HostReader host, FileReader files, String interpreter) {
        Path above = Path.of(interpreter).getParent();
        String root = String.valueOf(above == null ? above : above.getParent());
        if (files.exists(root + "/pyvenv.cfg")) {
            return virtual(files, root);
        }
        Output told =
                host.ask(Command.of(interpreter, "-I", "-S", "-B", "-c", SITES).in(reading()));
        if (!told.ok()) {
            throw new Unseen(
                    "the packages of " + interpreter + ": " + told.err().strip());
        }
        List<String> folders = told.out().lines().filter(files::exists).toList();
        return new Place(Optional.empty(), List.of(interpreter, "-m", "pip"), folders);
    }

    private static Place virtual(FileReader files, String root) {
        List<String> folders = files.list(root + "/lib").stream()
                .filter(name -> name.startsWith("python"))
                .map(name -> root + "/lib/" + name + "/site-packages")
                .filter(files::exists)
                .toList();
        return new Place(Optional.of(root), List.of(root + "/bin/pip"), folders);
    }

    /** The circumstances in which its files are looked at. */
    Context reading() {
        return Context.own().as(context.user());
    }

    /** What its packages are facts about: the virtual environment's folder, as far as the arguments tell it, else the machine. */
    Target target() {
        return venv.or(() -> context.path().stream()
                        .filter(folder -> folder.startsWith("/") && folder.endsWith("/bin"))
                        .map(folder -> folder.substring(0, folder.length() - "/bin".length()))
                        .findFirst())
                .map(Target::files)
                .orElseGet(Target::machine);
    }

    private static String plain(String path) {
        return path.replaceFirst("(?<=.)/+$", "");
    }

    @Override
    public String toString() {
        return venv.orElse("python3" + (context.path().isEmpty() ? "" : " of " + String.join(":", context.path())))
                + context.user().map(user -> " as " + user).orElse("");
    }
}
